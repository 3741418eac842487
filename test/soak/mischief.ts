import type { Fault, Phase } from "../support/smtp-sink.ts";
import { type Random, randomFrom, seedFor } from "./random.ts";
import type { Visit } from "./witness.ts";

const PHASES = ["RCPT", "DATA", "body", "dot"] as const;

/** What is wrong with a reader's mail, the same at every run with this seed. */
interface Trouble {
	phase: Phase;
	/** So many times, then all goes well; `Infinity`: always. */
	times: number;
	fault: Fault;
}

/** How many readers in a thousand have this trouble. */
const TROUBLES: readonly [perThousand: number, make: (r: Random) => Trouble][] =
	[
		[15, () => always("RCPT", "550 5.1.1 no such user")],
		[5, () => always("dot", "554 5.6.0 not in this form")],
		[10, (r) => at("RCPT", 1 + r.whole(2), { reply: "450 4.2.1 busy" })],
		[5, (r) => at("dot", 1 + r.whole(2), { reply: "451 4.3.0 try again" })],
		[3, () => at("RCPT", 1, { reply: "552 5.2.2 mailbox full" })],
		[3, () => at("DATA", 1, { reply: "454 4.3.0 not now" })],
		[6, (r) => at("dot", 1 + r.whole(2), { drop: ending(r) })],
		[4, (r) => at(r.pick(PHASES), 1, { drop: ending(r) })],
		[4, (r) => at("dot", 1, { late: 50 + r.whole(500) })],
		[4, (r) => at(r.pick(PHASES), 1, { stall: 50 + r.whole(500) })],
	];

/**
 * Of a reader who meets a 421, in a domain of their own: it slows down whatever
 * goes to the domain.
 */
export function busyAddress(number: number): string {
	return `reader${number}@busy${number}.example.net`;
}

/**
 * An SMTP server's bad days: it refuses, puts off, hangs up, stalls and answers
 * late, each to the same few readers whenever the seed is the same.
 */
export function mischiefFrom(
	seed: number,
): (visit: Visit) => Fault | undefined {
	const known = new Map<string, Trouble | null>();
	return ({ recipient, phase, count }) => {
		let trouble = known.get(recipient);
		if (trouble === undefined) {
			trouble = troubleOf(recipient, randomFrom(seedFor(seed, recipient)));
			known.set(recipient, trouble);
		}
		return trouble?.phase === phase && count <= trouble.times
			? trouble.fault
			: undefined;
	};
}

function troubleOf(recipient: string, random: Random): Trouble | null {
	if (recipient.includes("@busy"))
		return at(random.pick(PHASES), 1, { reply: "421 4.3.2 shutting down" });
	let left = random.whole(1_000);
	for (const [perThousand, make] of TROUBLES) {
		if (left < perThousand) return make(random);
		left -= perThousand;
	}
	return null;
}

function always(phase: Phase, reply: string): Trouble {
	return at(phase, Number.POSITIVE_INFINITY, { reply });
}

function at(phase: Phase, times: number, fault: Fault): Trouble {
	return { phase, times, fault };
}

function ending(random: Random): "fin" | "reset" {
	return random.pick(["fin", "reset"]);
}
