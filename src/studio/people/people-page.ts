import { html } from "hono/html";
import { describeError } from "../../errors.ts";
import { visible } from "../../text/visible-text.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

/** What was done, by the word in `?done=`: a page says it after it was redirected to. */
const DONE: Readonly<Record<string, string>> = {
	suppress: "The address gets no mail any more.",
	unsuppress:
		"The address may be mailed again. A subscriber keeps their state.",
	"not-suppressed": "The address was not suppressed. Nothing was changed.",
	forgive: "What came back counts no more.",
	unsubscribe: "They are unsubscribed.",
	"unsubscribe-goodbye":
		"They are unsubscribed. A goodbye is being mailed, with a link to come back.",
	erase:
		"They are erased. No import adds the address again; only a new, confirmed sign-up does.",
	added: "They are a subscriber now. A welcome is being mailed.",
	asked: "They are being asked by mail to confirm.",
	confirmed: "They are confirmed now. A welcome is being mailed.",
	reactivated: "They are a subscriber again. A welcome is being mailed.",
	already: "They are here already. Nothing was changed.",
	kept: "They are here already. Their name and choices stay as they are: to change them, use “Change…”.",
	changed: "Their name and choices were changed.",
	same: "That is what they have. Nothing was changed.",
	waiting:
		"They were asked to confirm before. To ask again, say that they asked again.",
};

export function peoplePage(
	{ config }: Pick<StudioDeps, "config">,
	title: string,
	main: Markup,
): Markup {
	return studioPage({
		title,
		menu: "people",
		publication: config.publication,
		versions: {},
		main,
	});
}

/** What was just done; nothing for a word that is not known. */
export function doneLine(word: string | undefined): Markup | "" {
	const said =
		word !== undefined && Object.hasOwn(DONE, word) ? DONE[word] : undefined;
	return said === undefined
		? ""
		: html`<p class="card done" role="status">${said}</p>`;
}

/** What the person must read first. A failure may quote what was typed. */
export function alertLine(failure: Error | string | null): Markup | "" {
	if (failure === null) return "";
	const text = typeof failure === "string" ? failure : describeError(failure);
	return html`<p class="alert" role="alert"><bdi>${visible(inPageForm(text))}</bdi></p>`;
}

/** "no bookmarks", "1 bookmark", "1,204 bookmarks" */
export function several(count: number, one: string, many = `${one}s`): string {
	if (count === 0) return `no ${many}`;
	return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** A choice among values. @param chosen the value that is chosen; one that is none of them chooses the first */
export function selectField(
	{ name, label, chosen }: { name: string; label: string; chosen: string },
	options: readonly (readonly [value: string, label: string])[],
): Markup {
	return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${text}</option>`)}</select></div>`;
}
