import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../context.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import { type IssueHead, issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";

/** Who changes something, and when. Without an actor: the program itself. */
export interface By {
	now: Instant;
	actor?: string | undefined;
}

export function by({ clock, actor }: Pick<Context, "clock" | "actor">): By {
	return { now: clock.now(), actor };
}

/** What changed in other rows, for the audit log. */
export interface Told {
	before?: object;
	after?: object;
}

/** How the audit log names the program itself. */
const PROGRAM = "schedule";

/** Fields of an issue that say nothing of what somebody did. */
const INCIDENTAL = new Set(["updated_at", "revision", "created_at"]);

/** How the audit log names an issue. Its number may become another's. */
export function auditName({ id }: Pick<IssueHead, "id">): string {
	return `issue ${id}`;
}

/**
 * Records what became of an issue, in the transaction that changed it. Nothing is
 * recorded when nothing but times changed.
 *
 * @param before as it was; null: it did not exist
 * @param more what changed outside of the issue's row, such as its items
 */
export async function auditIssue(
	trx: Trx,
	{ now, actor = PROGRAM }: By,
	action: string,
	id: number,
	before: IssueHead | null,
	more: Told = {},
): Promise<IssueHead> {
	const after = (await issueById(trx, id)) as IssueHead;
	const changed = (Object.keys(after) as (keyof IssueHead)[]).filter(
		(field) =>
			!INCIDENTAL.has(field) &&
			!isDeepStrictEqual(before?.[field] ?? null, after[field] ?? null),
	);
	const only = (of: IssueHead) =>
		Object.fromEntries(changed.map((field) => [field, of[field]]));
	if (changed.length > 0 || more.before || more.after)
		await insertAuditEntry(trx, {
			at: now,
			who: actor,
			action,
			what: auditName(after),
			before: before && { ...only(before), ...more.before },
			after: { ...only(after), ...more.after },
		});
	return after;
}

/**
 * Changes deliveries of an issue, or what decides on them, where its own row stays
 * as it is, and records it in the same transaction.
 *
 * @param change does it, and says what it was; null: nothing had to be changed
 */
export async function changeLedger<T extends object>(
	trx: Trx,
	{ now, actor = PROGRAM }: By,
	action: string,
	id: number,
	change: () => Promise<T | null>,
): Promise<T | null> {
	const after = await change();
	if (after !== null)
		await insertAuditEntry(trx, {
			at: now,
			who: actor,
			action,
			what: auditName({ id }),
			before: null,
			after,
		});
	return after;
}
