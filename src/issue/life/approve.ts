import type { Instant } from "../../clock.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	issueById,
	updateIssue,
} from "../../db/issue/issues.ts";
import { Failure } from "../../errors.ts";
import type { CompiledIssue } from "../content/compiled-issue.ts";
import { composeIssue } from "../content/compose.ts";
import type { IssueContent } from "../content/content.ts";
import { contentHash } from "../content/content-hash.ts";
import type { Desk } from "../context.ts";
import type { Renderer } from "../renderer.ts";
import { passPreflight } from "./pass-preflight.ts";

export interface Rendered {
	content: IssueContent;
	compiled: CompiledIssue;
	templateHash: string;
	hash: string;
}

/**
 * Approves the draft as it stands now, and only so: what changes afterwards
 * must be approved again. Safe to repeat.
 *
 * @param by who decided: `editor` or `auto`
 * @throws Failure `not-a-draft`, `preflight-blocks`; TemplateError when it can't be rendered
 */
export async function approveIssue(
	desk: Desk,
	renderer: Renderer,
	id: number,
	by: "editor" | "auto",
	sendAt: Instant | null = null,
): Promise<IssueHead> {
	const issue = await issueById(desk.db, id);
	if (!issue || (issue.state !== "draft" && issue.state !== "approved"))
		throw new Failure(
			"not-a-draft",
			`Only a draft can be approved; this issue is ${issue?.state ?? "gone"}.`,
		);
	const rendered = await renderDraft(desk, renderer, issue);
	await passPreflight(desk, issue, rendered, "check");
	const { hash } = rendered;
	const now = desk.clock.now();
	const same = issue.state === "approved" && issue.approved_hash === hash;
	// An editor who approves again means now, also after a send time that was missed.
	if (!same || by === "editor")
		await updateIssue(desk.db, id, ["draft", "approved"], {
			state: "approved",
			approved_at: now,
			approved_by: by,
			approved_hash: hash,
			...(sendAt ? { send_at: sendAt } : {}),
			note: null,
			updated_at: now,
		});
	return (await issueById(desk.db, id)) as IssueHead;
}

/** Composes and compiles an issue that is not sealed yet, from the catalog and templates of this moment. */
export async function renderDraft(
	desk: Desk,
	renderer: Renderer,
	issue: IssueHead,
): Promise<Rendered> {
	const items = await itemsOf(desk.db, issue.id);
	const content = await composeIssue(desk.db, desk.config, issue, items);
	const templateHash = await renderer.templateHash();
	const compiled = await renderer.compile(content);
	return {
		content,
		compiled,
		templateHash,
		hash: contentHash(content, templateHash, issue.audience),
	};
}
