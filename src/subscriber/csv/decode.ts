import { Failure } from "../../errors.ts";
import { visible } from "../../text/visible-text.ts";
import { refuseOtherKinds } from "./file-kind.ts";
import { type EncodingGuess, guessEncoding } from "./guess-encoding.ts";

/** A label that `parseEncoding` accepted. */
export type Encoding = string;

/**
 * Checks a label of the WHATWG Encoding Standard, such as utf-8, windows-1251,
 * macintosh, shift_jis, gb18030 or utf-16le.
 *
 * @returns the name of the encoding
 * @throws Failure `bad-encoding-name`
 */
export function parseEncoding(label: string): Encoding {
	try {
		return new TextDecoder(label.trim()).encoding;
	} catch {
		throw new Failure(
			"bad-encoding-name",
			`“${visible(label)}” is not an encoding that is known. Known are the names of the web, such as utf-8, utf-16le, windows-1250 to windows-1258, iso-8859-2, macintosh, koi8-r, ibm866, shift_jis, euc-jp, gb18030, big5, euc-kr.`,
		);
	}
}

/** Bytes by which the encoding is detected: enough to contain an accented letter. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes bytes to text whose lines end with `\n`. A byte order mark decides the
 * encoding. Without one it is UTF-8. When the beginning is not valid UTF-8, the
 * encoding is guessed.
 *
 * @param encoding null: detect it
 * @param onEncoding called once, before the first text
 * @throws Failure `empty-file`, `not-csv` for a file that is no text
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array>,
	encoding: Encoding | null = null,
	onEncoding?: (guess: EncodingGuess) => void,
): AsyncGenerator<string> {
	let decoder: InstanceType<typeof TextDecoder> | null = null;
	let head: Uint8Array = new Uint8Array();
	const normalise = newlineNormaliser();
	const start = () => {
		refuseOtherKinds(head);
		const found =
			encoding === null ? encodingOf(head) : { ...CERTAIN, encoding };
		onEncoding?.(found);
		return new TextDecoder(found.encoding);
	};
	for await (const chunk of bytes) {
		if (decoder) {
			yield normalise(decoder.decode(chunk, { stream: true }));
			continue;
		}
		head = Buffer.concat([head, chunk]);
		if (head.length < SAMPLE_BYTES) continue;
		decoder = start();
		yield normalise(decoder.decode(head, { stream: true }));
	}
	if (!decoder && head.length === 0)
		throw new Failure("empty-file", "The file is empty.");
	if (decoder) yield normalise(decoder.decode(), true);
	else yield normalise(start().decode(head), true);
}

const CERTAIN = { guessed: false, sure: true, other: null, example: "" };

function encodingOf(head: Uint8Array): EncodingGuess {
	const marked = utf16Of(head);
	if (marked) return { ...CERTAIN, encoding: marked };
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
		return { ...CERTAIN, encoding: "utf-8" };
	} catch {
		return guessEncoding(head);
	}
}

function utf16Of(head: Uint8Array): Encoding | null {
	const [first, second, third, fourth] = head;
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	// A header begins with ASCII letters, of whose two bytes one is zero.
	if (first !== 0 && second === 0 && fourth === 0) return "utf-16le";
	if (first === 0 && second !== 0 && third === 0) return "utf-16be";
	return null;
}

/** Replaces `\r\n` and a lone `\r` by `\n`, also when a chunk ends between the two. */
function newlineNormaliser() {
	let pendingReturn = false;
	return (text: string, last = false): string => {
		const whole = pendingReturn ? `\r${text}` : text;
		pendingReturn = !last && whole.endsWith("\r");
		const complete = pendingReturn ? whole.slice(0, -1) : whole;
		return complete.includes("\r")
			? complete.replace(/\r\n?/g, "\n")
			: complete;
	};
}
