import { describe, expect, it } from "vitest";
import type { Evidence, LedgerStep, Transaction } from "./evidence.ts";
import { findViolations } from "./find-violations.ts";
import { plantViolations } from "./planted-violations.ts";

const plain = "plain@example.com";
const twice = "twice@example.com";
const unknown = "unknown@example.com";
const gone = "gone@example.com";
const late = "late@example.com";

function mail(recipient: string, begun: number): Transaction {
	return {
		recipient,
		run: 1,
		begun,
		data: true,
		message: { id: `<${recipient}>`, sha256: `bytes for ${recipient}` },
		answer: "250 taken",
		hungUp: false,
		wentOn: false,
	};
}

function step(
	email: string,
	was: LedgerStep["was"],
	became: LedgerStep["became"],
	fence = 1,
	left = false,
): LedgerStep {
	return { email, was, became, fence, left };
}

/** A kept promise: a sender was killed, one message was refused, two readers left. */
const sound: Evidence = {
	lanes: 2,
	recipients: [plain, twice, unknown, gone, late],
	issue: { state: "complete", recipients: 5 },
	deliveries: [
		{ email: plain, state: "accepted", fence: 1 },
		{ email: twice, state: "accepted", fence: 2 },
		{ email: unknown, state: "refused", fence: 1 },
		{ email: gone, state: "excluded", fence: 0 },
		{ email: late, state: "accepted", fence: 1 },
	],
	attempts: [
		{ email: twice, fence: 1, result: "unsure" },
		{ email: unknown, fence: 1, result: "refused" },
	],
	steps: [
		step(plain, "pending", "claimed"),
		step(twice, "pending", "claimed"),
		step(late, "pending", "claimed"),
		step(plain, "claimed", "accepted"),
		step(gone, "pending", "excluded", 0, true),
		step(late, "claimed", "accepted", 1, true),
		step(twice, "claimed", "unsure"),
		step(unknown, "pending", "claimed"),
		step(unknown, "claimed", "refused"),
		step(twice, "unsure", "claimed", 2),
		step(twice, "claimed", "accepted", 2),
	],
	transactions: [
		mail(plain, 1),
		{ ...mail(twice, 2), answer: null },
		// They left while it was in flight.
		mail(late, 4),
		{
			...mail(unknown, 6),
			data: false,
			message: null,
			answer: "550 5.1.1 no such user",
		},
		{ ...mail(twice, 7), run: 2 },
	],
	leavers: [
		{ email: gone, at: 3, held: false },
		{ email: late, at: 3, held: true },
	],
	expectedHashes: new Map([[plain, `bytes for ${plain}`]]),
	runs: [
		{ number: 1, kills: 1 },
		{ number: 2, kills: 0 },
	],
};

it("the check finds no violation when the promise was kept", () => {
	expect(findViolations(sound)).toEqual([]);
});

describe("the check finds a violation when", () => {
	it.each(plantViolations(sound))("$violation", ({ rule, evidence }) => {
		expect(
			findViolations(evidence).map((violation) => violation.rule),
		).toContain(rule);
	});
});
