import type { Fault, Phase } from "../support/smtp-sink.ts";
import { type Random, randomFrom, seedFor } from "./random.ts";
import type { Attempt } from "./recording-server.ts";

const PHASES = ["RCPT", "DATA", "body", "dot"] as const;

/** The fault that the server plans for one reader, the same in every run with this seed. */
interface PlannedFault {
	phase: Phase;
	/** At how many attempts it occurs; `Infinity`: at all. */
	times: number;
	fault: Fault;
}

/** How many readers in a thousand get which fault. */
const FAULTS: readonly [
	perThousand: number,
	make: (r: Random) => PlannedFault,
][] = [
	[15, () => always("RCPT", "550 5.1.1 no such user")],
	[5, () => always("dot", "554 5.6.0 not in this form")],
	[10, (r) => at("RCPT", 1 + r.whole(2), { reply: "450 4.2.1 busy" })],
	[5, (r) => at("dot", 1 + r.whole(2), { reply: "451 4.3.0 try again" })],
	[3, () => at("RCPT", 1, { reply: "552 5.2.2 mailbox full" })],
	[3, () => at("DATA", 1, { reply: "454 4.3.0 not now" })],
	[6, (r) => at("dot", 1 + r.whole(2), { drop: hangUp(r) })],
	[4, (r) => at(r.pick(PHASES), 1, { drop: hangUp(r) })],
	[4, (r) => at("dot", 1, { late: 50 + r.whole(500) })],
	[4, (r) => at(r.pick(PHASES), 1, { stall: 50 + r.whole(500) })],
];

/**
 * The address of a reader whose server answers 421. Each has a domain of its
 * own, because the sender slows down all messages to that domain.
 */
export function busyAddress(number: number): string {
	return `reader${number}@busy${number}.example.net`;
}

/**
 * Decides the server's fault at each step: it refuses, defers, hangs up, stalls
 * or answers late. With the same seed the same readers get the same faults.
 */
export function faultsFrom(
	seed: number,
): (attempt: Attempt) => Fault | undefined {
	const known = new Map<string, PlannedFault | null>();
	return ({ recipient, phase, count }) => {
		let planned = known.get(recipient);
		if (planned === undefined) {
			planned = faultFor(recipient, randomFrom(seedFor(seed, recipient)));
			known.set(recipient, planned);
		}
		return planned?.phase === phase && count <= planned.times
			? planned.fault
			: undefined;
	};
}

function faultFor(recipient: string, random: Random): PlannedFault | null {
	if (recipient.includes("@busy"))
		return at(random.pick(PHASES), 1, { reply: "421 4.3.2 shutting down" });
	let left = random.whole(1_000);
	for (const [perThousand, make] of FAULTS) {
		if (left < perThousand) return make(random);
		left -= perThousand;
	}
	return null;
}

function always(phase: Phase, reply: string): PlannedFault {
	return at(phase, Number.POSITIVE_INFINITY, { reply });
}

function at(phase: Phase, times: number, fault: Fault): PlannedFault {
	return { phase, times, fault };
}

function hangUp(random: Random): "fin" | "reset" {
	return random.pick(["fin", "reset"]);
}
