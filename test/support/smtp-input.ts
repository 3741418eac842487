import type { Socket } from "node:net";

/** What a client sends, read line by line or message by message. */
export interface Input {
	/** The next command without its CRLF; null when the client is gone. */
	line(): Promise<string | null>;
	/** Waits for the first byte. */
	some(): Promise<void>;
	/** Everything up to the final dot, unstuffed; null when the client is gone before. */
	body(): Promise<Buffer | null>;
	/** Stops listening, for TLS to take over. */
	release(): void;
}

const END = Buffer.from("\r\n.\r\n");

export function inputOf(socket: Socket): Input {
	let held = Buffer.alloc(0);
	let gone = false;
	let wake = () => {};
	const listen = (chunk: Buffer) => {
		held = Buffer.concat([held, chunk]);
		wake();
	};
	const leave = () => {
		gone = true;
		wake();
	};
	socket.on("data", listen);
	socket.on("error", leave);
	socket.on("end", leave);
	socket.on("close", leave);
	const more = () =>
		new Promise<void>((resolve) => {
			wake = resolve;
		});

	/** Waits until `find` returns where the next piece ends (below zero: not yet), and returns the piece. */
	async function take(find: () => number): Promise<Buffer | null> {
		for (;;) {
			const end = find();
			if (end >= 0) {
				const piece = held.subarray(0, end);
				held = held.subarray(end);
				return piece;
			}
			if (gone) return null;
			await more();
		}
	}

	const after = (mark: Buffer, from = 0) => {
		const found = held.indexOf(mark, from);
		return found < 0 ? -1 : found + mark.length;
	};
	return {
		async line() {
			const line = await take(() => after(END.subarray(0, 2)));
			return line?.toString("utf8").slice(0, -2) ?? null;
		},
		async some() {
			while (held.length === 0 && !gone) await more();
		},
		async body() {
			const piece = await take(() =>
				held.subarray(0, 3).equals(END.subarray(2)) ? 3 : after(END),
			);
			return piece && unstuffed(piece.subarray(0, -3));
		},
		release() {
			socket.removeListener("data", listen);
		},
	};
}

/** Byte by byte: it must not share a mistake with the code that stuffs. */
function unstuffed(body: Buffer): Buffer {
	const kept = Buffer.alloc(body.length);
	let length = 0;
	let lineStart = true;
	for (const byte of body) {
		if (lineStart && byte === 0x2e) {
			lineStart = false;
			continue;
		}
		kept[length++] = byte;
		lineStart = byte === 0x0a && kept[length - 2] === 0x0d;
	}
	return kept.subarray(0, length);
}
