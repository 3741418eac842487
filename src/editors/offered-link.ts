import type { Context } from "../context.ts";
import { editorById } from "../db/studio/editors.ts";
import { linkBy } from "../db/studio/sign-in-links.ts";
import { aheadOf } from "./clock-skew.ts";
import { hashOf } from "./secrets.ts";

/** Whom a link would sign in. Reading it changes nothing. */
export interface OfferedLink {
	/** Of the editor, as the log names them. */
	name: string;
	/** Of the browser that asked; null: any may use it. */
	browserHash: string | null;
}

/** What a link would do; null: it does not work any more. */
export async function offeredLink(
	{ db, clock }: Pick<Context, "db" | "clock">,
	token: string,
): Promise<OfferedLink | null> {
	const now = clock.now();
	const link = await linkBy(db, hashOf(token), { now, ahead: aheadOf(now) });
	const editor = link && (await editorById(db, link.editor_id));
	return editor ? { name: editor.name, browserHash: link.browser_hash } : null;
}
