import fc from "fast-check";
import { expect, it } from "vitest";
import type { ScopedCounts } from "../../../src/db/delivery/return-figures.ts";
import {
	type BoundsOf,
	type Figures,
	findingInWords,
	judgeFigures,
	MINIMUM_OF_STAGE,
} from "../../../src/delivery/returns/judge-figures.ts";

const BOUNDS: BoundsOf = {
	gone: { warn: 0.02, hold: 0.05 },
	complaints: { warn: 0.001, hold: 0.003 },
};
const DOMAINS = ["a", "b", "c", "d", "e"].map(
	(name) => `domain ${name}.example`,
);

interface World {
	recipients: number;
	gone: number;
	complaints: number;
	/** The share of recipients at a domain that closed. */
	closed: number;
	seed: number;
}

/** Sends message by message, and judges at each return. Returns at which message it was held; null: never. */
function heldAt(
	{ recipients, gone, complaints, closed, seed }: World,
	seen = 0,
	minimum?: typeof MINIMUM_OF_STAGE,
): number | null {
	const random = mulberry(seed);
	const scoped = new Map<string, ScopedCounts>();
	const counts = (scope: string) => {
		const found = scoped.get(scope);
		if (found) return found;
		const made = { scope, sent: 0, gone: 0, complaints: 0 };
		scoped.set(scope, made);
		return made;
	};
	for (let sent = 1; sent <= recipients; sent++) {
		const isClosed = random() < closed;
		const domain = isClosed
			? "domain closed.example"
			: (DOMAINS[Math.floor(random() * DOMAINS.length)] ?? "");
		const about = [
			counts("all"),
			counts(`server ${random() < 0.5 ? "one" : "two"}`),
			counts(domain),
		];
		const isGone = isClosed || random() < gone;
		const isComplaint = !isGone && random() < complaints;
		for (const one of about) {
			one.sent++;
			if (isGone) one.gone++;
			if (isComplaint) one.complaints++;
		}
		if (!isGone && !isComplaint) continue;
		const [worst = null] = [...scoped.values()]
			.filter(({ scope, gone }) => scope.startsWith("domain") && gone > 0)
			.toSorted((x, y) => y.gone - x.gone);
		const figures: Figures = {
			all: counts("all"),
			scoped: about.slice(1),
			worst,
			hasOthers: true,
		};
		const found = judgeFigures(figures, BOUNDS, () => seen, minimum);
		if (found[0]?.level === "hold") return sent;
	}
	return null;
}

function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

const seed = fc.integer({ min: 1, max: 2 ** 30 });
const ordinary = { gone: 0.005, complaints: 0.0002 };

it("an ordinary issue is never held, whatever its size, also with a domain that closed", () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 60, max: 4_000 }),
			),
			fc.constantFrom(0, 0.01, 0.05, 0.1, 0.3),
			seed,
			(recipients, closed, at) => {
				expect(
					heldAt({ ...ordinary, recipients, closed, seed: at }),
				).toBeNull();
			},
		),
		{ numRuns: 500, seed: 14 },
	);
});

it("a list with a tenth of its mailboxes gone, or a hundredth of complaints, is held soon", () => {
	fc.assert(
		fc.property(
			fc.constantFrom(
				{ gone: 0.1, complaints: 0, within: 300 },
				{ gone: 0.3, complaints: 0, within: 150 },
				{ gone: 0.005, complaints: 0.01, within: 3_000 },
			),
			seed,
			({ within, ...list }, at) => {
				const held = heldAt({
					...list,
					recipients: 4_000,
					closed: 0,
					seed: at,
				});
				expect(held).not.toBeNull();
				expect(held).toBeLessThan(within);
			},
		),
		{ numRuns: 300, seed: 14 },
	);
});

it("the first stage of an ordinary issue goes on, and that of a bad list does not", () => {
	let held = 0;
	for (let at = 1; at <= 300; at++) {
		const first = { recipients: 50, closed: 0, seed: at };
		expect(heldAt({ ...ordinary, ...first }, 0, MINIMUM_OF_STAGE)).toBeNull();
		const bad = { gone: 0.25, complaints: 0, ...first };
		if (heldAt(bad, 0, MINIMUM_OF_STAGE) !== null) held++;
	}
	expect(held).toBeGreaterThan(290);
});

it("after a person let it go on, only twice as many returns hold the sending again", () => {
	const all = { sent: 1_000, gone: 100, complaints: 0 };
	const level = (gone: number, seen: number) =>
		judgeFigures(
			{ all: { ...all, gone }, scoped: [], worst: null, hasOthers: true },
			BOUNDS,
			() => seen,
		)[0]?.level;
	expect(level(100, 0)).toBe("hold");
	expect(level(199, 100)).toBe("warn");
	expect(level(200, 100)).toBe("hold");
});

it("a domain alone holds the sending if much goes to it and it did not close", () => {
	const level = (sent: number, gone: number) =>
		judgeFigures(
			{
				all: { sent: 10_000, gone, complaints: 0 },
				scoped: [{ scope: "domain a.example", sent, gone, complaints: 0 }],
				worst: { sent, gone, complaints: 0 },
				hasOthers: true,
			},
			BOUNDS,
			() => 0,
		)[0]?.level;
	expect(level(3_000, 300)).toBe("hold");
	expect(level(900, 90)).toBe("warn");
	expect(level(3_000, 2_900)).toBe("warn");
});

it("what is told has the numbers, the share and the bound", () => {
	const [finding] = judgeFigures(
		{
			all: { sent: 2_000, gone: 0, complaints: 7 },
			scoped: [],
			worst: null,
			hasOthers: true,
		},
		BOUNDS,
		() => 0,
	);
	if (!finding) throw new Error("nothing was found");
	expect(findingInWords(finding, "of this issue")).toBe(
		"7 of 2,000 messages of this issue (0.35 %) were reported as spam; 0.3 % hold the sending",
	);
});
