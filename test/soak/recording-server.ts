import { createHash } from "node:crypto";
import {
	type Fault,
	type SinkMessage,
	type Step,
	startSink,
} from "../support/smtp-sink.ts";
import type { Transaction } from "./evidence.ts";

/** A step of the conversation, with the number of the attempt at this recipient. */
export interface Attempt extends Step {
	/** Counted from 1. */
	count: number;
}

/** An SMTP server that records each message's steps, Message-ID and hash, but does not keep its bytes. */
export interface RecordingServer {
	readonly url: string;
	/** The run of the sender that new messages belong to. */
	run: number;
	/** How many messages it has read to the end. */
	readonly received: number;
	/** Decides the fault at each step of a message, from RCPT on; undefined: none. */
	onStep: (attempt: Attempt) => Fault | undefined;
	/** The next value of the counter that orders all events. */
	moment(): number;
	transactions(): Transaction[];
	close(): Promise<void>;
}

interface Seen extends Omit<Transaction, "answer"> {
	count: number;
	said: string | null;
	/** As the sink keeps it, which writes its answer there. */
	arrived: SinkMessage | null;
}

const NOTHING = Buffer.alloc(0);

export async function startRecordingServer(): Promise<RecordingServer> {
	const sink = await startSink();
	const seen: Seen[] = [];
	const current = new Map<number, Seen>();
	const attemptCounts = new Map<string, number>();
	let moments = 0;
	let received = 0;

	function noted(step: Step): Seen | undefined {
		if (step.phase === "RCPT") {
			const count = (attemptCounts.get(step.recipient) ?? 0) + 1;
			attemptCounts.set(step.recipient, count);
			const one: Seen = {
				recipient: step.recipient,
				run: server.run,
				begun: ++moments,
				data: false,
				message: null,
				hungUp: false,
				wentOn: false,
				count,
				said: null,
				arrived: null,
			};
			seen.push(one);
			current.set(step.connection, one);
		}
		const one = current.get(step.connection);
		if (step.phase === "MAIL") {
			if (one) one.wentOn = true;
			current.delete(step.connection);
			return undefined;
		}
		if (one && step.phase === "dot") {
			received++;
			one.arrived = sink.messages.pop() ?? null;
			if (one.arrived) {
				one.message = described(one.arrived.raw);
				one.arrived.raw = NOTHING;
			}
		}
		return one;
	}

	sink.fault = (step) => {
		const one = noted(step);
		if (!one) return undefined;
		const fault = server.onStep({ ...step, count: one.count });
		const goesOn =
			!fault || "late" in fault || "after" in fault || "stall" in fault;
		if (step.phase === "DATA") one.data = goesOn;
		if (fault && "reply" in fault) one.said = fault.reply.toString();
		if (fault && "drop" in fault && fault.drop) one.hungUp = true;
		return fault;
	};

	const server: RecordingServer = {
		url: sink.url,
		run: 0,
		get received() {
			return received;
		},
		onStep: () => undefined,
		moment: () => ++moments,
		transactions: () =>
			seen.map(({ count: _count, said, arrived, ...transaction }) => ({
				...transaction,
				answer: arrived?.answer ?? said,
			})),
		close: sink.close,
	};
	return server;
}

function described(raw: Buffer) {
	return {
		id: messageIdIn(raw),
		sha256: createHash("sha256").update(raw).digest("hex"),
		undated: undatedHash(raw),
	};
}

/** The SHA-256 of a message without its Date, which is that of the first attempt. */
export function undatedHash(raw: Buffer): string {
	const text = raw.toString("latin1").replace(/^Date: .*\r\n/m, "");
	return createHash("sha256").update(text, "latin1").digest("hex");
}

export function messageIdIn(raw: Buffer): string {
	const head = raw.subarray(0, raw.indexOf("\r\n\r\n")).toString("latin1");
	return /^message-id: *(\S+)/im.exec(head)?.[1] ?? "(none)";
}
