import { html } from "hono/html";
import type { IssueItem } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { translatedWords } from "../../issue/content/in-language.ts";
import { LIMITS } from "../../issue/life/edit.ts";
import type { Proposals } from "../../issue/life/proposals.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import type { Markup } from "../layout.ts";
import {
	fieldOf,
	noteField,
	notesOf,
	type Texts,
	TRANSLATED,
	WORDS,
	type Word,
} from "./edit-form.ts";
import { issueUrl } from "./issue-page.ts";
import { itemsCard } from "./items-card.ts";

export interface EditView {
	issue: IssueHead;
	items: readonly IssueItem[];
	composed: Proposals;
	/** Of the publication, its own first. */
	languages: readonly LanguageTag[];
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
	const { issue, items, others, composed, languages } = view;
	const isApproved = issue.state === "approved";
	const shownItems = items.filter(
		({ place }) => place === "lead" || place === "brief",
	);
	const first = languages[0] ?? null;
	const isOne = composed.others.size === 0;
	return html`<form class="edit" id="edit" method="post" action="${issueUrl(issue, "edit")}" ${isApproved || others.size > 0 ? "" : html`data-autosave`}>
${view.token}
<input type="hidden" id="f-id" name="id" value="${issue.id}">
<input type="hidden" id="f-revision" name="revision" value="${issue.revision}">
${[...view.now].map(([field, text]) => html`<input type="hidden" id="was:${field}" name="was:${field}" value="${text}">`)}
<p class="save"><button class="button">${isApproved ? "Save, and withdraw the approval" : "Save"}</button> <span class="note" id="saved" role="status">${isApproved ? "This issue is approved. What you change must be approved again." : ""}</span></p>
<section class="card words"><h2>Words${isOne || first === null ? "" : html` in <span lang="${first}">${LANGUAGE_NAMES[first]}</span>`}</h2>
${WORDS.map((word) => wordField(view, word, null))}
</section>
${itemsCard(items)}
<section class="card words"><h2>Editor’s notes</h2>
<p class="note">What you write on a comparison, in the mail, its text and on the web. Empty: no note.</p>
${shownItems.map((item) => noteFieldOf(view, item, null))}
${strayNotes(view, shownItems)}
</section>
${[...composed.others.keys()].map((tag) => languageCard(view, tag, shownItems))}
</form>`;
}

/** What is written for the readers of another language. */
function languageCard(
	view: EditView,
	tag: LanguageTag,
	shownItems: readonly IssueItem[],
): Markup {
	return html`<section class="card words" id="words:${tag}"><h2>Words in <span lang="${tag}">${LANGUAGE_NAMES[tag]}</span></h2>
<p class="note">What you do not write is composed in this language. A note that is empty here is the one above.</p>
${TRANSLATED.map((word) => wordField(view, word, tag))}
<h3>Editor’s notes in <span lang="${tag}">${LANGUAGE_NAMES[tag]}</span></h3>
${shownItems.map((item) => noteFieldOf(view, item, tag))}
</section>`;
}

/** " in Deutsch"; nothing for the first language. */
const inName = (tag: LanguageTag | null) =>
	tag === null ? "" : ` in ${LANGUAGE_NAMES[tag]}`;

const langOf = (tag: LanguageTag | null) =>
	tag === null ? "" : html` lang="${tag}"`;

function wordField(
	view: EditView,
	word: Word,
	tag: LanguageTag | null,
): Markup {
	const field = fieldOf(tag, word);
	const value = view.shown.get(field) ?? "";
	const composed = composedOf(view, word, tag);
	return html`<div class="field">
<label for="${field}">${LABELS[word]}${inName(tag)}</label>
${
	word === "intro"
		? html`<textarea id="${field}" name="${field}" rows="5"${langOf(tag)} aria-describedby="${field}-hint">
${value}</textarea>`
		: html`<input type="text" id="${field}" name="${field}" value="${value}"${langOf(tag)} autocomplete="off" aria-describedby="${field}-hint">`
}
<p class="note" id="${field}-hint">${lengthOf(field, value, LIMITS[word])} ${HINTS[word]}</p>
${theirs(view, field)}
${
	composed === null
		? ""
		: html`<div class="composed"><p><b>Composed:</b> <bdi${langOf(tag)}>${composed}</bdi></p><button class="button quiet" name="composed" value="${field}">Go back to the composed ${LABELS[word].toLowerCase()}${inName(tag)}</button></div>`
}
</div>`;
}

/** The words to go back to; null: they are what is shown, or there are none. */
function composedOf(
	{ issue, composed }: EditView,
	word: Word,
	tag: LanguageTag | null,
): string | null {
	if (word === "signed") return null;
	const own = tag === null ? issue[word] : translatedWords(issue)[tag]?.[word];
	if (own === null || own === undefined) return null;
	return (tag === null ? composed : composed.others.get(tag))?.[word] ?? null;
}

function noteFieldOf(
	view: EditView,
	item: IssueItem,
	tag: LanguageTag | null,
): Markup {
	const field = noteField(item.slug, tag);
	const value = view.shown.get(field) ?? "";
	return html`<div class="field">
<label for="${field}">Note${inName(tag)} on <bdi>${item.left_name} vs ${item.right_name}</bdi></label>
<textarea id="${field}" name="${field}" rows="2"${langOf(tag)}>
${value}</textarea>
<p class="note">${lengthOf(field, value, LIMITS.note)}</p>
${theirs(view, field)}
</div>`;
}

/** Notes on what is not shown now: they come back with their comparison. */
function strayNotes(view: EditView, shown: readonly IssueItem[]): Markup | "" {
	const { issue } = view;
	const notes = new Map<string, string>();
	const add = (of: object | undefined, tag: LanguageTag | null) => {
		for (const [slug, text] of Object.entries(of ?? {}))
			notes.set(noteField(slug, tag), text);
	};
	add(notesOf(issue), null);
	for (const tag of view.composed.others.keys())
		add(translatedWords(issue)[tag]?.notes, tag);
	// A conflict may be about a comparison that is gone: what was written on it must not be.
	for (const [field, text] of view.shown)
		if (/^(?:\w+:)?note:/.test(field) && text !== "") notes.set(field, text);
	const stray = [...notes].filter(
		([field]) => !shown.some(({ slug }) => field.endsWith(`note:${slug}`)),
	);
	return stray.length === 0
		? ""
		: html`<details class="stray" id="stray"><summary>Notes on comparisons that are not shown</summary><dl>${stray.map(([field, text]) => html`<dt>${field.replace("note:", "")}</dt><dd>${text}</dd>`)}</dl></details>`;
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
		: html`<div class="theirs"><p><b>Saved meanwhile${by === null ? "" : ` ${by}`}:</b></p><p class="said"><bdi>${text === "" ? "nothing" : text}</bdi></p></div>`;
}
