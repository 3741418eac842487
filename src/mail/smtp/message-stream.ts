import { Readable, Transform } from "node:stream";

const DOT = 0x2e;
const LINE_THAT_BEGINS_WITH_DOT = Buffer.from("\n.");
const ANOTHER_DOT = Buffer.from(".");
const CRLF = Buffer.from("\r\n");

/**
 * A message as `SMTPConnection.send` wants it: an object whose `pipe` it calls once the
 * server has taken DATA, and not before. What it pipes into looks at every byte for dots
 * and line ends, which takes longer than all the rest of a handover (`npm run bench handover`),
 * so the bytes are pushed past that look, finished but for the last line end, which the
 * stream writes with the final dot.
 *
 * @param taken called when DATA is taken; false keeps every byte back
 * @param written called when all of it is in the socket's hands
 */
export function messageOnTheWire(
	raw: Buffer,
	taken: () => boolean,
	written: () => void,
): Readable {
	const message = new Readable({ read() {} });
	message.pipe = (stream) => {
		if (!taken()) return stream;
		if (!(stream instanceof Transform))
			throw new TypeError("nodemailer pipes into another kind of stream");
		stream.once("end", written);
		stream.push(dotStuffed(withoutLastLineEnd(raw)));
		stream.end();
		return stream;
	};
	return message;
}

/** RFC 5321 4.5.2: a dot more wherever a line begins with one. */
export function dotStuffed(raw: Buffer): Buffer {
	const pieces: Buffer[] = raw[0] === DOT ? [ANOTHER_DOT] : [];
	let from = 0;
	for (;;) {
		// A bare LF counts as well: to take it for no line end would let a body that a lax
		// server reads otherwise end the message and go on with commands.
		const found = raw.indexOf(LINE_THAT_BEGINS_WITH_DOT, from);
		if (found < 0) break;
		pieces.push(raw.subarray(from, found + 1), ANOTHER_DOT);
		from = found + 1;
	}
	if (pieces.length === 0) return raw;
	return Buffer.concat([...pieces, raw.subarray(from)]);
}

function withoutLastLineEnd(raw: Buffer): Buffer {
	return raw.subarray(-2).equals(CRLF) ? raw.subarray(0, -2) : raw;
}
