import { html } from "hono/html";
import type { IssueItem } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { LIMITS } from "../../issue/life/edit.ts";
import type { Proposals } from "../../issue/life/proposals.ts";
import type { Markup } from "../layout.ts";
import {
	noteField,
	notesOf,
	type Texts,
	WORDS,
	type Word,
} from "./edit-form.ts";
import { issueUrl } from "./issue-page.ts";
import { itemsCard } from "./items-card.ts";

export interface EditView {
	issue: IssueHead;
	items: readonly IssueItem[];
	composed: Proposals;
	/** What the issue says now: the form remembers it, to tell what the editor changes. */
	now: Texts;
	/** What the fields show. */
	shown: Texts;
	/** What somebody else saved meanwhile, by field; empty: no conflict. */
	others: Texts;
	/** Who saved that, and when. */
	by: string | null;
	token: Markup;
}

const LABELS: Record<Word, string> = {
	subject: "Subject",
	preheader: "Preheader",
	intro: "Intro",
	signed: "Signature",
};

const HINTS: Record<Word, string> = {
	subject: "Phones show about 40 characters.",
	preheader: "An inbox shows it behind the subject.",
	intro: "Paragraphs, *emphasis*, **strong** and [words](https://…).",
	signed: "The name under the intro and the notes. Empty: nobody signs.",
};

/** One form for everything, so that no button loses what another field holds. */
export function editMain(view: EditView): Markup {
	const { issue, items, others } = view;
	const isApproved = issue.state === "approved";
	const shownItems = items.filter(
		({ place }) => place === "lead" || place === "brief",
	);
	return html`<form class="edit" id="edit" method="post" action="${issueUrl(issue, "edit")}" ${isApproved || others.size > 0 ? "" : html`data-autosave`}>
${view.token}
<input type="hidden" id="f-id" name="id" value="${issue.id}">
<input type="hidden" id="f-revision" name="revision" value="${issue.revision}">
${[...view.now].map(([field, text]) => html`<input type="hidden" id="was:${field}" name="was:${field}" value="${text}">`)}
<p class="save"><button class="button">${isApproved ? "Save, and withdraw the approval" : "Save"}</button> <span class="note" id="saved" role="status">${isApproved ? "This issue is approved. What you change must be approved again." : ""}</span></p>
<section class="card words"><h2>Words</h2>
${WORDS.map((word) => wordField(view, word))}
</section>
${itemsCard(items)}
<section class="card words"><h2>Editor’s notes</h2>
<p class="note">What you write on a comparison, in the mail, its text and on the web. Empty: no note.</p>
${shownItems.map((item) => noteFieldOf(view, item))}
${strayNotes(view, shownItems)}
</section>
</form>`;
}

function wordField(view: EditView, word: Word): Markup {
	const value = view.shown.get(word) ?? "";
	const own = view.issue[word] !== null;
	return html`<div class="field">
<label for="${word}">${LABELS[word]}</label>
${
	word === "intro"
		? html`<textarea id="${word}" name="${word}" rows="5" aria-describedby="${word}-hint">
${value}</textarea>`
		: html`<input type="text" id="${word}" name="${word}" value="${value}" autocomplete="off" aria-describedby="${word}-hint">`
}
<p class="note" id="${word}-hint">${lengthOf(word, value, LIMITS[word])} ${HINTS[word]}</p>
${theirs(view, word)}
${
	own && word !== "signed"
		? html`<div class="composed"><p><b>Composed:</b> <bdi>${view.composed[word]}</bdi></p><button class="button quiet" name="composed" value="${word}">Go back to the composed ${LABELS[word].toLowerCase()}</button></div>`
		: ""
}
</div>`;
}

function noteFieldOf(view: EditView, item: IssueItem): Markup {
	const field = noteField(item.slug);
	const value = view.shown.get(field) ?? "";
	return html`<div class="field">
<label for="${field}">Note on <bdi>${item.left_name} vs ${item.right_name}</bdi></label>
<textarea id="${field}" name="${field}" rows="2">
${value}</textarea>
<p class="note">${lengthOf(field, value, LIMITS.note)}</p>
${theirs(view, field)}
</div>`;
}

/** Notes on what is not shown now: they come back with their comparison. */
function strayNotes(view: EditView, shown: readonly IssueItem[]): Markup | "" {
	const notes = new Map(Object.entries(notesOf(view.issue)));
	// A conflict may be about a comparison that is gone: what was written on it must not be.
	for (const [field, text] of view.shown)
		if (field.startsWith("note:") && text !== "")
			notes.set(field.slice("note:".length), text);
	const stray = [...notes].filter(
		([slug]) => !shown.some((item) => item.slug === slug),
	);
	return stray.length === 0
		? ""
		: html`<details class="stray"><summary>Notes on comparisons that are not shown</summary><dl>${stray.map(([slug, text]) => html`<dt>${slug}</dt><dd>${text}</dd>`)}</dl></details>`;
}

/** Kept up to date by the script, from `data-length-of`. */
function lengthOf(field: string, value: string, limit: number): Markup {
	return html`<span><output data-length-of="${field}">${[...value].length}</output> of at most ${limit.toLocaleString("en-GB")} characters.</span>`;
}

/** Both versions, one below the other: the field has the editor's own. */
function theirs({ others, by }: EditView, field: string): Markup | "" {
	const text = others.get(field);
	return text === undefined
		? ""
		: html`<div class="theirs"><p><b>Saved meanwhile${by === null ? "" : `, ${by}`}:</b></p><p class="said"><bdi>${text === "" ? "nothing" : text}</bdi></p></div>`;
}
