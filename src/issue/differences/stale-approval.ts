import type { Context } from "../../context.ts";
import { approvalOf } from "../../db/issue/approvals.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { composeIssue } from "../content/compose.ts";
import type { IssueContent } from "../content/content.ts";
import { contentHash } from "../content/content-hash.ts";
import { TemplateError } from "../renderer.ts";
import { describeChanges } from "./describe-changes.ts";

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
	const changes = changesBetween(
		{
			content: JSON.parse(approved.content) as IssueContent,
			audience: approved.audience,
			templateHash: approved.template_hash,
		},
		{ content, audience: issue.audience, templateHash },
	);
	return changes.length > 0
		? changes
		: ["The words that follow from the facts"];
}

/** All that a content hash covers. */
export interface IssueState {
	content: IssueContent;
	audience: string | null;
	/** Null: it is not known, and counts as the same. */
	templateHash: string | null;
}

/** What differs between two states of an issue, one sentence each, facts first. */
export function changesBetween(
	before: IssueState,
	after: IssueState,
): string[] {
	const changes = describeChanges(before.content, after.content);
	if (before.audience !== after.audience)
		changes.push(
			`Audience: ${before.audience ?? "everybody"} → ${after.audience ?? "everybody"}`,
		);
	if (
		before.templateHash !== null &&
		after.templateHash !== null &&
		before.templateHash !== after.templateHash
	)
		changes.push("The templates or the theme");
	if (changes.length === 0 && saidIn(before) !== saidIn(after))
		changes.push("The words that follow from the facts");
	return changes;
}

const saidIn = ({ content }: IssueState) => contentHash(content, "");

/** How many changes a sentence names. */
const NAMED = 5;

/** "Price of X: $20 → $25. Intro: … → …." */
export function listChanges(changes: readonly string[]): string {
	const rest = changes.length - NAMED;
	return [...changes.slice(0, NAMED), ...(rest > 0 ? [`And ${rest} more`] : [])]
		.map((change) => `${change}.`)
		.join(" ");
}
