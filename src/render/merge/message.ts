import { createHash } from "node:crypto";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import {
	dateHeader,
	listUnsubscribe,
	readerHeaders,
	sharedHeaders,
} from "./headers.ts";
import { encodeQuotedPrintable } from "./quoted-printable.ts";
import { mapStatic, merge, type Segment } from "./segments.ts";

/** A body in pieces, and how the values between them are escaped. */
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
 * Writes whole messages. The static pieces of both bodies are encoded here,
 * once; each message only encodes its own values between them. The same reader
 * and Message-ID always give the same bytes.
 *
 * @param identity plain JSON from which the boundary between the parts is made
 */
export function messageWriter(
	{ subject, identity }: { subject: string; identity: object },
	envelope: Envelope,
	parts: { text: MergePart; html: MergePart },
): MessageWriter {
	const boundary = boundaryOf(identity);
	const unsubscribe = listUnsubscribe(envelope.unsubscribeMailbox ?? null);
	const dateOf = dateHeader(envelope.date);
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
			throw new Error(
				"a message needs a reader with an address and an unsubscribe link",
			);
		const { address, unsubscribeUrl } = reader;
		return joinPieces((piece) => {
			piece(
				readerHeaders(address, messageId, unsubscribe(unsubscribeUrl)) +
					dateOf(reader.date) +
					head,
			);
			text(reader, piece);
			piece(between);
			html(reader, piece);
			piece(end);
		}, into);
	};
}

/** No line of quoted-printable can look like a boundary, because "=_" is not an encoded byte. */
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

type Write = (piece: string | Buffer) => void;

/** Static pieces of at least this many bytes are copied as bytes. Shorter ones are joined as text first, which is faster. */
const MIN_BUFFER_BYTES = 48;

function encoded(part: MergePart): (reader: Reader, write: Write) => void {
	const segments = mapStatic(part.segments, (piece): string | Buffer => {
		const ascii = encodeQuotedPrintable(piece);
		return ascii.length < MIN_BUFFER_BYTES
			? ascii
			: Buffer.from(ascii, "latin1");
	});
	const text = cached((value) => encodeQuotedPrintable(part.text(value)));
	const url = cached((value) => encodeQuotedPrintable(part.url(value)));
	return (reader, write) =>
		merge(segments, reader, {
			piece: write,
			text: (value) => write(text(value)),
			url: (value) => write(url(value)),
		});
}

/** More encoded values than a message and those after it share. */
const CACHE_LIMIT = 1_000;

/** A reader's links are in a message many times, and the same tools are bookmarked by many readers. */
function cached(encode: (value: string) => string): (value: string) => string {
	const known = new Map<string, string>();
	return (value) => {
		const before = known.get(value);
		if (before !== undefined) return before;
		if (known.size >= CACHE_LIMIT) known.clear();
		const encoded = encode(value);
		known.set(value, encoded);
		return encoded;
	};
}

/** Joins pieces of ASCII and of bytes in one buffer: `into` if they fit, else a new one. */
function joinPieces(collect: (write: Write) => void, into?: Buffer): Buffer {
	const pieces: (string | Buffer)[] = [];
	let pending = "";
	let length = 0;
	collect((piece) => {
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
