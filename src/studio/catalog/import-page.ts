import { html } from "hono/html";
import { fieldLabel } from "../../catalog/fact-fields.ts";
import { shownValue } from "../../catalog/import/change-lines.ts";
import type { CatalogChange } from "../../catalog/import/changes.ts";
import {
	describeProblem,
	type ImportProblem,
} from "../../catalog/import/problem.ts";
import type {
	ImportCounts,
	ImportReport,
} from "../../catalog/import/report.ts";
import type { Config } from "../../config/config.ts";
import { writeCsv } from "../../subscriber/csv/write.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { visible } from "../../text/visible-text.ts";
import { formatTime } from "../../time/format-time.ts";
import { DRAFT_LABEL, DRAFT_PAGE } from "../issue/draft-routes.ts";
import type { Markup } from "../layout.ts";
import type { ImportDraft, Shown } from "./import-drafts.ts";

/** What a pasted text is, by the name that its problems are reported under. */
export const PASTED_KINDS = {
	"pasted.txt": "A captured page",
	"pasted.json": "JSON: a comparison, or a list of them",
	"pasted.jsonl": "JSON Lines: one comparison a line",
} as const;

/** What the form of an import holds. */
export interface TypedImport {
	text: string;
	/** A key of `PASTED_KINDS`; any other is the first. */
	kind: string;
	publishedAt: string;
}

/** Tools, comparisons, warnings and errors that a page shows of each. */
const MOST = 200;
/** Characters of a value. */
const LONGEST = 300;

/** The form that takes files or a pasted text. Its token is first (`upload.ts`). */
export function importForm(
	{ text, kind, publishedAt }: TypedImport,
	alert: string | null,
	token: Markup,
): Markup {
	return html`<div class="title"><h1>Import</h1><p><a href="/studio/catalog">To the catalog</a></p></div>
${alert === null ? "" : html`<p class="alert" role="alert">${alert}</p>`}
<form class="facts-form" id="import" method="post" action="/studio/import" enctype="multipart/form-data">
${token}
<section class="card words"><h2>Comparisons</h2>
<p class="note">Nothing is imported yet: the next page says what would change, fact by fact.</p>
<div class="field"><label for="files">Files: .json, .jsonl, .ndjson, or captured pages as .txt; 20 MB at a time</label>
<input type="file" id="files" name="files" multiple accept=".json,.jsonl,.ndjson,.txt"></div>
<div class="field"><label for="text">Or paste</label>
<textarea id="text" name="text" rows="10" spellcheck="false">
${text}</textarea></div>
<div class="field"><label for="kind">What you paste is</label>
<select id="kind" name="kind">${Object.entries(PASTED_KINDS).map(([name, label]) => html`<option value="${name}"${name === kind ? html` selected` : ""}>${label}</option>`)}</select></div>
<div class="field"><label for="publishedAt">Publication time, with an offset or Z</label>
<input type="text" id="publishedAt" name="publishedAt" value="${publishedAt}" placeholder="2026-11-24T09:00:00Z" autocomplete="off" aria-describedby="publishedAt-hint">
<p class="note" id="publishedAt-hint">Empty: what each document says, or the time of the import.</p></div>
<p><button class="button">See what would change</button></p>
</section>
</form>`;
}

/** What a dry run found, with the button that imports it; or what the import did. */
export function draftPage(
	{ timeZone }: Pick<Config, "timeZone">,
	draft: ImportDraft,
	alert: string | null,
	token: Markup,
): Markup {
	const { shown, done, sent, id } = draft;
	const report = done?.report ?? shown.report;
	return html`<div class="title"><h1>${done ? "Imported" : "What would change"}</h1><p><a href="/studio/catalog">To the catalog</a></p></div>
${alert === null ? "" : html`<p class="alert" role="alert">${alert}</p>`}
<div class="stack">
<section class="card"><h2>${done ? "The import" : "Dry run"}</h2>
<dl class="facts-list">
<dt>Files</dt><dd>${report.files.filter(({ ok }) => ok).length} of ${report.files.length + skipped(report)}${done ? "" : " can be imported"}</dd>
<dt>Comparisons</dt><dd>${counts(report.comparisons)}</dd>
<dt>Tools</dt><dd>${counts(report.tools)}</dd>
</dl>
${
	done
		? done.tooOld > 0
			? html`<p>${done.tooOld} of them ${done.tooOld === 1 ? "was" : "were"} published before the first window, which began at ${formatTime(done.firstStart, timeZone)}: on the site, but in no issue. Give one a later time on its page to put it into an issue.</p>`
			: ""
		: html`<form class="actions" method="post" action="/studio/import/${id}">${token}<input type="hidden" name="shown" value="${shown.hash}">
${isSomething(shown.report) ? html`<button class="button">Import exactly this</button>` : html`<p>There is nothing to import.</p>`}
<a href="/studio/import?again=${id}">${sent.pasted ? "Change the text" : "Choose other files"}</a></form>`
}
${done ? html`<p class="actions"><a class="button" href="${DRAFT_PAGE}">${DRAFT_LABEL}</a><a class="button quiet" href="/studio/import">Import more</a></p>` : ""}
</section>
${problems(done ? "Not imported" : "What can’t be imported", report.errors, id)}
${problems("Warnings", report.warnings, id)}
${changesCard(shown, timeZone)}
</div>`;
}

/** Files that were not even read. */
const skipped = ({ errors }: ImportReport) =>
	errors.filter(({ code }) => code === "unknown-kind").length;

const isSomething = ({ comparisons, tools }: ImportReport) =>
	[comparisons, tools].some(({ created, updated }) => created + updated > 0);

function counts({ created, updated, unchanged }: ImportCounts): string {
	return `${created} new, ${updated} changed, ${unchanged} unchanged`;
}

function problems(
	title: string,
	all: readonly ImportProblem[],
	id: string,
): Markup | "" {
	return all.length === 0
		? ""
		: html`<section class="card"><h2>${title}: ${all.length.toLocaleString("en-GB")}</h2>
<ul class="changes">${all.slice(0, MOST).map((one) => html`<li><bdi>${visible(describeProblem(one))}</bdi></li>`)}</ul>
${more(all.length)}
<p><a href="/studio/import/${id}/problems.csv" download>All errors and warnings as CSV</a></p></section>`;
}

/** Everything that was wrong with the files, as a table. A file with an error is left out whole, so what is corrected is the file. */
export function problemsCsv({ shown, done }: ImportDraft): string {
	const { errors, warnings } = done?.report ?? shown.report;
	const lines = (kind: string, all: readonly ImportProblem[]) =>
		all.map(({ file, line, column, path, code, message }) =>
			[kind, file, line, column, path, code, message].map((cell) =>
				String(cell ?? ""),
			),
		);
	return writeCsv([
		["kind", "file", "line", "column", "place", "code", "message"],
		...lines("error", errors),
		...lines("warning", warnings),
	]);
}

function changesCard(
	{ changes, corrections }: Shown,
	timeZone: string,
): Markup {
	const undone = ({ what, slug, isNew }: CatalogChange, field: string) => {
		const one = isNew ? undefined : corrections.get(`${what} ${slug} ${field}`);
		return one
			? html` <b>This undoes a correction by <bdi>${actorInWords(one.who)}</bdi> of ${formatTime(one.at, timeZone)}.</b>`
			: "";
	};
	const shown = [
		...changes.filter(({ isNew }) => !isNew),
		...changes.filter(({ isNew }) => isNew),
	];
	return html`<section class="card" id="difference"><h2>Fact by fact</h2>
${shown.length === 0 ? html`<p>No fact differs from the catalog.</p>` : shown.slice(0, MOST).map((one) => changeOf(one, (field) => undone(one, field)))}
${more(shown.length)}</section>`;
}

function changeOf(
	{ what, name, isNew, fields }: CatalogChange,
	note: (field: string) => Markup | "",
): Markup {
	return html`<details${isNew ? "" : html` open`}><summary>${isNew ? `New ${what}` : what === "tool" ? "Tool" : "Comparison"}: <bdi>${shownValue(name)}</bdi></summary>
<ul class="changes">${fields.map(({ field, before, after }) => html`<li>${fieldLabel(field)}: ${isNew ? "" : html`<bdi>${shownValue(before, LONGEST)}</bdi> → `}<bdi>${shownValue(after, LONGEST)}</bdi>${note(field)}</li>`)}</ul></details>`;
}

const more = (count: number) =>
	count > MOST ? html`<p class="note">And ${count - MOST} more.</p>` : "";
