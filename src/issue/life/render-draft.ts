import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { CompiledIssue } from "../content/compiled-issue.ts";
import { composeIssue } from "../content/compose.ts";
import type { IssueContent } from "../content/content.ts";
import { contentHash } from "../content/content-hash.ts";

/** An issue as it is composed and compiled now, or as it was when it was sealed. */
export interface RenderedIssue {
	content: IssueContent;
	compiled: CompiledIssue;
	templateHash: string;
	/** The content hash, which an approval binds to. */
	hash: string;
}

/**
 * Composes and compiles an issue that is not sealed yet, from the catalog and
 * the templates of this moment.
 *
 * @throws TemplateError
 */
export async function renderDraft(
	{ db, config, renderer }: Pick<Context, "db" | "config" | "renderer">,
	issue: IssueHead,
): Promise<RenderedIssue> {
	const items = await itemsOf(db, issue.id);
	const content = await composeIssue(db, config, issue, items);
	const templateHash = await renderer.templateHash();
	const compiled = await renderer.compile(content);
	return {
		content,
		compiled,
		templateHash,
		hash: contentHash(content, templateHash, issue.audience),
	};
}
