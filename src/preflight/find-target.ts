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
import type { Press } from "./copies.ts";

export interface FoundSubject {
	/** Null: what a draft made now would hold. */
	issue: IssueHead | null;
	rendered: RenderedIssue;
	/** Null before it is sealed. */
	envelope: Envelope | null;
}

/**
 * The issue that somebody means, as it was sealed or as it is now; without a
 * reference the coming one, whether there is a draft of it or not.
 *
 * @throws Failure `no-such-issue`, `nothing-coming`; TemplateError
 */
export async function findSubject(
	press: Press,
	reference: string | undefined,
): Promise<FoundSubject> {
	const issue = reference
		? await findIssue(press.db, reference, [], "")
		: await openIssue(press.db);
	if (!issue) return notYetDrafted(press);
	if (issue.state === "skipped" || issue.state === "cancelled")
		throw new Failure(
			"no-such-issue",
			`Issue ${reference} is ${issue.state}: there is no message to look at.`,
		);
	const documents = await sealedDocuments(press.db, issue.id);
	if (!documents)
		return {
			issue,
			rendered: await renderDraft(press, issue),
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

async function notYetDrafted(context: Press): Promise<FoundSubject> {
	const { content, blocked } = await upcomingIssue(context);
	if (!content || blocked !== null)
		throw new Failure(
			"nothing-coming",
			`There is no issue to look at: ${blocked ?? "nothing is coming"}`,
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
