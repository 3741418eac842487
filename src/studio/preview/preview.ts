import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { findReaders } from "../../db/subscriber/readers.ts";
import { describeError } from "../../errors.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { readMail } from "../../mail/read-mail.ts";
import type { StudioDeps, StudioIssue } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { explainError } from "../pages/error-card.ts";
import { issueLine, itemList } from "../pages/upcoming-issue.ts";
import { sandboxFrame } from "../sandbox-frame.ts";
import { currentVersions } from "../versions.ts";
import { previewPage } from "./preview-page.ts";
import {
	asChosen,
	type PreviewQuery,
	readPreviewQuery,
} from "./preview-query.ts";
import {
	type Rendering,
	readerById,
	renderPreview,
	renderSealed,
} from "./render-preview.ts";
import { type SealedIssue, sealedIssue } from "./sealed-issue.ts";

/**
 * /studio/preview: the upcoming issue as any subscriber would get it, or the last
 * sealed one while there is none; /studio/issues/N: a sealed issue. Each with the
 * message for the frame in it.
 */
export function previewRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	for (const [path, numbered] of [
		["/studio/preview", false],
		["/studio/issues/:number{[1-9][0-9]{0,8}}", true],
	] as const) {
		const queryOf = (c: Context) =>
			readPreviewQuery(
				c.req.query(),
				numbered ? Number(c.req.param("number")) : null,
			);
		app.get(path, async (c) => {
			const { issue } = await currentVersions(deps);
			const { status, main } = await preview(deps, queryOf(c), issue).catch(
				async (error: unknown) => ({
					status: 500 as const,
					main: await explainError(error, deps.templatesDir),
				}),
			);
			const page = studioPage({
				title: "Preview",
				menu: "preview",
				publication: deps.config.publication,
				versions: { issue },
				main,
			});
			return c.html(page, status);
		});
		app.get(`${path}/frame`, async (c) => {
			const query = queryOf(c);
			try {
				const shown = await shownIssue(deps, query);
				const message = shown && (await messageOf(deps, shown, query));
				if (!message) return c.notFound();
				return sandboxFrame(message.rendering.html, query.scheme, "remote");
			} catch (error) {
				return c.text(describeError(error), 500);
			}
		});
	}
	return app;
}

/** The issue that a query names; null: there is no such sealed issue, or nothing upcoming. */
async function shownIssue(
	deps: StudioDeps,
	{ issue }: PreviewQuery,
): Promise<ShownIssue | null> {
	if (issue !== null) return sealedIssue(deps.db, issue);
	const { content, ...upcoming } = await deps.upcoming();
	return content === null || upcoming.blocked !== null
		? null
		: { ...upcoming, content };
}

type ShownIssue =
	| SealedIssue
	| (StudioIssue & { content: IssueContent; compiled?: undefined });

/** One reader's message; null: there is no such reader. */
async function messageOf(
	deps: StudioDeps,
	shown: ShownIssue,
	query: PreviewQuery,
): Promise<{ reader: Reader; rendering: Rendering } | null> {
	const subscriber = await readerById(
		deps,
		query.reader,
		shown.issue?.id ?? 0,
		shown.content,
		query.language,
	);
	if (subscriber === null) return null;
	const reader = asChosen(subscriber, query);
	const rendering = shown.compiled
		? renderSealed(deps, shown, reader)
		: await renderPreview(deps, shown.content, reader);
	return { reader, rendering };
}

async function preview(
	deps: StudioDeps,
	asked: PreviewQuery,
	version: string,
): Promise<{ status: 200 | 404; main: Markup }> {
	const { timeZone, mailFrom } = deps.config;
	let query = asked;
	let shown = await shownIssue(deps, query);
	let notice = shown?.compiled ? "As it was sealed." : null;
	if (shown === null && asked.issue !== null)
		return { status: 404, main: unknownIssue() };
	if (shown === null) {
		const upcoming = await deps.upcoming();
		shown = await sealedIssue(deps.db, null);
		if (shown === null)
			return { status: 200, main: emptyPreview(upcoming, timeZone) };
		query = { ...asked, issue: shown.issue.number };
		notice = `There is no upcoming issue yet: ${upcoming.blocked ?? "none is planned."} This is the last one that was sealed.`;
	}
	const message = await messageOf(deps, shown, query);
	if (message === null) return { status: 404, main: unknownReader() };
	const { content, ...issue } = shown;
	const main = previewPage({
		query,
		version,
		timeZone,
		upcoming: { ...issue, content },
		content,
		...message,
		found: await findReaders(deps.db, query.search),
		mail: await readMail(message.rendering.raw),
		checked: shown.compiled ? null : await deps.check(shown.issue, content),
		notice,
		from: shown.compiled ? shown.envelope.from.name : mailFrom.name,
	});
	return { status: 200, main };
}

function unknownIssue(): Markup {
	return html`<section class="card blank" id="blocked" data-part>
<h1>There is no such issue</h1>
<p>No issue with this number was sealed. <a href="/studio">To the past issues</a></p>
</section>`;
}

/** There is no message to show: the reason, and the comparisons of the week so far. */
function emptyPreview(upcoming: StudioIssue, timeZone: string): Markup {
	return html`<div class="title" id="title" data-part><h1>Preview</h1>${issueLine(upcoming, timeZone)}</div>
<section class="card blank" id="blocked" data-part>
<h2>Nothing to preview yet</h2>
<p>${upcoming.blocked ?? "There is no issue to show."}</p>
</section>
${itemList(upcoming.items)}`;
}

function unknownReader(): Markup {
	return html`<section class="card blank" id="blocked" data-part>
<h1>There is no such reader</h1>
<p>Their data may have been erased. <a href="/studio/preview">Preview as a new reader</a></p>
</section>`;
}
