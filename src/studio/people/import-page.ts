import { html } from "hono/html";
import { describeChanges } from "../../subscriber/csv/decide-row.ts";
import { CSV_FIELDS } from "../../subscriber/csv/header/known-headers.ts";
import {
	type CsvImportCounts,
	changingRows,
	countLines,
} from "../../subscriber/csv/import-counts.ts";
import { visible } from "../../text/visible-text.ts";
import { count } from "../format.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { textField } from "./add-routes.ts";
import { columnField, IGNORE, STATES } from "./import-answers.ts";
import { FILE_GONE, type ImportRun } from "./import-runs.ts";
import { alertLine, selectField, several } from "./people-page.ts";

export const IMPORT_PATH = "/studio/people/import";

/** The form that takes a file or pasted rows. @param pasted what was typed, to show it again */
export function sendMain(
	form: URLSearchParams,
	pasted: string,
	failure: Error | null,
	token: Markup,
): Markup {
	return html`<div class="stack slim">${alertLine(failure)}
<form method="post" action="${IMPORT_PATH}" enctype="multipart/form-data" class="card words">${token}
<h1>Import subscribers</h1>
<p>A CSV file whose first line names the columns, or one address a line. It is read first, and nothing is changed before you have seen what would happen.</p>
<div class="field"><label for="file">A file, up to 64 MB</label><input type="file" id="file" name="file" accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="file-hint"><p class="note" id="file-hint">The files of Mailchimp, Klaviyo, Shopify, HubSpot, Brevo, MailerLite, Substack, Ghost, Kit, beehiiv and others are recognised. It is kept in memory for an hour at most.</p></div>
<div class="field"><label for="rows">Or paste rows here</label><textarea id="rows" name="rows" rows="8" spellcheck="false">${"\n"}${pasted}</textarea></div>
${answerFields(form)}
<p class="actions"><button class="button">Look what would happen</button><a class="button quiet" href="/studio/people">Back</a></p></form></div>`;
}

function answerFields(form: URLSearchParams): Markup {
	const kept = (name: string) => form.get(name) ?? "";
	return html`${textField("consent", "How they agreed", kept("consent"), "Such as: signed up at our booth, 2026-10-03. Kept as proof for rows without a consent of their own. An active row needs one.")}
${selectField({ name: "state", label: "State of rows that have none", chosen: kept("state") }, [["", "Not said: active, in a file without a column for it"], ...STATES.map((one) => [one, one] as const)])}
<p class="check-line"><input type="checkbox" id="update" name="update" value="yes"${kept("update") === "yes" ? html` checked` : ""}><label for="update">Where somebody is here already, take the filled cells for their name and choices</label></p>
${textField("encoding", "Encoding of the file", kept("encoding"), "Empty: detected. Or such as windows-1251, macintosh, shift_jis.")}`;
}

/** One file: what is happening, what would happen, or what happened. */
export function runMain(
	run: ImportRun,
	failure: Error | null,
	token: Markup,
): Markup {
	const title = html`<div class="title" id="title" data-part><h1>Import of <bdi>${visible(run.fileName || "pasted rows")}</bdi></h1><p><a href="${IMPORT_PATH}">Another file</a></p></div>`;
	if (run.stage === "checking" || run.stage === "importing")
		return html`${title}${alertLine(failure)}${progressCard(run)}`;
	const { counts } = run.found;
	return html`${title}${alertLine(failure)}<div class="stack">
${alertLine(run.found.failure)}
${run.stage === "checked" && run.bytes === null ? html`<p class="alert" role="alert" id="import-gone">${FILE_GONE}</p>` : ""}
${counts ? resultCard(run, counts) : ""}
${run.stage === "checked" && run.bytes !== null && counts && run.found.failure === null ? confirmCard(run, counts, token) : ""}
${refusalsCard(run)}
${changesCard(run)}
${run.stage === "checked" && run.bytes !== null ? mappingCard(run, token) : ""}
</div>`;
}

function progressCard({ id, stage, found }: ImportRun): Markup {
	const rows = found.counts?.rows ?? 0;
	return html`<section class="card" id="import-${stage}" data-part data-renew>
<h2>${stage === "checking" ? "Reading the file: nothing is changed" : "Importing"}</h2>
<p><label for="progress">${several(rows, "row")} so far</label> <progress id="progress" max="100" value="${Math.round(found.share * 100)}"></progress></p>
<p class="note">It goes on without this page. It takes small steps, so that sending is not held up. <a href="${IMPORT_PATH}/${id}">Look again</a></p></section>`;
}

function resultCard(
	{ stage, found }: ImportRun,
	counts: CsvImportCounts,
): Markup {
	const { columns, encoding } = found;
	const names = (list: readonly string[]) =>
		list.map((title) => `“${visible(title.trim() || "without a name")}”`);
	return html`<section class="card" id="import-result"><h2>${several(counts.rows, "row")} read${stage === "checked" ? ". Nothing was changed. The import would give:" : ":"}</h2>
<dl class="facts-list">${countLines(counts).map(([name, number, meaning]) => html`<dt>${name}</dt><dd>${count(number)} <span class="note">${meaning}</span></dd>`)}</dl>
${columns && columns.used.length > 0 ? html`<p>Columns used: <bdi>${columns.used.map(({ title, field }) => `“${visible(title.trim())}” (${field})`).join(", ")}</bdi></p>` : ""}
${columns && columns.ignored.length > 0 ? html`<p>Columns ignored: <bdi>${names(columns.ignored).join(", ")}</bdi></p>` : ""}
${encoding?.guessed ? html`<p>The file is not UTF-8. It was read as ${encoding.encoding}${encoding.sure ? "" : ", but that is not sure"}${encoding.example ? html`. So “<bdi>${visible(encoding.example)}</bdi>” is in it` : ""}. If that is wrong, name its encoding below.</p>` : ""}
${counts.unknownTools.length > 0 ? html`<p>Bookmarks of unknown tools were not saved: <bdi>${counts.unknownTools.map(visible).join(", ")}</bdi></p>` : ""}
${Object.values(counts.warnings).map(({ count: rows, first }) => html`<p>In ${several(rows, "row")} a value was not understood. The first is line ${first.line}: <bdi>${visible(first.reason)}</bdi></p>`)}
</section>`;
}

function confirmCard(
	run: ImportRun,
	counts: CsvImportCounts,
	token: Markup,
): Markup {
	const changes = changingRows(counts);
	const ends = counts.left + counts.suppressed;
	return html`<section class="card" id="import-confirm"><h2>Import it?</h2>
${
	changes === 0
		? html`<p>Nothing would change, so there is nothing to import.</p>`
		: html`<p>${several(changes, "person", "people")} would be added or changed${ends > 0 ? html`, and of them <b>${several(ends, "person who is", "people who are")} here would not be mailed any more</b>` : ""}. It can’t be undone at one go. Nobody becomes active who left here or must not be mailed.</p>
<form method="post" action="${IMPORT_PATH}/${run.id}/start" class="actions">${token}<input type="hidden" name="version" value="${run.version}"><button class="button">Import ${several(changes, "row")}</button><a class="button quiet" href="/studio/people">Leave it</a></form>`
}</section>`;
}

function refusalsCard({
	id,
	found: { refusals, refused, counts },
}: ImportRun): Markup | "" {
	if (!counts || refusals.length === 0) return "";
	return html`<section class="card" id="import-refused"><h2>${several(counts.refused, "row")} refused</h2>
${refused ? html`<p><a href="${IMPORT_PATH}/${id}/refused.csv" download>${refused.count < counts.refused ? html`The first ${count(refused.count)} of ${several(counts.refused, "refused row")}` : counts.refused === 1 ? "The refused row" : html`All ${count(counts.refused)} refused rows`} as CSV</a>: the line, why, and the row as it was given. Correct the rows in it and import that file. The two columns in front are ignored then.</p>` : html`<p class="note">The rows are not kept any more. Import the file again to get them.</p>`}
<ul class="changes">${Object.entries(counts.reasons).map(([code, { count: rows }]) => html`<li>${several(rows, "row")}: <code>${code}</code></li>`)}</ul>
<div class="scroll" tabindex="0" role="region" aria-label="Refused rows"><table class="figures">
<thead><tr><th scope="col">Line</th><th scope="col">Address</th><th scope="col">Why</th></tr></thead>
<tbody>${refusals.map(({ line, address, reason }) => html`<tr><td>${line}</td><td><bdi>${visible(address)}</bdi></td><td><bdi>${visible(inPageForm(reason))}</bdi></td></tr>`)}</tbody></table></div>
${counts.refused > refusals.length ? html`<p class="note">The first ${count(refusals.length)} of ${count(counts.refused)} are shown here.</p>` : ""}</section>`;
}

function changesCard({ found: { changes, counts } }: ImportRun): Markup | "" {
	if (!counts || changes.length === 0) return "";
	return html`<section class="card" id="import-changes"><h2>Names and choices that change</h2>
<ul class="changes">${changes.map(({ line, address, changes: list }) => html`<li>Line ${line}, <bdi>${visible(address)}</bdi>: <bdi>${describeChanges(list)}</bdi></li>`)}</ul>
${counts.updated > changes.length ? html`<p class="note">And ${count(counts.updated - changes.length)} more.</p>` : ""}</section>`;
}

function mappingCard(
	{ id, first, form, found }: ImportRun,
	token: Markup,
): Markup {
	const header = first?.header ?? [];
	const fieldOf = (title: string) =>
		found.columns?.used.find((one) => one.title === title)?.field;
	return html`<section class="card" id="import-answers"><h2>Answer differently</h2>
<form method="post" action="${IMPORT_PATH}/${id}/check" class="words">${token}
${
	header.length === 0
		? ""
		: html`<div class="scroll" tabindex="0" role="region" aria-label="What the columns mean"><table class="figures mapping">
<caption class="sr">What the columns mean</caption>
<thead><tr><th scope="col">Column</th><th scope="col">First rows</th><th scope="col">Means</th></tr></thead>
<tbody>${header.map((title, index) => {
				const name = columnField(index);
				const chosen = form.get(name) ?? "";
				return html`<tr><td><label for="${name}"><bdi>${visible(title.trim()) || `Column ${index + 1}`}</bdi></label></td>
<td>${first?.rows.map((cells) => html`<div><bdi>${shortened(cells[index] ?? "")}</bdi></div>`)}</td>
<td><select id="${name}" name="${name}">${[["", `As found: ${fieldOf(title) ?? "not used"}`], [IGNORE, "Ignore: it does not say who may be mailed"], ...CSV_FIELDS.map((field) => [field, field])].map(([value, label]) => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`)}</select></td></tr>`;
			})}</tbody></table></div>
<p class="note">A column where yes means that they agreed is state; one where yes, or a date, means that they left is disabled.</p>`
}
${answerFields(form)}
<p class="actions"><button class="button quiet">Look again what would happen</button></p></form></section>`;
}

/** A cell of the file. */
function shortened(text: string): string {
	const signs = [...visible(text)];
	return signs.length > 40 ? `${signs.slice(0, 40).join("")}…` : signs.join("");
}
