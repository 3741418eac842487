import { createHash } from "node:crypto";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { Reader } from "../../issue/content/reader.ts";
import {
	dateHeader,
	listUnsubscribe,
	readerHeaders,
	sharedHeaders,
} from "./headers.ts";
import { type Piece, pieceOf, planner, type Step } from "./plans.ts";
import { encodeQuotedPrintable } from "./quoted-printable.ts";
import { mapStatic, type Segment } from "./segments.ts";

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

type Write = (piece: Piece) => void;

function encoded(part: MergePart): (reader: Reader, write: Write) => void {
	const segments = mapStatic(part.segments, (piece) =>
		pieceOf(encodeQuotedPrintable(piece)),
	);
	const text = cached((value) => encodeQuotedPrintable(part.text(value)));
	const url = cached((value) => encodeQuotedPrintable(part.url(value)));
	const planOf = planner(segments);
	const follow = <Scope>(
		steps: readonly Step<Scope>[],
		scope: Scope,
		reader: Reader,
		write: Write,
	): void => {
		for (const step of steps) {
			if (step.kind === "static") write(step.piece);
			else if (step.kind === "each") {
				for (const tool of step.list(reader))
					follow(step.planOf(tool), tool, reader, write);
			} else if (step.kind === "lines") {
				const [first = "", ...more] = step.lines(scope);
				if (first !== "") write(text(first));
				for (const line of more) {
					write(step.between);
					write(text(line));
				}
			} else write((step.kind === "url" ? url : text)(step.value(scope)));
		}
	};
	return (reader, write) => follow(planOf(reader), reader, reader, write);
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
	const pieces: Piece[] = [];
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
