import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { HTTPException } from "hono/http-exception";
import {
	type IssueHead,
	issueById,
	issueByNumber,
} from "../../db/issue/issues.ts";
import { domainGroups } from "../../delivery/rates/domain-groups.ts";
import { csvOf, type FigureTable } from "../../report/figure.ts";
import { type IssueReport, issueReport } from "../../report/issue-report.ts";
import { trendReport } from "../../report/trend-report.ts";
import { formatTime } from "../../time/format-time.ts";
import type { StudioDeps } from "../deps.ts";
import { issueTabs } from "../issue/issue-tabs.ts";
import { type Markup, studioPage } from "../layout.ts";
import { issueCards } from "./issue-cards.ts";
import { readRowsQuery, rowsPage } from "./rows-page.ts";
import { trendCards } from "./trend-cards.ts";

/** /studio/reports: the trend, and a report for each issue, with the CSV of each figure and the rows behind it. */
export function reportRoutes(deps: StudioDeps): Hono {
	const { db, clock, config } = deps;
	const { timeZone, publication } = config;
	const page = (title: string, main: Markup) =>
		studioPage({ title, menu: "reports", publication, versions: {}, main });
	const app = new Hono();
	app.get("/studio/reports", async (c) => {
		const report = await trendReport(db, clock.now());
		return c.html(
			page(
				"Reports",
				html`<div class="title"><h1>Reports</h1><p class="note">The last issues and weeks. No opens and no clicks: nobody is watched while they read.</p></div>
${issueLinks(report.issues)}
${trendCards(report, timeZone)}`,
			),
		);
	});
	app.get("/studio/reports/:file{[a-z]+\\.csv}", async (c) => {
		const { responses, movement } = await trendReport(db, clock.now());
		return csvResponse([responses, movement], c.req.param("file"), "trend");
	});
	app.get("/studio/reports/:issue", async (c) => {
		const issue = await issueOf(deps, c);
		const report = await issueReport(db, issue);
		return c.html(
			page(
				`Report of issue ${nameOf(issue)}`,
				html`<div class="title"><h1>Issue ${nameOf(issue)}: <bdi>${issue.sealed_subject ?? ""}</bdi></h1>${issueTabs(issue, "report")}<p><a href="/studio/reports">All reports</a></p></div>
${summary(issue, report, timeZone)}
${issueCards(report, issue, pathOf(issue), timeZone)}`,
			),
		);
	});
	app.get("/studio/reports/:issue/rows", async (c) => {
		const issue = await issueOf(deps, c);
		const query = readRowsQuery(c.req.query());
		if (query === null) throw new HTTPException(404, { res: notThere() });
		const groups = domainGroups(config.domainGroups);
		return c.html(
			page(
				`Rows of issue ${nameOf(issue)}`,
				await rowsPage({ db, groups, timeZone }, issue, pathOf(issue), query),
			),
		);
	});
	app.get("/studio/reports/:issue/:file{[a-z-]+\\.csv}", async (c) => {
		const issue = await issueOf(deps, c);
		const report = await issueReport(db, issue);
		return csvResponse(
			tablesOf(report),
			c.req.param("file"),
			`issue-${issue.number ?? `id-${issue.id}`}`,
		);
	});
	return app;
}

function tablesOf(report: IssueReport): FigureTable[] {
	return [
		...[report.times, report.steps, report.providers, report.causes],
		...[report.leftOut, report.comparisons, report.choices],
	];
}

function csvResponse(
	tables: readonly FigureTable[],
	file: string,
	prefix: string,
): Response {
	const table = tables.find(({ key }) => `${key}.csv` === file);
	if (!table) return notThere();
	return new Response(csvOf(table), {
		headers: {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="${prefix}-${file}"`,
		},
	});
}

function notThere(): Response {
	return new Response("There is no such report.\n", { status: 404 });
}

/** @throws HTTPException 404 */
async function issueOf(
	{ db }: Pick<StudioDeps, "db">,
	c: Context,
): Promise<IssueHead> {
	const [, id, digits] =
		/^(id:)?(\d{1,9})$/.exec(c.req.param("issue") ?? "") ?? [];
	const issue =
		digits === undefined
			? undefined
			: id
				? await issueById(db, Number(digits))
				: await issueByNumber(db, Number(digits));
	if (!issue || issue.sealed_at === null)
		throw new HTTPException(404, { res: notThere() });
	return issue;
}

function nameOf({ number, id }: IssueHead): string {
	return String(number ?? `id:${id}`);
}

function pathOf(issue: IssueHead): string {
	return `/studio/reports/${nameOf(issue)}`;
}

function summary(
	issue: IssueHead,
	report: IssueReport,
	timeZone: string,
): Markup {
	const frozen = issue.recipients ?? 0;
	const number = (count: number) => count.toLocaleString("en-GB");
	return html`<p class="issue-line"><span class="state ${issue.state}">${issue.state === "ended" ? "ended early" : issue.state}</span>
${
	report.counted === null
		? html`<span>Its deliveries are not counted yet. They are counted once it has ended, by “digest serve”. How far it is: <a href="/studio/issues/${issue.number}/sending">Going out</a>.</span>`
		: html`<span><b>${number(report.accepted)}</b> of ${number(frozen)} accepted</span>${
				report.counted < frozen
					? html`<span>${number(frozen - report.counted)} deliveries were deleted before they were counted, and are not in these figures.</span>`
					: ""
			}`
}
${report.responsesAt ? html`<span>Returns and votes as of ${formatTime(report.responsesAt, timeZone)}</span>` : ""}</p>`;
}

function issueLinks(
	issues: readonly { number: number | null; id: number; subject: string }[],
): Markup | "" {
	const newest = issues.slice(-8).toReversed();
	return newest.length === 0
		? ""
		: html`<nav class="card report-card issue-links" aria-label="Reports of issues"><h2>By issue</h2><ul>${newest.map(({ number, id, subject }) => html`<li><a href="/studio/reports/${number ?? `id:${id}`}">${number ?? `id:${id}`}: <bdi>${subject}</bdi></a></li>`)}</ul></nav>`;
}
