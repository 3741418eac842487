import { html } from "hono/html";
import { SEALED_STATES } from "../../db/issue/issues.ts";
import type { AuditRow } from "../../db/issue-tables.ts";
import type { PersonRows } from "../../db/search/person-rows.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { explainDelivery } from "../../delivery/explain.ts";
import { Failure } from "../../errors.ts";
import { findIssue } from "../../issue/life/find-issue.ts";
import {
	returnRows,
	type SubscriberReport,
	subscriberReport,
} from "../../report/subscriber-report.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { visible } from "../../text/visible-text.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";
import { factInWords, factsOf } from "../pages/entry-facts.ts";
import { actsFor, LABELS } from "./act-page.ts";
import { doneLine } from "./people-page.ts";

type Value = string | number | null | undefined;

export interface PersonView {
	/** Of the issue that is explained; absent: the newest. */
	reference: string | undefined;
	/** The word that says what was just done. */
	done: string | undefined;
	rows: PersonRows;
	/** What editors did to them, the newest first. */
	entries: readonly AuditRow[];
}

/** What is known of one subscriber, why they got an issue or did not, and what can be done. */
export async function personPage(
	deps: StudioDeps,
	subscriber: SubscriberRow,
	{ reference, done, rows: counts, entries }: PersonView,
): Promise<Markup> {
	const { timeZone } = deps.config;
	const report = await subscriberReport(deps.db, subscriber);
	const time = (at: string | null) =>
		at === null ? null : formatTime(at, timeZone);
	const isChangeable =
		report.suppression === null && report.state !== "unsubscribed";
	return html`<div class="title"><h1><bdi>${report.email}</bdi></h1><p class="issue-line"><span class="state ${report.state}">${report.state}</span>${report.suppression ? html`<span class="state stale">suppressed: ${report.suppression.reason}</span>` : ""}</p><p><a href="/studio/people">All people</a></p></div>
${doneLine(done)}
<p class="actions">${isChangeable ? html`<a class="button" href="/studio/people/${subscriber.id}/change">Change…</a>` : ""}${actsFor(subscriber, report.suppression !== null, counts.returns).map((act) => html`<a class="button quiet" href="/studio/people/${subscriber.id}/${act}">${LABELS[act]}</a>`)}<a class="button quiet" href="/studio/people/${subscriber.id}/data.json" download>All their data</a></p>
<div class="reports one-person">
${whyCard(await explained(deps, subscriber, reference), time)}
${factsCard(report, time)}
${card(
	"Issues",
	["Issue", "State", "When", "Reply or reason"],
	"No issue went to them.",
	report.deliveries.map((one) => [
		html`<a href="?issue=${one.issue}">${one.issue}</a>`,
		one.state,
		time(one.at),
		one.reply ?? one.reason,
	]),
)}
${card(
	"What came back",
	["For", "When", "What", "Cause", "Followed", "Words"],
	"Nothing came back.",
	returnRows(report.returns, time),
)}
${card(
	"Letters",
	["Letter", "Written", "Mailed", "Failure"],
	"No letter was written to them.",
	report.letters.map((one) => [
		one.kind,
		time(one.createdAt),
		time(one.sentAt),
		one.failure,
	]),
)}
${card(
	"Consent",
	["Asked", "Source", "From", "Confirmed", "From"],
	"No consent is kept.",
	report.consents.map((one) => [
		time(one.askedAt),
		one.source,
		one.ip,
		time(one.confirmedAt),
		one.confirmedIp,
	]),
)}
${card(
	"What editors did",
	["When", "Who", "What", "Before", "After"],
	"No editor did anything to them, or looked at them, that is still in the log.",
	entries.map((one) => [
		time(one.at),
		actorInWords(one.who),
		one.action,
		factsIn(one.before, timeZone),
		factsIn(one.after, timeZone),
	]),
)}
</div>`;
}

/** The fields of an entry of the audit log, as "state: active; goodbye: true". */
function factsIn(json: string | null, timeZone: string): string {
	return Object.entries(factsOf(json))
		.map(
			([field, value]) =>
				`${field.replaceAll("_", " ")}: ${factInWords(field, value, timeZone)}`,
		)
		.join("; ");
}

async function explained(
	{ db, clock }: StudioDeps,
	subscriber: SubscriberRow,
	reference: string | undefined,
) {
	try {
		const issue = await findIssue(
			db,
			reference,
			["draft", ...SEALED_STATES, "approved"],
			"There is no issue yet.",
		);
		return {
			name: String(issue.number ?? `id:${issue.id}`),
			...(await explainDelivery(db, issue, subscriber, clock.now())),
		};
	} catch (error) {
		if (error instanceof Failure) return error;
		throw error;
	}
}

function whyCard(
	why: Awaited<ReturnType<typeof explained>>,
	time: (at: string | null) => string | null,
): Markup {
	if (why instanceof Failure)
		return html`<section class="card report-card"><h2>Why</h2><p>${inPageForm(why.message)}</p></section>`;
	return html`<section class="card report-card">
<h2>Issue ${why.name}: why they got it, or did not</h2>
<p><bdi>${visible(inPageForm(why.answer))}</bdi></p>
${
	why.attempts.length === 0
		? ""
		: rows(
				`Attempts at issue ${why.name}`,
				["When", "Server", "Result", "Reply"],
				why.attempts.map((one) => [
					time(one.at),
					one.server,
					one.result,
					one.said,
				]),
			)
}
</section>`;
}

function factsCard(
	report: SubscriberReport,
	time: (at: string | null) => string | null,
): Markup {
	const facts: [string, Value][] = [
		["Name", report.name],
		["Since", time(report.createdAt)],
		["Confirmed", time(report.confirmedAt)],
		["Left", time(report.unsubscribedAt)],
		["Left by", report.unsubscribedBy],
		["Suppressed since", time(report.suppression?.at ?? null)],
		["Format", report.format],
		["Lens", report.lens ?? "the panel"],
		["Language", report.language ?? "the publication’s first"],
		["Categories", report.categories?.join(", ") ?? "all"],
		["Paused until", time(report.pausedUntil)],
		["Time zone", report.timeZone ?? "the publication’s"],
		["Bookmarks", report.bookmarks.join(", ")],
	];
	return html`<section class="card report-card facts-card"><h2>What they chose</h2>
<dl class="person-facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl></section>`;
}

function card(
	title: string,
	columns: readonly string[],
	nothing: string,
	lines: readonly (readonly (Value | Markup)[])[],
): Markup {
	return html`<section class="card report-card"><h2>${title}</h2>
${lines.length === 0 ? html`<p>${nothing}</p>` : rows(title, columns, lines)}</section>`;
}

/** Columns whose cells are times. */
const TIMES: ReadonlySet<string> = new Set([
	"When",
	"Asked",
	"Confirmed",
	"Written",
	"Mailed",
]);

function rows(
	title: string,
	columns: readonly string[],
	lines: readonly (readonly (Value | Markup)[])[],
): Markup {
	return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="figures">
<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${lines.map((line) => html`<tr>${line.map((cell, column) => html`<td${TIMES.has(columns[column] ?? "") ? html` class="time"` : ""}>${cellOf(cell)}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

function cellOf(cell: Value | Markup): Value | Markup {
	if (cell === null || cell === undefined || cell === "") return "–";
	// A string that `html` made is not escaped twice: it is an object.
	return typeof cell === "string" ? html`<bdi>${visible(cell)}</bdi>` : cell;
}
