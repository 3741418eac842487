import { Failure } from "../../errors.ts";

/** What can be asked for by name; otherwise the file tells. */
export const ENCODINGS = [
	"utf-8",
	"utf-16le",
	"utf-16be",
	"windows-1252",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Enough to tell by, and for text without a byte order mark long enough to meet an accent. */
const SAMPLE = 64 * 1024;

/**
 * Bytes to text with `\n` alone at the ends of lines. A byte order mark tells
 * the encoding; without one it is UTF-8, or, where the beginning can't be,
 * Windows-1252, in which Excel saves "CSV" without asking.
 *
 * @param wanted null: what the file itself tells
 * @throws Failure `empty-file`
 */
export async function* decodeText(
	bytes: AsyncIterable<Uint8Array>,
	wanted: Encoding | null = null,
): AsyncGenerator<string> {
	let decoder: InstanceType<typeof TextDecoder> | null = null;
	let head: Uint8Array = new Uint8Array();
	const newlines = createNewlines();
	for await (const chunk of bytes) {
		if (decoder) {
			yield newlines(decoder.decode(chunk, { stream: true }));
			continue;
		}
		head = Buffer.concat([head, chunk]);
		if (head.length < SAMPLE) continue;
		decoder = new TextDecoder(wanted ?? encodingOf(head));
		yield newlines(decoder.decode(head, { stream: true }));
	}
	if (!decoder && head.length === 0)
		throw new Failure("empty-file", "The file is empty.");
	if (decoder) yield newlines(decoder.decode(), true);
	else
		yield newlines(
			new TextDecoder(wanted ?? encodingOf(head)).decode(head),
			true,
		);
}

function encodingOf(head: Uint8Array): Encoding {
	const [first, second] = head;
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	// The first letter of a header is ASCII, whose other byte is zero.
	if (second === 0) return "utf-16le";
	if (first === 0) return "utf-16be";
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
		return "utf-8";
	} catch {
		return "windows-1252";
	}
}

/** `\r\n` and a lone `\r` become `\n`, also where a chunk ends between the two. */
function createNewlines() {
	let open = false;
	return (text: string, last = false): string => {
		const whole = open ? `\r${text}` : text;
		open = !last && whole.endsWith("\r");
		const some = open ? whole.slice(0, -1) : whole;
		return some.includes("\r") ? some.replace(/\r\n?/g, "\n") : some;
	};
}
