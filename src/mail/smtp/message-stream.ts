import { Readable, Transform } from "node:stream";

const DOT = 0x2e;
const LINE_BEGINNING_WITH_DOT = Buffer.from("\n.");
const EXTRA_DOT = Buffer.from(".");
const CRLF = Buffer.from("\r\n");

/**
 * A message for `SMTPConnection.send`, which calls `pipe` when the server has answered DATA,
 * and not before. The stream that it pipes into searches every byte for dots and line ends,
 * which takes longer than all the rest of a handover (`npm run bench handover`). So the
 * bytes are dot-stuffed here and pushed to that stream's output. Only the last line end
 * is left out: the stream writes it with the final dot.
 *
 * @param raw CRLF lines, not dot-stuffed
 * @param onDataReply called at the reply to DATA; when it returns false, no byte is sent
 * @param onWritten called when the socket has every byte
 */
export function createMessageStream(
	raw: Buffer,
	onDataReply: () => boolean,
	onWritten: () => void,
): Readable {
	const message = new Readable({ read() {} });
	message.pipe = (stream) => {
		if (!onDataReply()) return stream;
		if (!(stream instanceof Transform))
			throw new TypeError(
				"nodemailer pipes the message into a stream that is no Transform",
			);
		stream.once("end", onWritten);
		stream.push(dotStuff(withoutLastLineEnd(raw)));
		stream.end();
		return stream;
	};
	return message;
}

/** Adds a dot to every line that begins with one (RFC 5321 4.5.2). Without such lines, returns `raw` itself. */
export function dotStuff(raw: Buffer): Buffer {
	const pieces: Buffer[] = raw[0] === DOT ? [EXTRA_DOT] : [];
	let from = 0;
	for (;;) {
		// A bare LF counts as a line end too. A lax server reads it as one, so otherwise a
		// body could end the message there and go on with commands (SMTP smuggling).
		const found = raw.indexOf(LINE_BEGINNING_WITH_DOT, from);
		if (found < 0) break;
		pieces.push(raw.subarray(from, found + 1), EXTRA_DOT);
		from = found + 1;
	}
	if (pieces.length === 0) return raw;
	return Buffer.concat([...pieces, raw.subarray(from)]);
}

function withoutLastLineEnd(raw: Buffer): Buffer {
	return raw.subarray(-2).equals(CRLF) ? raw.subarray(0, -2) : raw;
}
