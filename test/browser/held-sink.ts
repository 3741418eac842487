import { type Fault, type Sink, startSink } from "../support/smtp-sink.ts";

/** A mail server that lets so many messages in, and keeps the next ones waiting until it is told. */
export interface HeldSink extends Sink {
	/** What it answers to RCPT instead of waiting or accepting; undefined: as usual. */
	refuse: (recipient: string) => Fault | undefined;
	/** Lets messages in until it has so many. */
	goOnUntil(count: number): void;
}

/** It keeps who got a message and not the message: thousands are many megabytes. */
export async function startHeldSink(): Promise<HeldSink> {
	let limit = 0;
	let gate = Promise.withResolvers<void>();
	const sink = await startSink();
	const { keep } = sink;
	const held = Object.assign(sink, {
		refuse: (_recipient: string): Fault | undefined => undefined,
		goOnUntil(count: number) {
			limit = count;
			gate.resolve();
			gate = Promise.withResolvers<void>();
		},
	});
	sink.keep = (message) => {
		message.raw = Buffer.alloc(0);
		keep(message);
	};
	sink.fault = ({ phase, recipient }) => {
		if (phase !== "RCPT") return undefined;
		const refusal = held.refuse(recipient);
		if (refusal) return refusal;
		return sink.messages.length < limit ? undefined : { after: gate.promise };
	};
	return held;
}
