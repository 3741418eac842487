import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { ReportRow } from "../delivery/report-rows.ts";
import type { Db } from "../schema.ts";

/** What readers did, one row each: the rows behind `responsesByKind`. */
export type ResponseKind = "ship" | "skip" | "saved";

/**
 * Who voted on a tool or saved it in a time, in the order of their ids; `from` belongs
 * to it, `until` does not.
 */
export async function responseRows(
	db: Db,
	{ kind, tool }: { kind: ResponseKind; tool: string },
	{ from, until }: { from: Instant; until: Instant },
	page: { after: number; limit: number },
): Promise<ReportRow[]> {
	const isVote = kind !== "saved";
	const table = sql.raw(isVote ? "votes" : "bookmarks");
	const at = sql.raw(isVote ? "r.updated_at" : "r.created_at");
	const { rows } = await sql<ReportRow>`
		select r.subscriber_id,
			case when s.erased_at is null then s.email end as email,
			'' as domain, ${at} as at,
			${isVote ? sql`r.source` : sql`cast(null as text)`} as said,
			cast(null as text) as cause
		from ${table} r
		join subscribers s on s.id = r.subscriber_id
		join tools t on t.id = r.tool_id
		where t.slug = ${tool} and r.subscriber_id > ${page.after}
			and ${at} >= ${from} and ${at} < ${until}
			${isVote ? sql`and r.state = 'counted' and r.verdict = ${kind}` : sql``}
		order by r.subscriber_id
		limit ${page.limit}`.execute(db);
	return rows;
}
