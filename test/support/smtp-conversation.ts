import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { type Input, inputOf } from "./smtp-input.ts";
import type {
	Fault,
	Phase,
	Sink,
	SinkMessage,
	SinkSetting,
	Step,
} from "./smtp-sink.ts";

/** Thrown when a fault ended the conversation. */
class Ended extends Error {}

type FaultOf = (step: Step) => Fault | undefined;

/** One connection, from the greeting to whatever ends it. */
export async function converse(
	socket: Socket,
	sink: Sink,
	setting: SinkSetting,
	faultOf: FaultOf,
): Promise<void> {
	try {
		await converseUntilEnded(socket, sink, setting, faultOf);
	} catch (error) {
		if (!(error instanceof Ended)) socket.destroy();
	}
}

async function converseUntilEnded(
	plain: Socket,
	sink: Sink,
	setting: SinkSetting,
	faultOf: FaultOf,
): Promise<void> {
	const state = { sender: "", recipient: "", connection: sink.connections };
	let secure = setting.implicitTls === true;
	let socket = secure ? upgraded(plain, setting) : plain;
	let input: Input = inputOf(socket);
	let unansweredSubscribers: SinkMessage | null = null;

	/** Answers as usual or as the fault says; returns what was answered. */
	async function act(phase: Phase, usual: string): Promise<string> {
		const fault = faultOf({ phase, ...state });
		if (!fault) return say(usual);
		if ("late" in fault) {
			await wait(fault.late);
			return say(usual);
		}
		if ("after" in fault) {
			await fault.after;
			return say(usual);
		}
		if ("stall" in fault) {
			socket.pause();
			await wait(fault.stall);
			socket.resume();
			return say(usual);
		}
		if ("hang" in fault) await once(socket, "close");
		if ("reply" in fault) {
			const text = say(fault.reply);
			if (!fault.drop && !text.startsWith("421")) return text;
			// The answer is on its way before the connection goes.
			await wait(20);
		}
		if ("drop" in fault && fault.drop === "reset") plain.resetAndDestroy();
		else socket.end();
		throw new Ended();
	}

	function say(reply: string | Buffer): string {
		if (reply.length > 0)
			socket.write(typeof reply === "string" ? `${reply}\r\n` : reply);
		const text = reply.toString("latin1");
		if (unansweredSubscribers) unansweredSubscribers.answer = text;
		return text;
	}

	const offers = () => [
		"250-sink",
		...(setting.pipelining ? ["250-PIPELINING"] : []),
		...(setting.smtpUtf8 ? ["250-SMTPUTF8"] : []),
		...(setting.size ? [`250-SIZE ${setting.size}`] : []),
		...(setting.tls && !secure ? ["250-STARTTLS"] : []),
		...(setting.login ? ["250-AUTH PLAIN LOGIN"] : []),
		"250 8BITMIME",
	];

	await act("greeting", "220 sink ESMTP");
	for (;;) {
		const line = await input.line();
		if (line === null) return;
		sink.commands.push(line);
		const [verb = ""] = line.toUpperCase().split(" ");
		if (verb === "EHLO") await act("EHLO", offers().join("\r\n"));
		else if (verb === "HELO") await act("EHLO", "250 sink");
		else if (verb === "STARTTLS") {
			if ((await act("STARTTLS", "220 go ahead"))[0] !== "2") continue;
			input.release();
			socket = upgraded(plain, setting);
			secure = true;
			input = inputOf(socket);
		} else if (verb === "AUTH")
			await act(
				"AUTH",
				isLogin(line, setting) ? "235 welcome" : "535 5.7.8 no such login",
			);
		else if (verb === "MAIL") {
			state.sender = addressIn(line);
			await act("MAIL", "250 2.1.0 sender ok");
		} else if (verb === "RCPT") {
			state.recipient = addressIn(line);
			const answer = await act("RCPT", "250 2.1.5 recipient ok");
			if (answer[0] !== "2") state.recipient = "";
		} else if (verb === "DATA") {
			if (!state.recipient) {
				socket.write("503 5.5.1 no recipient\r\n");
				continue;
			}
			if ((await act("DATA", "354 go on"))[0] !== "3") continue;
			await input.some();
			// Usually nothing is answered here. A server that answers early refuses the message, and reads the rest.
			const objection = await act("body", "");
			const raw = await input.body();
			if (raw === null) return;
			if (objection) continue;
			const { connection, sender, recipient } = state;
			const message: SinkMessage = {
				sender,
				recipient,
				raw,
				connection,
				secure,
				answer: null,
			};
			sink.keep(message);
			unansweredSubscribers = message;
			await act("dot", `250 2.0.0 taken as ${sink.messages.length}`);
			unansweredSubscribers = null;
			state.recipient = "";
		} else if (verb === "RSET") {
			state.recipient = "";
			await act("RSET", "250 2.0.0 reset");
		} else if (verb === "QUIT") {
			await act("QUIT", "221 bye");
			socket.end();
			return;
		} else socket.write("502 5.5.1 what?\r\n");
	}
}

function upgraded(socket: Socket, { tls }: SinkSetting): TLSSocket {
	const secure = new TLSSocket(socket, { isServer: true, ...tls });
	secure.on("error", () => socket.destroy());
	return secure;
}

function addressIn(line: string): string {
	return /<([^>]*)>/.exec(line)?.[1] ?? "";
}

function isLogin(line: string, { login }: SinkSetting): boolean {
	const secret = Buffer.from(line.split(" ")[2] ?? "", "base64").toString();
	return secret === `\0${login?.user}\0${login?.pass}`;
}
