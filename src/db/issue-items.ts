import { sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import type { Db, IssueItemRow, Trx } from "./schema.ts";

/** Replaces the issue's whole list. Chunked: one window can hold the catalog of years. */
export async function replaceItems(
	trx: Trx,
	dialect: Dialect,
	issueId: number,
	items: readonly Omit<IssueItemRow, "issue_id">[],
): Promise<void> {
	await trx.deleteFrom("issue_items").where("issue_id", "=", issueId).execute();
	const chunk = Math.floor(dialect.maxParameters / 6);
	for (let start = 0; start < items.length; start += chunk)
		await trx
			.insertInto("issue_items")
			.values(
				items
					.slice(start, start + chunk)
					.map((item) => ({ issue_id: issueId, ...item })),
			)
			.execute();
}

export interface IssueItem extends IssueItemRow {
	slug: string;
	left_name: string;
	right_name: string;
}

/** In the order of reading: leads, briefs, links, then what was passed over. */
export async function itemsOf(db: Db, issueId: number): Promise<IssueItem[]> {
	return db
		.selectFrom("issue_items as i")
		.innerJoin("comparisons as c", "c.id", "i.comparison_id")
		.innerJoin("tools as l", "l.id", "c.left_tool_id")
		.innerJoin("tools as r", "r.id", "c.right_tool_id")
		.selectAll("i")
		.select(["c.slug", "l.name as left_name", "r.name as right_name"])
		.where("i.issue_id", "=", issueId)
		.orderBy(
			sql`case i.place when 'lead' then 0 when 'brief' then 1 when 'more' then 2 else 3 end`,
		)
		.orderBy("i.position")
		.execute();
}
