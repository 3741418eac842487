import { html } from "hono/html";
import {
	deliveriesInState,
	feedbackRows,
	type ReportRow,
} from "../../db/delivery/report-rows.ts";
import { MAX_ID } from "../../db/dialect.ts";
import { figuresOf } from "../../db/issue/issue-figures.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { responseRows } from "../../db/issue/response-rows.ts";
import { nextSealedAt } from "../../db/issue/responses.ts";
import type { Db } from "../../db/schema.ts";
import type { DomainGroups } from "../../delivery/rates/domain-groups.ts";
import { isByDomain, OTHER_DOMAINS } from "../../report/count-issue.ts";
import { ROW_STATES } from "../../report/issue-report.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { hideAddress } from "../../text/mask-addresses.ts";
import { visible } from "../../text/visible-text.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Markup } from "../layout.ts";

/** Rows on a page. */
const SHOWN = 100;

/** Rows that are read for a page: with a domain or a cause, others are passed over. */
const MOST_READ = 5_000;

const KINDS = ["refusal", "bounce", "complaint"] as const;
/** What readers did with a tool. */
const RESPONSES = ["ship", "skip", "saved"] as const;

export interface RowsQuery {
	what:
		| (typeof ROW_STATES)[number]
		| (typeof KINDS)[number]
		| (typeof RESPONSES)[number];
	/** Its slug, for what readers did; null: it is about the deliveries. */
	tool: string | null;
	domain: string | null;
	cause: string | null;
	after: number;
}

/** Null: there is no such list. */
export function readRowsQuery(
	params: Record<string, string>,
): RowsQuery | null {
	const what = [...ROW_STATES, ...KINDS, ...RESPONSES].find(
		(one) => one === params.what,
	);
	if (!what) return null;
	const tool = params.tool || null;
	if (isResponse(what) !== (tool !== null)) return null;
	const after = /^\d{1,10}$/.test(params.after ?? "")
		? Number(params.after)
		: 0;
	return {
		what,
		tool,
		domain: params.domain || null,
		cause: params.cause || null,
		after: Math.min(after, MAX_ID),
	};
}

/** Lists the rows behind a figure, a page at a time. Addresses are masked; who they are is on their own page. */
export async function rowsPage(
	{ db, groups, timeZone }: { db: Db; groups: DomainGroups; timeZone: string },
	issue: IssueHead,
	path: string,
	query: RowsQuery,
): Promise<Markup> {
	const { rows, next } = await readRows(db, groups, issue, query);
	const name = issue.number ?? `id:${issue.id}`;
	const terms = [query.tool, query.domain, query.cause].filter(
		(term) => term !== null,
	);
	const link = (after: number) =>
		`${path}/rows?${new URLSearchParams({
			what: query.what,
			...(query.tool ? { tool: query.tool } : {}),
			...(query.domain ? { domain: query.domain } : {}),
			...(query.cause ? { cause: query.cause } : {}),
			after: String(after),
		})}`;
	return html`<div class="title"><h1>Issue ${name}: ${query.what}${terms.length > 0 ? html`, <bdi>${terms.join(", ")}</bdi>` : ""}</h1><p><a href="${path}">To the report</a></p></div>
<section class="card report-card">
${
	rows.length === 0
		? html`<p>${next === null ? "No row is left: either there was none, or it was deleted after its time." : `None of the ${MOST_READ.toLocaleString("en-GB")} rows that this page looked at matches.`}</p>`
		: html`<div class="scroll" tabindex="0" role="region" aria-label="Rows"><table class="figures">
<thead><tr><th scope="col">Reader</th><th scope="col">At</th>${query.cause || isKind(query.what) ? html`<th scope="col">Cause</th>` : ""}<th scope="col">What was said</th></tr></thead>
<tbody>${rows.map(
				(row) => html`<tr>
<td>${row.email === null ? "erased" : html`<a href="/studio/people/${row.subscriber_id}">${maskAddress(row.email)}</a>`}</td>
<td class="time">${formatTime(row.at, timeZone)}</td>
${isKind(query.what) ? html`<td>${row.cause}</td>` : ""}
<td><bdi>${row.said === null ? "–" : visible(row.email ? hideAddress(row.said, row.email) : row.said)}</bdi></td>
</tr>`,
			)}</tbody>
</table></div>`
}
<p>${query.after > 0 ? html`<a href="${link(0)}">First</a> ` : ""}${next === null ? "" : html`<a href="${link(next)}">Next</a>`}</p>
</section>`;
}

function isKind(what: RowsQuery["what"]): what is (typeof KINDS)[number] {
	return (KINDS as readonly string[]).includes(what);
}

function isResponse(
	what: RowsQuery["what"],
): what is (typeof RESPONSES)[number] {
	return (RESPONSES as readonly string[]).includes(what);
}

/** A piece of the rows, in the order of their subscribers. */
async function pieceOf(
	db: Db,
	issue: IssueHead,
	{ what, tool }: RowsQuery,
	page: { after: number; limit: number },
): Promise<ReportRow[]> {
	if (isKind(what)) return feedbackRows(db, issue.id, what, page);
	if (!isResponse(what)) return deliveriesInState(db, issue.id, what, page);
	const from = issue.sealed_at;
	if (from === null || tool === null) return [];
	const until = (await nextSealedAt(db, from)) ?? END_OF_TIME;
	return responseRows(db, { kind: what, tool }, { from, until }, page);
}

/** Later than any row. */
const END_OF_TIME = "9999-12-31T23:59:59.999Z";

/** The domains that the figures name: those of all others are told together. */
async function namedDomains(db: Db, issueId: number): Promise<Set<string>> {
	const figures = await figuresOf(db, issueId);
	return new Set(
		figures.filter(({ figure }) => isByDomain(figure)).map(({ name }) => name),
	);
}

async function readRows(
	db: Db,
	groups: DomainGroups,
	issue: IssueHead,
	query: RowsQuery,
): Promise<{ rows: ReportRow[]; next: number | null }> {
	const { domain, cause } = query;
	const named =
		domain === OTHER_DOMAINS ? await namedDomains(db, issue.id) : null;
	const rows: ReportRow[] = [];
	const matches = (row: ReportRow) =>
		(cause === null || (row.cause || "unknown") === cause) &&
		(domain === null ||
			(named
				? row.domain === "" || !named.has(groups.groupOf(row.domain))
				: row.domain !== "" && groups.groupOf(row.domain) === domain));
	let after = query.after;
	const size = domain || cause ? 1_000 : SHOWN;
	for (let read = 0; read < MOST_READ; read += size) {
		const page = { after, limit: size };
		const found = await pieceOf(db, issue, query, page);
		for (const row of found) {
			after = row.subscriber_id;
			if (matches(row)) rows.push(row);
			if (rows.length === SHOWN) return { rows, next: after };
		}
		if (found.length < size) return { rows, next: null };
	}
	return { rows, next: after };
}
