import { Hono } from "hono";
import { html } from "hono/html";
import { MAX_ID } from "../../db/dialect.ts";
import { auditEntries } from "../../db/issue/audit-log.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { AuditRow } from "../../db/issue-tables.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { factInWords, factsOf, isNothing } from "./entry-facts.ts";

/** Entries on a page. */
const PIECE = 50;

/** GET /studio/log: who changed what, the newest first, in pieces. */
export function logRoutes(deps: StudioDeps): Hono {
	return new Hono().get("/studio/log", async (c) => {
		const asked = c.req.query("before") ?? "";
		const below =
			/^\d{1,10}$/.test(asked) && Number(asked) <= MAX_ID
				? Number(asked)
				: null;
		const found = await auditEntries(deps.db, below, PIECE + 1);
		const entries = found.slice(0, PIECE);
		const last = entries.at(-1);
		const names = await namesOf(deps, entries);
		return c.html(
			studioPage({
				title: "Log",
				menu: "log",
				publication: deps.config.publication,
				versions: {},
				main: html`<div class="title"><h1>Log</h1><p class="note">Who changed what. Addresses are masked.</p></div>
<section class="card log">
${
	entries.length === 0
		? html`<p class="note">${below === null ? "Nothing has been changed yet." : "There is nothing older."}</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="Changes"><table>
<thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Change</th></tr></thead>
<tbody>${entries.map((entry) => row(entry, names, deps.config.timeZone))}</tbody>
</table></div>`
}
<p>${below === null ? "" : html`<a href="/studio/log">Newest</a> `}${last && found.length > PIECE ? html`<a href="/studio/log?before=${last.id}">Older</a>` : ""}</p>
</section>`,
			}),
		);
	});
}

function row(
	entry: AuditRow,
	names: ReadonlyMap<string, string>,
	timeZone: string,
): Markup {
	return html`<tr>
<td class="time">${formatTime(entry.at, timeZone)}</td>
<td>${actorInWords(entry.who)}</td>
<td>${entry.action} ${linked(names.get(entry.what) ?? entry.what)}</td>
<td>${changesIn(entry, timeZone).map(([field, was, is]) => html`<p><b>${field}</b>: ${was === null ? "" : html`<bdi>${was}</bdi> → `}<bdi>${is}</bdi></p>`)}</td>
</tr>`;
}

/** What it is about, as the way to its page where it has one. */
function linked(what: string): Markup {
	const [, kind = "", which = ""] =
		/^(subscriber|issue|tool|comparison) (\S+)$/.exec(what) ?? [];
	const page = PAGES[kind]?.(which) ?? null;
	return page === null
		? html`<bdi>${what}</bdi>`
		: html`<a href="${page}"><bdi>${what}</bdi></a>`;
}

const PAGES: Readonly<Record<string, (which: string) => string | null>> = {
	subscriber: (id) => `/studio/people/${id}`,
	issue: (number) =>
		/^\d+$/.test(number) ? `/studio/issues/${number}/sending` : null,
	tool: (slug) => `/studio/catalog/${encodeURIComponent(slug)}`,
	comparison: (slug) => `/studio/comparisons/${encodeURIComponent(slug)}`,
};

/** Field, before, after. Before is null where nothing was. */
function changesIn(
	{ before, after }: AuditRow,
	timeZone: string,
): [string, string | null, string][] {
	const was = factsOf(before);
	const is = factsOf(after);
	return [...new Set([...Object.keys(was), ...Object.keys(is)])].map(
		(field) => [
			field.replaceAll("_", " "),
			isNothing(was[field]) ? null : factInWords(field, was[field], timeZone),
			factInWords(field, is[field], timeZone),
		],
	);
}

/** "issue 12" by its number in place of its id, where it has one now. */
async function namesOf(
	{ db }: Pick<StudioDeps, "db">,
	entries: readonly AuditRow[],
): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	for (const what of new Set(entries.map((entry) => entry.what))) {
		const id = Number(/^issue (\d+)$/.exec(what)?.[1] ?? 0);
		const issue = id === 0 ? undefined : await issueById(db, id);
		names.set(what, issue ? `issue ${issue.number ?? `id:${issue.id}`}` : what);
	}
	return names;
}
