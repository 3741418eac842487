import type { Fault, Phase } from "../support/smtp-sink.ts";
import type { Random } from "./random.ts";
import type { Attempt } from "./recording-server.ts";

/** When a sender is killed. */
export type KillMoment =
	/** This many milliseconds after its start. */
	| { kind: "start"; ms: number }
	/** The server has read this and not answered. */
	| { kind: "before the answer to"; phase: Phase }
	/** The server has answered this at most `ms` milliseconds ago. */
	| { kind: "after the answer to"; phase: Phase; ms: number }
	/** `ms` milliseconds after any step. */
	| { kind: "time"; ms: number };

const PHASES = ["RCPT", "DATA", "body", "dot", "dot"] as const;

export function randomMoment(random: Random): KillMoment {
	const chance = random.next();
	if (chance < 0.15) return { kind: "start", ms: random.whole(1_000) };
	if (chance < 0.3) return { kind: "time", ms: random.whole(40) };
	const phase = random.pick(PHASES);
	return chance < 0.6
		? { kind: "before the answer to", phase }
		: { kind: "after the answer to", phase, ms: random.whole(4) };
}

export function describeMoment(moment: KillMoment): string {
	if ("phase" in moment) return `${moment.kind} ${moment.phase}`;
	return moment.kind === "start" ? "while it starts" : "at any time";
}

/**
 * What the server does at each step so that the sender is killed at that moment.
 *
 * @param ready whether enough messages have been sent
 * @param kill may be called again
 */
export function killAt(
	moment: KillMoment,
	ready: () => boolean,
	kill: () => void,
): (attempt: Attempt) => Fault | undefined {
	return ({ phase }) => {
		if (moment.kind === "start" || !ready()) return undefined;
		if (moment.kind === "time") setTimeout(kill, moment.ms);
		else if (moment.phase !== phase) return undefined;
		else if (moment.kind === "before the answer to") {
			kill();
			return { hang: true };
		}
		// The answer is sent by then; the sender may not have read it yet.
		else if (moment.ms === 0) queueMicrotask(kill);
		else setTimeout(kill, moment.ms);
		return undefined;
	};
}
