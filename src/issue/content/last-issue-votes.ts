import { communityOf } from "../../catalog/community.ts";
import { toolPanel } from "../../catalog/panel.ts";
import { toolsById } from "../../db/catalog/catalog.ts";
import { toolSlugsOfIssue } from "../../db/issue/issue-items.ts";
import { lastSealedIssue } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { ContentOptions } from "./comparison-content.ts";
import type { VotedTool } from "./content.ts";

/** How many tools are shown. */
const MAX_TOOLS = 3;

/**
 * How readers voted on the tools of the last sealed issue: the tools with the most
 * votes of our own readers, if those votes are at least the community minimum.
 * The numbers are the same as elsewhere in the issue.
 *
 * @param exceptIssue id of the issue that shows them; 0: it has no row yet
 */
export async function lastIssueVotes(
	db: Db,
	{ links, communityMinimum }: ContentOptions,
	exceptIssue: number,
): Promise<VotedTool[]> {
	const last = await lastSealedIssue(db, exceptIssue);
	if (last === undefined) return [];
	const slugs = await toolSlugsOfIssue(db, last, ["lead", "brief"]);
	const tools = [...(await toolsById(db, [...slugs.keys()])).values()];
	return tools
		.filter(({ votes }) => votes.ship + votes.skip >= communityMinimum)
		.sort(
			(a, b) =>
				b.votes.ship + b.votes.skip - (a.votes.ship + a.votes.skip) ||
				a.id - b.id,
		)
		.flatMap((tool) => {
			const { share, ship, skip } = communityOf(tool, communityMinimum) ?? {};
			if (share === undefined || ship == null || skip == null) return [];
			const { slug, name } = tool;
			const { verdict } = toolPanel(tool);
			return [
				{ slug, name, url: links.tool(slug), verdict, share, ship, skip },
			];
		})
		.slice(0, MAX_TOOLS);
}
