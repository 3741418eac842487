import { hash } from "node:crypto";
import { html } from "hono/html";
import type { Correctable } from "../../catalog/correct/correct.ts";
import { type FactFields, fieldLabel } from "../../catalog/fact-fields.ts";
import type { ImportProblem } from "../../catalog/import/problem.ts";
import { BadInput } from "../../catalog/import/problem.ts";
import type { Failure } from "../../errors.ts";
import type { Markup } from "../layout.ts";

/** What came back in the form. */
export interface SentFacts {
	version: string;
	/** What the fields say. */
	texts: FactFields;
	/** The `mark` of what they said when the form was made. */
	was: FactFields;
}

/** What a form shows. */
export interface FactsView {
	/** Where it goes to. */
	action: string;
	current: Correctable;
	/** What could not be saved: the fields keep it; null: nothing was sent. */
	sent: SentFacts | null;
	failure: Failure | null;
	token: Markup;
}

export function readFacts(form: URLSearchParams): SentFacts {
	const texts = new Map<string, string>();
	const was = new Map<string, string>();
	// A browser sends line ends as CR LF (HTML, 4.10.21.4).
	const oneLineEnd = (text: string) => text.replace(/\r\n?/g, "\n");
	for (const [name, value] of form) {
		if (name.startsWith("was:")) was.set(name.slice(4), oneLineEnd(value));
		else if (name.startsWith("fact:"))
			texts.set(name.slice(5), oneLineEnd(value));
	}
	return { version: form.get("version") ?? "", texts, was };
}

/** The fields that the editor changed. */
export function editedFacts({ texts, was }: SentFacts): FactFields {
	return new Map(
		[...texts].filter(([field, text]) => mark(text) !== was.get(field)),
	);
}

/** Stands for a text in the form, which would be twice as long with all of them. */
function mark(text: string): string {
	return hash("sha256", text).slice(0, 16);
}

/** How a form begins: its token, what its fields said, and why it was refused. */
export function factsHead({ current, token, failure }: FactsView): Markup {
	return html`${token}
<input type="hidden" name="version" value="${current.version}">
${[...current.fields].map(([field, text]) => html`<input type="hidden" name="was:${field}" value="${mark(text)}">`)}
${problemsOf(failure)}`;
}

function problemsOf(failure: Failure | null): Markup | "" {
	if (failure === null) return "";
	if (!(failure instanceof BadInput))
		return html`<p class="alert" role="alert">${failure.message}</p>`;
	return html`<div class="alert" role="alert"><p>Nothing was saved:</p><ul class="changes">${failure.problems.map((one) => html`<li>${problemPlace(one)} ${one.message}</li>`)}</ul></div>`;
}

function problemPlace({ path = "" }: Partial<ImportProblem>): string {
	const part = /^reviews\[\d\]\.?(\w*)$/.exec(path)?.[1];
	if (part !== undefined)
		return part === "body" ? "A review" : `A ${part || "review"}`;
	return fieldLabel(path) || "It";
}

/** One field, with what somebody else saved in it meanwhile. */
export function factField(
	view: FactsView,
	field: string,
	control: (name: string, value: string) => Markup,
	label = fieldLabel(field),
): Markup {
	const now = view.current.fields.get(field) ?? "";
	const own = shownIn(view, field);
	const isTheirs =
		view.failure?.code === "stale-edit" &&
		now !== own &&
		mark(now) !== view.sent?.was.get(field);
	return html`<div class="field">
<label for="fact:${field}">${label}</label>
${control(`fact:${field}`, own)}
${isTheirs ? html`<div class="theirs"><p><b>Saved meanwhile:</b></p><p class="said"><bdi>${now || "nothing"}</bdi></p></div>` : ""}
</div>`;
}

/** What the editor typed, where they changed it; else what holds now. */
function shownIn({ current, sent }: FactsView, field: string): string {
	const typed = sent?.texts.get(field);
	return typed !== undefined && mark(typed) !== sent?.was.get(field)
		? typed
		: (current.fields.get(field) ?? "");
}

export const oneLine = (name: string, value: string) =>
	html`<input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off">`;

export const manyLines = (name: string, value: string) =>
	html`<textarea id="${name}" name="${name}" rows="3">
${value}</textarea>`;

export const verdictChoice = (name: string, value: string) =>
	html`<select id="${name}" name="${name}">${["", "ship", "skip"].map((one) => html`<option value="${one}"${one === value ? html` selected` : ""}>${one || "not known"}</option>`)}</select>`;
