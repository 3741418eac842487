import type { Context } from "../../context.ts";
import { approvalOf } from "../../db/issue/approvals.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { composeIssue } from "../content/compose.ts";
import type { IssueContent } from "../content/content.ts";
import { sealedContent } from "../content/sealed.ts";
import { changesBetween } from "./stale-approval.ts";

/** Two states of an issue, and what differs between them. */
export interface Differences {
	/** "approved", "sealed"; null: there is nothing to compare with. */
	before: "approved" | "sealed" | null;
	after: "now" | "today’s catalog";
	/** A sentence each, facts first. Empty: nothing differs. */
	changes: string[];
}

/**
 * What differs, by fact: an issue that is not sealed against what was approved of
 * it last, a sealed one against what it would say from the catalog of today. Reads
 * only, and compiles nothing.
 *
 * @throws TemplateError
 */
export async function issueDifferences(
	{ db, config, renderer }: Pick<Context, "db" | "config" | "renderer">,
	issue: IssueHead,
): Promise<Differences> {
	const items = await itemsOf(db, issue.id);
	const content = await composeIssue(db, config, issue, items);
	const sealed = await sealedContent(db, issue.id);
	const { audience } = issue;
	if (sealed)
		return {
			before: "sealed",
			after: "today’s catalog",
			changes: changesBetween(
				{ content: sealed, audience, templateHash: null },
				{ content, audience, templateHash: null },
			),
		};
	const approved = await approvalOf(db, issue.id);
	return {
		before: approved ? "approved" : null,
		after: "now",
		changes: approved
			? changesBetween(
					{
						content: JSON.parse(approved.content) as IssueContent,
						audience: approved.audience,
						templateHash: approved.template_hash,
					},
					{ content, audience, templateHash: await renderer.templateHash() },
				)
			: [],
	};
}
