import type { Context } from "../context.ts";
import { closeCircuitBreaker } from "../db/delivery/circuit-breakers.ts";
import { countByState } from "../db/delivery/deliveries.ts";
import {
	countMissing,
	countReopenable,
	expireUnsure,
	insertMissing,
	refusedByReply,
	reopenDeliveries,
	reopenRefused,
} from "../db/delivery/resend-missing.ts";
import { endHolds } from "../db/delivery/return-figures.ts";
import { deleteSetbacks } from "../db/delivery/setbacks.ts";
import { type IssueHead, issueById } from "../db/issue/issues.ts";
import { noCategoryMatches } from "../db/subscriber/category-filter.ts";
import { Failure } from "../errors.ts";
import { issueCategories } from "../issue/content/categories.ts";
import { by, changeLedger } from "../issue/life/audit.ts";
import { changeIssue } from "../issue/life/change-issue.ts";
import { freezeRest } from "../issue/life/freeze.ts";
import type { Instant } from "../time/clock.ts";
import { progressOf } from "./progress.ts";

/**
 * Opens an issue again for those who should have got it and did not: deliveries
 * that expired or are held as unsure, and subscribers who were active when it was
 * sealed but have no delivery; with `refused`, also those that were refused. It
 * does not send to those who got it, have unsubscribed or are suppressed, or chose
 * none of its categories.
 *
 * @returns how many recipients are missing
 * @throws Failure `not-sent` for an issue that was never sealed, is cancelled or was ended early
 */
export async function reopenMissing(
	context: Context,
	issue: IssueHead,
	{ refused = false }: { refused?: boolean } = {},
): Promise<number> {
	await freezeRest(context, issue.id);
	return context.db.transaction().execute(async (trx) => {
		const now = context.clock.now();
		const current = (await issueById(trx, issue.id)) ?? issue;
		const { state } = current;
		const sealed_at = requireSent(current);
		const opened = await reopenDeliveries(trx, issue.id, now);
		const again = refused ? await reopenRefused(trx, issue.id, now) : 0;
		const categories = await issueCategories(trx, issue.id);
		const added = await insertMissing(
			trx,
			issue.id,
			sealed_at,
			now,
			await noCategoryMatches(trx, categories, "s"),
		);
		const missing = opened + again + added;
		if (missing === 0) return 0;
		// A person has decided: what the servers said so far does not count.
		await closeCircuitBreaker(trx, issue.id, now);
		await deleteSetbacks(trx, issue.id);
		await endHolds(trx, issue.id);
		const { final, open, claimed } = progressOf(
			await countByState(trx, issue.id),
			null,
		);
		// An issue that has not begun begins as usual.
		const next = state === "sealed" ? "sealed" : "sending";
		await changeIssue(trx, by(context), issue.id, {
			action: "send missing",
			from: [state],
			set: {
				state: next,
				// Rows that were lost and are inserted again were already counted at the seal.
				recipients: Math.max(issue.recipients ?? 0, final + open + claimed),
				completed_at: null,
				note: null,
			},
			also: async () => ({
				after: { opened, refusedBefore: again, added },
			}),
		});
		return missing;
	});
}

/** @returns when it was sealed @throws Failure `not-sent` */
function requireSent({ id, number, state, sealed_at }: IssueHead): Instant {
	if (state === "ended")
		throw new Failure(
			"not-sent",
			`Issue ${number} was ended early, so nobody else gets it.`,
		);
	if (sealed_at === null || state === "cancelled")
		throw new Failure(
			"not-sent",
			`Issue ${number ?? `id:${id}`} is ${state} and was never sent, so nobody is missing.`,
		);
	return sealed_at;
}

/** Whom `reopenMissing` would send to. */
export interface Missing {
	/** Given up, or held as unsure. */
	open: number;
	/** Without a delivery, though they were active at the seal. */
	lost: number;
	/** Only if it is asked for: the refused, by the server's reply. */
	refused: { reply: string; count: number }[];
}

/** Counts whom `reopenMissing` would send to. Changes nothing. @throws Failure `not-sent` */
export async function countMissingOf(
	{ db }: Pick<Context, "db">,
	issue: IssueHead,
): Promise<Missing> {
	const sealedAt = requireSent(issue);
	const categories = await issueCategories(db, issue.id);
	const noMatch = await noCategoryMatches(db, categories, "s");
	return {
		open: await countReopenable(db, issue.id),
		lost: await countMissing(db, issue.id, sealedAt, noMatch),
		refused: await refusedByReply(db, issue.id),
	};
}

/** Whom `reopenMissing` would send to because they were refused: how many, by the server's reply. Changes nothing. */
export async function countRefused(
	context: Context,
	issue: IssueHead,
): Promise<{ reply: string; count: number }[]> {
	return context.db
		.transaction()
		.execute((trx) => refusedByReply(trx, issue.id));
}

/**
 * Closes the deliveries that are held as unsure without sending them again: they
 * may have been sent. The issue can be completed then.
 *
 * @returns how many there were
 */
export async function leaveUnsure(
	context: Context,
	issue: IssueHead,
): Promise<number> {
	return context.db.transaction().execute(async (trx) => {
		const left = await changeLedger(
			trx,
			by(context),
			"leave unsure",
			issue.id,
			async () => {
				const deliveries = await expireUnsure(
					trx,
					issue.id,
					context.clock.now(),
				);
				return deliveries === 0 ? null : { deliveries };
			},
		);
		return left?.deliveries ?? 0;
	});
}
