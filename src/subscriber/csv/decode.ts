import { Failure } from "../../errors.ts";

/** The encodings that `--encoding` accepts. */
export const ENCODINGS = [
	"utf-8",
	"utf-16le",
	"utf-16be",
	"windows-1252",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Bytes by which the encoding is detected: enough to contain an accented letter. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Decodes bytes to text whose lines end with `\n`. A byte order mark decides the
 * encoding. Without one it is UTF-8. When the beginning is not valid UTF-8, it is
 * Windows-1252, in which Excel saves "CSV" by default.
 *
 * @param encoding null: detect it
 * @throws Failure `empty-file`
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array>,
	encoding: Encoding | null = null,
): AsyncGenerator<string> {
	let decoder: InstanceType<typeof TextDecoder> | null = null;
	let head: Uint8Array = new Uint8Array();
	const normalise = newlineNormaliser();
	for await (const chunk of bytes) {
		if (decoder) {
			yield normalise(decoder.decode(chunk, { stream: true }));
			continue;
		}
		head = Buffer.concat([head, chunk]);
		if (head.length < SAMPLE_BYTES) continue;
		decoder = new TextDecoder(encoding ?? encodingOf(head));
		yield normalise(decoder.decode(head, { stream: true }));
	}
	if (!decoder && head.length === 0)
		throw new Failure("empty-file", "The file is empty.");
	if (decoder) yield normalise(decoder.decode(), true);
	else
		yield normalise(
			new TextDecoder(encoding ?? encodingOf(head)).decode(head),
			true,
		);
}

function encodingOf(head: Uint8Array): Encoding {
	const [first, second] = head;
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	// A header begins with an ASCII letter, one of whose two bytes is zero.
	if (second === 0) return "utf-16le";
	if (first === 0) return "utf-16be";
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
		return "utf-8";
	} catch {
		return "windows-1252";
	}
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
