import { forgiveFeedback } from "../../db/delivery/feedback.ts";
import { lastAuditEntry } from "../../db/issue/audit-log.ts";
import type { Trx } from "../../db/schema.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import { forgetOldPages } from "../../db/subscriber/erasure.ts";
import {
	subscriberById,
	subscriberByKey,
} from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { shift } from "../../time/clock.ts";
import { parseAddress } from "../address.ts";
import { type ErasureSettings, eraseIn } from "../leaving/erase.ts";
import { deleteErasedMail } from "../leaving/erased-mail.ts";
import {
	addressHasher,
	liftSuppressionIn,
	suppressIn,
} from "../leaving/suppression.ts";
import {
	type UnsubscribeResult,
	unsubscribeIn,
} from "../leaving/unsubscribe.ts";
import {
	auditPerson,
	type EditorContext,
	type PersonFacts,
	personName,
} from "./person-entry.ts";

/*
 * What an editor does to one person, by the command line and by the studio alike.
 * Each writes its entry of the audit log in its own transaction. What changes
 * nothing writes none.
 */

/** Why an editor may suppress an address. */
export const SUPPRESSION_REASONS = [
	"operator",
	"never",
	"bounce",
	"complaint",
	"erased",
] as const satisfies readonly SuppressionReason[];

/**
 * Suppresses an address, a subscriber's or not, as `suppress` does.
 *
 * @returns the address as it is kept, and the reason that holds: of an earlier suppression, the earlier one
 * @throws Failure `bad-address`
 */
export async function suppressByEditor(
	context: EditorContext,
	address: string,
	reason: SuppressionReason,
): Promise<{ email: string; reason: SuppressionReason; changed: boolean }> {
	const { email, key } = parseAddress(address);
	return context.db.transaction().execute(async (trx) => {
		const before = await listed(trx, key);
		const person = await subscriberByKey(trx, key);
		await suppressIn(trx, context.clock, key, reason, "operator");
		const kept = (await listed(trx, key)) ?? reason;
		// The mark on the subscriber may have been missing.
		const changed =
			before !== kept || (person !== undefined && person.suppressed !== kept);
		if (changed)
			await auditPerson(
				trx,
				context,
				"suppress",
				person,
				{ suppressed: before },
				{ suppressed: kept },
			);
		return { email, reason: kept, changed };
	});
}

/**
 * Allows mail to an address again, and lets what came back for it count no more.
 *
 * @throws Failure `bad-address`
 */
export async function unsuppressByEditor(
	context: EditorContext,
	address: string,
): Promise<{ email: string; lifted: boolean }> {
	const { email, key } = parseAddress(address);
	return context.db.transaction().execute(async (trx) => {
		const before = await listed(trx, key);
		const lifted = await liftSuppressionIn(trx, key);
		const person = await subscriberByKey(trx, key);
		const forgiven = person ? await forgiveFeedback(trx, person.id) : 0;
		if (lifted || forgiven > 0)
			await auditPerson(
				trx,
				context,
				"unsuppress",
				person,
				{ suppressed: before },
				{ suppressed: null, ...(forgiven > 0 ? { forgiven } : {}) },
			);
		return { email, lifted };
	});
}

/** Lets what came back for a subscriber count no more. Returns how much it was. */
export async function forgiveByEditor(
	context: EditorContext,
	person: Pick<SubscriberRow, "id">,
): Promise<number> {
	return context.db.transaction().execute(async (trx) => {
		const forgiven = await forgiveFeedback(trx, person.id);
		if (forgiven > 0)
			await auditPerson(trx, context, "forgive", person, null, { forgiven });
		return forgiven;
	});
}

/** Ends a subscription at the person's request, as `unsubscribe` does. Null: there is no such subscriber. */
export async function unsubscribeByEditor(
	context: EditorContext,
	{ id }: Pick<SubscriberRow, "id">,
	options: { goodbye: boolean },
): Promise<UnsubscribeResult | null> {
	return context.db.transaction().execute(async (trx) => {
		const before = factsOf(await subscriberById(trx, id));
		const left = await unsubscribeIn(
			trx,
			context.clock,
			id,
			"operator",
			options,
		);
		if (left?.changed)
			await auditPerson(trx, context, "unsubscribe", { id }, before, {
				state: left.subscriber.state,
				goodbye: left.goodbye,
			});
		return left;
	});
}

/**
 * Erases a subscriber and the mail that the built-in mailbox keeps for them.
 *
 * @returns false when there is no such subscriber, or not any more
 */
export async function eraseByEditor(
	context: EditorContext,
	settings: ErasureSettings,
	mailbox: Parameters<typeof deleteErasedMail>[1],
	{ id }: Pick<SubscriberRow, "id">,
): Promise<boolean> {
	const { db, clock } = context;
	const erased = await db.transaction().execute(async (trx) => {
		const done = await eraseIn(trx, clock, settings, id, "operator");
		if (done) await auditPerson(trx, context, "erase", { id }, null, null);
		return done;
	});
	if (erased) await forgetOldPages(db);
	await deleteErasedMail(db, mailbox);
	return erased;
}

/** Looks of one editor at one person within this time are one entry. */
const ONE_LOOK_MS = 10 * 60_000;

/** Records that an editor looked at a person, or took their data out. */
export async function recordLook(
	context: EditorContext,
	person: Pick<SubscriberRow, "id">,
): Promise<void> {
	const { clock, actor = "schedule" } = context;
	const last = await lastAuditEntry(context.db, personName(person));
	if (
		last?.action === "look at" &&
		last.who === actor &&
		last.at > shift(clock.now(), -ONE_LOOK_MS)
	)
		return;
	await context.db
		.transaction()
		.execute((trx) => auditPerson(trx, context, "look at", person, null, null));
}

function factsOf(row: SubscriberRow | undefined): PersonFacts | null {
	return row ? { state: row.state } : null;
}

/** Why an address must not be mailed; null: it may be. */
async function listed(
	trx: Trx,
	key: string,
): Promise<SuppressionReason | null> {
	const hash = (await addressHasher(trx))(key);
	return (await suppressionOf(trx, hash))?.reason ?? null;
}
