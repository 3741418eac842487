import type { Context } from "../context.ts";
import {
	type IssueHead,
	openIssue,
	sealedDocuments,
} from "../db/issue/issues.ts";
import { Failure } from "../errors.ts";
import type { CompiledIssue } from "../issue/content/compiled-issue.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { contentHash } from "../issue/content/content-hash.ts";
import type { Envelope } from "../issue/content/envelope.ts";
import { upcomingIssue } from "../issue/content/upcoming.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { type RenderedIssue, renderDraft } from "../issue/life/render-draft.ts";

export interface FoundTarget {
	/** Null: there is no draft yet, and `rendered` is what one made now would contain. */
	issue: IssueHead | null;
	rendered: RenderedIssue;
	/** Null: it is not sealed yet. */
	envelope: Envelope | null;
}

/**
 * Finds the issue to check: as it was sealed, or as it is now.
 *
 * @param reference its number or id; undefined: the upcoming one, even when there is no draft of it
 * @throws Failure `no-such-issue`, `nothing-coming`; TemplateError
 */
export async function findTarget(
	context: Context,
	reference: string | undefined,
): Promise<FoundTarget> {
	const issue = reference
		? await findIssue(context.db, reference, [], "")
		: await openIssue(context.db);
	if (!issue) return notYetDrafted(context);
	if (issue.state === "skipped" || issue.state === "cancelled")
		throw new Failure(
			"no-such-issue",
			`Issue ${reference} is ${issue.state}: there is no message to check.`,
		);
	const documents = await sealedDocuments(context.db, issue.id);
	if (!documents)
		return {
			issue,
			rendered: await renderDraft(context, issue),
			envelope: null,
		};
	return {
		issue,
		rendered: {
			content: JSON.parse(documents.content) as IssueContent,
			compiled: JSON.parse(documents.compiled) as CompiledIssue,
			templateHash: issue.template_hash ?? "",
			hash: issue.content_hash ?? "",
		},
		envelope: JSON.parse(documents.envelope) as Envelope,
	};
}

async function notYetDrafted(context: Context): Promise<FoundTarget> {
	const { content, blocked } = await upcomingIssue(context);
	if (!content || blocked !== null)
		throw new Failure(
			"nothing-coming",
			`There is no issue to check: ${blocked ?? "no issue is planned."}`,
		);
	const templateHash = await context.renderer.templateHash();
	return {
		issue: null,
		rendered: {
			content,
			compiled: await context.renderer.compile(content),
			templateHash,
			hash: contentHash(content, templateHash),
		},
		envelope: null,
	};
}
