import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../context.ts";
import { insertAuditEntry } from "../../db/issue/audit-log.ts";
import { type IssueHead, issueById } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";

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
	{ clock, actor = "schedule" }: Pick<Context, "clock" | "actor">,
	action: string,
	id: number,
	before: IssueHead | null,
	more: { before?: object; after?: object } = {},
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
			at: clock.now(),
			who: actor,
			action,
			what: auditName(after),
			before: before && { ...only(before), ...more.before },
			after: { ...only(after), ...more.after },
		});
	return after;
}
