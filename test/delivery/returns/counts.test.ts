import fc from "fast-check";
import { expect, it } from "vitest";
import {
	countFeedback,
	type FeedbackCount,
	forgiveFeedback,
	insertFeedback,
	replaceFeedbackByCounts,
} from "../../../src/db/delivery/feedback.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { recordReturn } from "../../../src/delivery/returns/record-return.ts";
import { FakeClock } from "../../support/clock.ts";
import { testContext } from "../../support/context.ts";
import { freshSqlite } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { sealedIssue } from "../../support/sending.ts";

it("a mailbox that is full is suppressed after three messages in a row that an editor did not forgive", async () => {
	const { db } = await freshSqlite();
	const clock = new FakeClock();
	const ids = await seedSubscribers(db, 200);
	let letterId = 1;
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom("full", "forgive"), { maxLength: 8 }),
			async (steps) => {
				const id = ids.pop() ?? 0;
				let inARow = 0;
				let isSuppressed = false;
				for (const step of steps) {
					clock.advance(60_000);
					await db.transaction().execute(async (trx) => {
						if (step === "forgive") {
							expect(await forgiveFeedback(trx, id)).toBe(inARow);
							inARow = 0;
							return;
						}
						const subscriber = await subscriberById(trx, id);
						if (!subscriber) throw new Error(`no subscriber ${id}`);
						inARow++;
						isSuppressed ||= inARow >= 3;
						await recordReturn(trx, clock, {
							hash: `${id} ${letterId}`,
							source: "mail",
							kind: "bounce",
							cause: "full",
							feedbackType: null,
							address: null,
							words: "552 5.2.2 Mailbox full",
							message: {
								subscriber,
								issueId: null,
								letterId: letterId++,
								sentAt: clock.now(),
								isProven: true,
							},
						});
					});
				}
				const { suppressed } = (await subscriberById(db, id)) ?? {};
				expect(suppressed).toBe(isSuppressed ? "bounce" : null);
			},
		),
		{ numRuns: 40 },
	);
	await db.destroy();
});

it("the figures of an issue stay the same, whichever readers' rows are folded into counts, and in which order", async () => {
	const database = await freshSqlite();
	const { db } = database;
	const issueId = await sealedIssue(testContext(database), 6);
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.record({
					subscriber_id: fc.integer({ min: 1, max: 6 }),
					kind: fc.constantFrom("bounce", "refusal", "complaint"),
					cause: fc.constantFrom("gone", "full", "complaint"),
					domain: fc.constantFrom("a.example", "b.example", ""),
					first: fc.constantFrom(0, 1),
					isOfIssue: fc.boolean(),
				}),
				{ maxLength: 15 },
			),
			fc.array(
				fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
				{
					maxLength: 4,
				},
			),
			fc.boolean(),
			async (rows, folds, keepDomain) => {
				await db.deleteFrom("feedback").execute();
				await db.deleteFrom("feedback_counts").execute();
				await db.transaction().execute(async (trx) => {
					for (const [index, { isOfIssue, ...row }] of rows.entries())
						await insertFeedback(trx, {
							...row,
							hash: String(index),
							at: "2026-11-20T12:00:00.000Z",
							source: "mail",
							issue_id: isOfIssue ? issueId : null,
							letter_id: null,
							proven: 1,
							counted: 1,
							sent_at: null,
							words: null,
							action: "none",
						});
				});
				const before = sums(await countFeedback(db, issueId), keepDomain);
				for (const subscribers of folds)
					await db
						.transaction()
						.execute((trx) =>
							replaceFeedbackByCounts(trx, subscribers, { keepDomain }),
						);
				const after = await countFeedback(db, issueId);
				expect(sums(after, keepDomain)).toEqual(before);
				const folded = folds.flat();
				const left = await db
					.selectFrom("feedback")
					.select("subscriber_id")
					.execute();
				for (const { subscriber_id } of left)
					expect(folded).not.toContain(subscriber_id);
			},
		),
		{ numRuns: 40 },
	);
	await db.destroy();
});

function sums(counts: FeedbackCount[], byDomain: boolean) {
	const all: Record<string, number> = {};
	for (const { kind, cause, domain, count } of counts) {
		const key = [kind, cause, ...(byDomain ? [domain] : [])].join(" ");
		all[key] = (all[key] ?? 0) + count;
	}
	return all;
}
