import type { Context } from "../../context.ts";
import { approvalOf } from "../../db/issue/approvals.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { composeIssue } from "../content/compose.ts";
import type { IssueContent } from "../content/content.ts";
import { contentHash } from "../content/content-hash.ts";
import { describeChanges } from "../content/describe-changes.ts";
import { TemplateError } from "../renderer.ts";

/**
 * What has changed since an editor approved the issue, one sentence each: then it
 * can't be sealed before it is approved again. Composes, but compiles nothing.
 *
 * @returns empty: the approval holds, there is none, or AUTO_APPROVE took it and takes it again
 */
export async function staleApproval(
	{ db, config, renderer }: Pick<Context, "db" | "config" | "renderer">,
	issue: IssueHead,
): Promise<string[]> {
	if (issue.state !== "approved" || issue.approved_by === "auto") return [];
	const items = await itemsOf(db, issue.id);
	const content = await composeIssue(db, config, issue, items);
	try {
		const templateHash = await renderer.templateHash();
		const hash = contentHash(content, templateHash, issue.audience);
		return hash === issue.approved_hash
			? []
			: whatChanged(db, issue, content, templateHash);
	} catch (error) {
		if (!(error instanceof TemplateError)) throw error;
		return [`The templates: ${error.message}`];
	}
}

/** The differences to what was approved last. Never empty. */
export async function whatChanged(
	db: Context["db"],
	issue: Pick<IssueHead, "id" | "approved_hash" | "audience">,
	content: IssueContent,
	templateHash: string,
): Promise<string[]> {
	const approved = await approvalOf(db, issue.id);
	if (!approved || approved.hash !== issue.approved_hash)
		return ["What, is not known: an earlier version took the approval"];
	const changes = describeChanges(JSON.parse(approved.content), content);
	if (approved.audience !== issue.audience)
		changes.push(
			`Audience: ${approved.audience ?? "everybody"} → ${issue.audience ?? "everybody"}`,
		);
	if (approved.template_hash !== templateHash)
		changes.push("The templates or the theme");
	return changes.length > 0
		? changes
		: ["The words that follow from the facts"];
}

/** How many changes a sentence names. */
const NAMED = 5;

/** "Price of X: $20 → $25. Intro: … → …." */
export function listChanges(changes: readonly string[]): string {
	const rest = changes.length - NAMED;
	return [...changes.slice(0, NAMED), ...(rest > 0 ? [`And ${rest} more`] : [])]
		.map((change) => `${change}.`)
		.join(" ");
}
