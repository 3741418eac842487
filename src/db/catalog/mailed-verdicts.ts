import type { Verdict } from "../catalog-tables.ts";
import { SEALED_STATES } from "../issue/issues.ts";
import type { Db, Trx } from "../schema.ts";

/**
 * The verdict and share (0 to 100) with which each tool was last mailed, by tool
 * id. Cancelled issues do not count.
 *
 * @param exceptIssue the id of an issue to leave out
 */
export async function lastMailedVerdicts(
	db: Db,
	toolIds: readonly number[],
	exceptIssue = 0,
): Promise<Map<number, { verdict: Verdict; share: number }>> {
	if (toolIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("mailed_verdicts as m")
		.innerJoin("issues as i", "i.id", "m.issue_id")
		.select(["m.tool_id", "m.verdict", "m.share"])
		.where("m.tool_id", "in", [...new Set(toolIds)])
		.where("i.state", "in", SEALED_STATES)
		.where("i.id", "<>", exceptIssue)
		.orderBy("i.window_end")
		.orderBy("i.id")
		.execute();
	return new Map(rows.map((row) => [row.tool_id, row]));
}

/** Records what a sealed issue says of its tools. A tool without a verdict or a share is left out. */
export async function insertMailedVerdicts(
	trx: Trx,
	issueId: number,
	tools: readonly {
		slug: string;
		verdict: Verdict | null;
		share: number | null;
	}[],
): Promise<void> {
	if (tools.length === 0) return;
	const bySlug = new Map(tools.map((tool) => [tool.slug, tool]));
	const rows = await trx
		.selectFrom("tools")
		.select(["id", "slug"])
		.where("slug", "in", [...bySlug.keys()])
		.execute();
	const verdicts = rows.flatMap(({ id, slug }) => {
		const { verdict, share } = bySlug.get(slug) ?? {};
		return verdict && typeof share === "number"
			? [{ issue_id: issueId, tool_id: id, verdict, share }]
			: [];
	});
	if (verdicts.length > 0)
		await trx.insertInto("mailed_verdicts").values(verdicts).execute();
}
