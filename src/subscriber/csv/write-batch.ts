import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import { inChunks } from "../../db/chunks.ts";
import { excludeSubscriber } from "../../db/delivery/recipients.ts";
import type { Trx } from "../../db/schema.ts";
import type { SuppressionRow } from "../../db/sign-up-tables.ts";
import { revokeConfirmations } from "../../db/subscriber/confirmations.ts";
import { saveConsentText } from "../../db/subscriber/consents.ts";
import {
	changeKnown,
	insertImported,
	insertImportedBookmarks,
	insertImportedConsents,
} from "../../db/subscriber/subscriber-import.ts";
import { markUnsubscribed } from "../../db/subscriber/subscribers.ts";
import {
	insertSuppression,
	markSuppressed,
} from "../../db/subscriber/suppressions.ts";
import type { Instant } from "../../time/clock.ts";
import { consentVersion } from "../sign-up/consent-text.ts";
import type { CsvSubscriber, GivenChoices } from "./csv-subscriber.ts";
import type { ChoiceChange, RowDecision } from "./decide-row.ts";

export interface DecidedRow {
	row: CsvSubscriber;
	decision: RowDecision;
}

interface WriteContext {
	now: Instant;
	hash(emailKey: string): string;
}

/** Whether the row adds a subscriber, or makes one active. */
function isNew({ kind }: RowDecision): boolean {
	return kind === "add" || kind === "confirm";
}

/** Whether somebody who is here is not mailed any more. */
export function isLeaving({ kind }: RowDecision): boolean {
	return kind === "leave" || kind === "suppress";
}

export function isChange(decision: RowDecision): boolean {
	return isNew(decision) || isLeaving(decision) || decision.kind === "update";
}

/** The choices after some changes, as a row of the database has them. */
export function changedBy(changes: readonly ChoiceChange[]): GivenChoices {
	return Object.fromEntries(changes.map(({ field, to }) => [field, to]));
}

/** Changes the name and the choices of somebody who is here. It is no sign of life. */
export async function writeChanges(
	trx: Trx,
	{ now }: WriteContext,
	id: number,
	decision: RowDecision,
): Promise<void> {
	if (!("changes" in decision) || decision.changes.length === 0) return;
	await changeKnown(trx, id, changedBy(decision.changes), now);
}

/** Adds the new subscribers. Returns their ids by folded address, without the addresses that exist already. */
export function writeSubscribers(
	trx: Trx,
	{ now }: WriteContext,
	decided: readonly DecidedRow[],
): Promise<Map<string, number>> {
	const added = decided.filter(({ decision }) => decision.kind === "add");
	return insertImported(
		trx,
		added.map(({ row }) => ({
			email: row.email,
			email_key: row.key,
			name: row.name,
			state: row.state,
			created_at: row.since ?? now,
			// Not when they agreed elsewhere: they must not get an issue from before the import.
			confirmed_at:
				row.state === "active" ? now : (row.consentAt ?? row.optinAt),
			unsubscribed_at: row.state === "unsubscribed" ? (row.left ?? now) : null,
			unsubscribed_by: row.state === "unsubscribed" ? "import" : null,
			updated_at: now,
			lens: row.lens,
			language: row.language,
			format: row.format,
			categories: row.categories,
			paused_until: row.pausedUntil,
			time_zone: row.timeZone,
			suppressed: row.suppressed,
		})),
	);
}

/** Keeps how they agreed. @param ids of those who were added or became active, by folded address */
export async function writeConsents(
	trx: Trx,
	{ now }: WriteContext,
	decided: readonly DecidedRow[],
	ids: ReadonlyMap<string, number>,
): Promise<void> {
	const versions = new Map<string, string>();
	const consents = decided.flatMap(({ row, decision }) => {
		const { key, consent, state } = row;
		const id = isNew(decision) ? ids.get(key) : undefined;
		if (id === undefined || consent === null || state === "pending") return [];
		const version = versions.get(consent) ?? consentVersion(consent);
		versions.set(consent, version);
		return [
			{
				subscriber_id: id,
				asked_at: row.optinAt ?? row.consentAt ?? now,
				ip: row.consentIp,
				text_version: version,
				confirmed_at: row.consentAt ?? row.optinAt ?? now,
			},
		];
	});
	for (const [text, version] of versions)
		await saveConsentText(trx, { version, text });
	await insertImportedConsents(trx, consents);
}

/** Suppresses the new addresses that the file says must not be mailed. */
export async function writeSuppressions(
	trx: Trx,
	context: WriteContext,
	decided: readonly DecidedRow[],
): Promise<void> {
	for (const { row, decision } of decided)
		if (decision.kind === "add" && row.suppressed !== null)
			await insertSuppression(trx, suppressionBy(row, context));
}

function suppressionBy(
	row: CsvSubscriber,
	{ now, hash }: WriteContext,
): SuppressionRow {
	return {
		address_hash: hash(row.key),
		reason: row.suppressed ?? "operator",
		source: "import",
		created_at: row.left ?? now,
	};
}

/** Ends the subscriptions of those who left elsewhere, also for an issue that is being sent. */
export async function writeLeavings(
	trx: Trx,
	{ now, hash }: WriteContext,
	decided: readonly DecidedRow[],
	idOf: (emailKey: string) => number | undefined,
): Promise<void> {
	for (const { row, decision } of decided) {
		const id = isLeaving(decision) ? idOf(row.key) : undefined;
		if (id === undefined) continue;
		if (row.state === "unsubscribed")
			await markUnsubscribed(trx, id, row.left ?? now, "import");
		if (decision.kind === "suppress" && row.suppressed !== null) {
			await insertSuppression(trx, suppressionBy(row, { now, hash }));
			await markSuppressed(trx, row.key, row.suppressed);
		}
		await excludeSubscriber(
			trx,
			id,
			now,
			decision.kind === "leave"
				? "unsubscribed"
				: `suppressed: ${row.suppressed}`,
		);
		// A confirmation that was mailed before must not make them active again.
		await revokeConfirmations(trx, id, now);
	}
}

/** Saves bookmarks. Returns the slugs that no published tool has. */
export async function writeBookmarks(
	trx: Trx,
	{ now }: WriteContext,
	decided: readonly DecidedRow[],
	ids: ReadonlyMap<string, number>,
): Promise<string[]> {
	const withBookmarks = decided.filter(
		({ row, decision }) => isNew(decision) && row.bookmarks.length > 0,
	);
	const slugs = [...new Set(withBookmarks.flatMap(({ row }) => row.bookmarks))];
	const tools = new Map(
		await inChunks(slugs, 1_000, async (chunk) => [
			...(await toolIdsBySlug(trx, chunk, now)),
		]),
	);
	await insertImportedBookmarks(
		trx,
		withBookmarks.flatMap(({ row }) => {
			const id = ids.get(row.key);
			return [...new Set(row.bookmarks)].flatMap((slug) => {
				const tool = tools.get(slug);
				return id === undefined || tool === undefined
					? []
					: [{ subscriber_id: id, tool_id: tool, created_at: now }];
			});
		}),
	);
	return slugs.filter((slug) => !tools.has(slug));
}
