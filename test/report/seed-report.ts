import { insertFeedback } from "../../src/db/delivery/feedback.ts";
import type { DeliveryState } from "../../src/db/delivery-tables.ts";
import { insertIssue } from "../../src/db/issue/issue-changes.ts";
import type { Db, Trx } from "../../src/db/schema.ts";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { type Instant, shift } from "../../src/time/clock.ts";
import { seedSubscribers } from "../support/seed.ts";

export const SEALED: Instant = "2026-11-24T09:00:00.000Z";

/** Who got what: ten at Gmail's domains, six at one domain, one at their own. */
const ADDRESSES = [
	...Array.from(
		{ length: 10 },
		(_, one) => `g${one}@${one < 5 ? "gmail.com" : "googlemail.com"}`,
	),
	...Array.from({ length: 6 }, (_, one) => `w${one}@work.example`),
	"ada@lovelace.example",
];

/** A complete issue to 17 readers: 13 accepted, 3 refused at work.example, 1 left out. */
export async function seedSentIssue(
	db: Db,
	content: IssueContent,
	number = 7,
	sealedAt: Instant = SEALED,
): Promise<{ id: number; readers: number[] }> {
	const readers =
		number === 7
			? await seedSubscribers(
					db,
					ADDRESSES.length,
					(at) => ADDRESSES[at - 1] ?? "",
				)
			: (
					await db
						.selectFrom("subscribers")
						.select("id")
						.orderBy("id")
						.execute()
				).map(({ id }) => id);
	const id = await insertIssue(db as Trx, {
		number,
		state: "complete",
		slot: null,
		window_start: shift(sealedAt, -7 * 86_400_000),
		window_end: shift(sealedAt, -3_600_000),
		send_at: sealedAt,
		created_at: shift(sealedAt, -7_200_000),
		updated_at: sealedAt,
		approved_at: shift(sealedAt, -3_600_000),
		sealed_at: sealedAt,
		sealed_subject: content.subject,
		completed_at: shift(sealedAt, 3_600_000),
		recipients: readers.length,
		content: JSON.stringify(content),
		compiled: "{}",
		envelope: "{}",
	});
	await db
		.insertInto("deliveries")
		.values(
			readers.map((subscriber, place) => {
				const state: DeliveryState =
					place >= 10 && place < 13
						? "refused"
						: place === 13
							? "excluded"
							: "accepted";
				return {
					issue_id: id,
					subscriber_id: subscriber,
					state,
					attempts: 1,
					next_attempt_at: null,
					claimed_by: null,
					claimed_until: null,
					reader: null,
					smtp_code: state === "refused" ? 550 : 250,
					smtp_reply:
						state === "refused"
							? `550 no such user w${place - 10}@work.example`
							: "250 ok",
					reply_id: null,
					reason: state === "excluded" ? "paused until 1 December" : null,
					updated_at: shift(sealedAt, 60_000 * (place + 1)),
				};
			}),
		)
		.execute();
	for (const [place, kind, cause] of [
		[0, "bounce", "full"],
		[1, "complaint", "complaint"],
		[10, "refusal", "gone"],
		[11, "refusal", "gone"],
		[12, "refusal", "policy-us"],
	] as const)
		await insertFeedback(db as Trx, {
			hash: `${number} ${place} ${kind}`,
			at: shift(sealedAt, 7_200_000),
			source: "mail",
			issue_id: id,
			letter_id: null,
			subscriber_id: readers[place] ?? 0,
			kind,
			cause,
			domain: (ADDRESSES[place] ?? "@").split("@")[1] ?? "",
			proven: 1,
			first: 1,
			counted: 1,
			sent_at: null,
			words: "said the server",
			action: "none",
		});
	return { id, readers };
}
