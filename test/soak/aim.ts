import type { Fault, Phase } from "../support/smtp-sink.ts";
import type { Random } from "./random.ts";
import type { Visit } from "./witness.ts";

/** At which moment a sender is killed. */
export type Aim =
	/** So long after it was started, wherever it is. */
	| { kind: "start"; ms: number }
	/** The server has read this and not answered. */
	| { kind: "before the answer to"; phase: Phase }
	/** The server has just answered this; so long ago at the most. */
	| { kind: "after the answer to"; phase: Phase; ms: number }
	/** At any time. */
	| { kind: "time"; ms: number };

const PHASES = ["RCPT", "DATA", "body", "dot", "dot"] as const;

export function aimFrom(random: Random): Aim {
	const luck = random.next();
	if (luck < 0.15) return { kind: "start", ms: random.whole(1_000) };
	if (luck < 0.3) return { kind: "time", ms: random.whole(40) };
	const phase = random.pick(PHASES);
	return luck < 0.6
		? { kind: "before the answer to", phase }
		: { kind: "after the answer to", phase, ms: random.whole(4) };
}

export function describeAim(aim: Aim): string {
	if ("phase" in aim) return `${aim.kind} ${aim.phase}`;
	return aim.kind === "start" ? "while it starts" : "at any time";
}

/**
 * What the server does at each step so that the kill meets its aim.
 *
 * @param ready whether enough has been sent for it
 * @param kill may be called again
 */
export function aimed(
	aim: Aim,
	ready: () => boolean,
	kill: () => void,
): (visit: Visit) => Fault | undefined {
	return ({ phase }) => {
		if (aim.kind === "start" || !ready()) return undefined;
		if (aim.kind === "time") setTimeout(kill, aim.ms);
		else if (aim.phase !== phase) return undefined;
		else if (aim.kind === "before the answer to") {
			kill();
			return { hang: true };
		}
		// By then the answer is out, and the sender may not have read it yet.
		else if (aim.ms === 0) queueMicrotask(kill);
		else setTimeout(kill, aim.ms);
		return undefined;
	};
}
