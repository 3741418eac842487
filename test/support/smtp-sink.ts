/*
 * An SMTP server that accepts every message, with faults where a test asks for them.
 *
 *   const sink = await startSink();                     // or startSink({ tls: testTls, … })
 *   sink.url                                            // smtp://127.0.0.1:PORT
 *   sink.once("RCPT", { reply: "450 4.2.1 later" });    // the next RCPT alone
 *   sink.fault = ({ phase, recipient }) => …            // or decide for each step
 *   sink.messages                                       // every message that was read to its final dot
 *   sink.accepted()                                     // … and that was answered with a 2xx
 *   sink.recipients()                                   // the different addresses of sink.messages
 *   await sink.received(20)                             // until it has read twenty messages
 *   sink.connections, sink.commands                     // how many, and every line that came
 *   sink.say("421 bye\r\n")                             // to every connection, without a command (not through TLS)
 *   sink.disconnect()                                   // ends every connection, as after idling
 *   await sink.close()
 *
 * Phases, in order: greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body (the first bytes
 * of the message are there), dot (the final dot is), RSET, QUIT. A fault is one of
 *
 *   { drop: "fin" | "reset" }       hangs up without an answer
 *   { hang: true }                  never answers, and keeps the connection open
 *   { reply: "421 bye", drop? }     answers this instead; a 421 hangs up afterwards
 *   { late: ms }                    answers as usual, after a while
 *   { after: promise }              answers as usual, once the promise is resolved
 *   { stall: ms }                   does not even read for a while, then goes on as usual
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { converse } from "./smtp-conversation.ts";

export type Phase =
	| "greeting"
	| "EHLO"
	| "STARTTLS"
	| "AUTH"
	| "MAIL"
	| "RCPT"
	| "DATA"
	| "body"
	| "dot"
	| "RSET"
	| "QUIT";

export type Fault =
	| { drop: "fin" | "reset" }
	| { hang: true }
	/** Without CRLF at the end, which is added; a Buffer goes out as it is. */
	| { reply: string | Buffer; drop?: "fin" | "reset" }
	| { late: number }
	| { after: Promise<unknown> }
	| { stall: number };

export interface SinkMessage {
	sender: string;
	recipient: string;
	/** Unstuffed, with its last CRLF. */
	raw: Buffer;
	/** Counted from 1. */
	connection: number;
	secure: boolean;
	/** What was answered to the final dot; null when nothing was. */
	answer: string | null;
}

export interface Step {
	phase: Phase;
	connection: number;
	sender: string;
	recipient: string;
}

export interface SinkSetting {
	/** The port of an earlier sink; default: any free port. */
	port?: number;
	/** Offers STARTTLS, or begins with TLS when `implicitTls`. */
	tls?: { key: string; cert: string };
	implicitTls?: boolean;
	pipelining?: boolean;
	smtpUtf8?: boolean;
	/** The SIZE it announces, bytes. */
	size?: number;
	login?: { user: string; pass: string };
}

export interface Sink {
	readonly port: number;
	readonly url: string;
	readonly messages: SinkMessage[];
	readonly commands: string[];
	readonly connections: number;
	/** Asked at every step; undefined: as usual. */
	fault: (step: Step) => Fault | undefined;
	once(phase: Phase, fault: Fault): void;
	accepted(): SinkMessage[];
	/** The addresses of all messages that were read, each once. */
	recipients(): Set<string>;
	/** Resolves once this many messages have been read to the final dot. */
	received(count: number): Promise<void>;
	/** Keeps a message that was read. */
	keep(message: SinkMessage): void;
	/** Writes to every connection without waiting for a command. */
	say(text: string): void;
	disconnect(): void;
	close(): Promise<void>;
}

export async function startSink(setting: SinkSetting = {}): Promise<Sink> {
	const sockets = new Set<Socket>();
	const planned: { phase: Phase; fault: Fault }[] = [];
	const waiting = new Set<() => void>();
	const server = createServer({ noDelay: true }, (socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
		sink.connections++;
		void converse(socket, sink, setting, faultOf);
	});
	server.listen(setting.port ?? 0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;

	const sink = {
		port,
		url: `${setting.implicitTls ? "smtps" : "smtp"}://127.0.0.1:${port}`,
		messages: [] as SinkMessage[],
		commands: [] as string[],
		connections: 0,
		fault: (_step: Step): Fault | undefined => undefined,
		once(phase: Phase, fault: Fault) {
			planned.push({ phase, fault });
		},
		accepted: () => sink.messages.filter(({ answer }) => answer?.[0] === "2"),
		recipients: () => new Set(sink.messages.map(({ recipient }) => recipient)),
		received: (count: number) =>
			new Promise<void>((resolve) => {
				const look = () => {
					if (sink.messages.length < count) return;
					waiting.delete(look);
					resolve();
				};
				waiting.add(look);
				look();
			}),
		keep(message: SinkMessage) {
			sink.messages.push(message);
			for (const look of waiting) look();
		},
		say(text: string) {
			for (const socket of sockets) socket.write(text);
		},
		disconnect() {
			for (const socket of sockets) socket.destroySoon();
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, "close");
		},
	};
	const faultOf = (step: Step): Fault | undefined => {
		const index = planned.findIndex(({ phase }) => phase === step.phase);
		return index < 0
			? sink.fault(step)
			: planned.splice(index, 1).map(({ fault }) => fault)[0];
	};
	return sink;
}
