import { createServer, type Socket } from "node:net";

/*
 * `node sink-process.ts PORT`: an SMTP server that accepts everything, keeps
 * nothing, and offers PIPELINING. Of a message it reads only the last five bytes.
 */

const END = Buffer.from("\r\n.\r\n");
const NOTHING = Buffer.alloc(0);

createServer({ noDelay: true }, converse).listen(
	Number(process.argv[2]),
	"127.0.0.1",
);

function converse(socket: Socket) {
	let inBody = false;
	/** The last bytes of the message so far: its end may be split between two reads. */
	let tail: Buffer = NOTHING;
	let line = "";
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk: Buffer) => {
		if (inBody) {
			tail =
				chunk.length >= END.length
					? chunk.subarray(-END.length)
					: Buffer.concat([tail, chunk]).subarray(-END.length);
			// One message in flight: nothing of the client's follows the end.
			if (!tail.equals(END)) return;
			inBody = false;
			tail = NOTHING;
			socket.write("250 2.0.0 Ok: taken\r\n");
			return;
		}
		const lines = (line + chunk.toString("latin1")).split("\r\n");
		line = lines.pop() ?? "";
		const answers = lines.map(answer);
		if (answers.length > 0) socket.write(answers.join(""));
	});
	socket.write("220 bench ESMTP\r\n");

	function answer(command: string): string {
		if (command === "DATA") {
			inBody = true;
			return "354 go on\r\n";
		}
		if (/^EHLO/i.test(command)) return "250-bench\r\n250 PIPELINING\r\n";
		return command === "QUIT" ? "221 bye\r\n" : "250 ok\r\n";
	}
}
