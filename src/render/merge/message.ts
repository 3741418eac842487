import { createHash } from "node:crypto";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { listUnsubscribe, readerHeaders, sharedHeaders } from "./headers.ts";
import { encodeQuotedPrintable } from "./quoted-printable.ts";
import { mapStatic, merge, type Segment } from "./segments.ts";

/** A body in pieces, and how it writes the values between them. */
export interface MergePart {
	segments: Segment<string, Reader>[];
	text: (value: string) => string;
	url: (value: string) => string;
}

/** See `OpenIssue.message`. */
export type MessageWriter = (
	reader: Reader,
	messageId: string,
	into?: Buffer,
) => Buffer;

/**
 * Writes whole messages: the static pieces of both bodies are encoded here,
 * once, and each copy only encodes its own values between them. Same reader,
 * same Message-ID: same bytes.
 *
 * @param identity plain JSON that stands for what was compiled
 */
export function messageWriter(
	{ subject, identity }: { subject: string; identity: object },
	envelope: Envelope,
	parts: { text: MergePart; html: MergePart },
): MessageWriter {
	const boundary = boundaryOf(identity);
	const wayOut = listUnsubscribe(envelope.unsubscribeMailbox ?? null);
	const head =
		sharedHeaders(subject, envelope) +
		`Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n` +
		partHead(boundary, "text/plain");
	const between = `\r\n${partHead(boundary, "text/html")}`;
	const end = `\r\n--${boundary}--\r\n`;
	const text = encoded(parts.text);
	const html = encoded(parts.html);

	return (reader, messageId, into) => {
		if (reader.address === null || reader.unsubscribeUrl === null)
			throw new Error("a message needs a reader with an address and a way out");
		const { address, unsubscribeUrl } = reader;
		return gather((piece) => {
			piece(readerHeaders(address, messageId, wayOut(unsubscribeUrl)) + head);
			text(reader, piece);
			piece(between);
			html(reader, piece);
			piece(end);
		}, into);
	};
}

/** No line of quoted-printable begins with these: "=_" is not an encoded byte. */
function boundaryOf(identity: object): string {
	const hash = createHash("sha256").update(JSON.stringify(identity));
	return `=_${hash.digest("hex").slice(0, 32)}`;
}

function partHead(boundary: string, type: string): string {
	return (
		`--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\n` +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	);
}

type Take = (piece: string | Buffer) => void;

/** From this length a static piece is copied as bytes; shorter ones are joined as text first. */
const BYTES_FROM = 48;

function encoded(part: MergePart): (reader: Reader, take: Take) => void {
	const segments = mapStatic(part.segments, (piece): string | Buffer => {
		const ascii = encodeQuotedPrintable(piece);
		return ascii.length < BYTES_FROM ? ascii : Buffer.from(ascii, "latin1");
	});
	const text = remembered((value) => encodeQuotedPrintable(part.text(value)));
	const url = remembered((value) => encodeQuotedPrintable(part.url(value)));
	return (reader, take) =>
		merge(segments, reader, {
			piece: take,
			text: (value) => take(text(value)),
			url: (value) => take(url(value)),
		});
}

/** More than one message has, and than its neighbours' saved tools have. */
const REMEMBERED = 1_000;

/** A reader's links stand in a message many times, and the same tools on many shelves. */
function remembered(
	encode: (value: string) => string,
): (value: string) => string {
	const known = new Map<string, string>();
	return (value) => {
		const before = known.get(value);
		if (before !== undefined) return before;
		if (known.size >= REMEMBERED) known.clear();
		const encoded = encode(value);
		known.set(value, encoded);
		return encoded;
	};
}

/** Collects pieces of ASCII and of bytes into one buffer, allocated once or not at all. */
function gather(write: (take: Take) => void, into?: Buffer): Buffer {
	const pieces: (string | Buffer)[] = [];
	let pending = "";
	let length = 0;
	write((piece) => {
		length += piece.length;
		if (typeof piece === "string") {
			pending += piece;
			return;
		}
		pieces.push(pending, piece);
		pending = "";
	});
	pieces.push(pending);

	const bytes =
		into && into.length >= length
			? into.subarray(0, length)
			: Buffer.allocUnsafe(length);
	let offset = 0;
	for (const piece of pieces)
		offset +=
			typeof piece === "string"
				? bytes.write(piece, offset, "latin1")
				: piece.copy(bytes, offset);
	return bytes;
}
