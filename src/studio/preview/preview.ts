import { Hono } from "hono";
import { html } from "hono/html";
import { findReaders } from "../../db/subscriber/readers.ts";
import { describeError } from "../../errors.ts";
import { readMail } from "../../mail/read-mail.ts";
import type { StudioDeps, StudioIssue } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import { explainError } from "../pages/error-card.ts";
import { issueLine, itemList } from "../pages/upcoming-issue.ts";
import { sandboxFrame } from "../sandbox-frame.ts";
import { currentVersions } from "../versions.ts";
import { previewPage } from "./preview-page.ts";
import { asChosen, readPreviewQuery } from "./preview-query.ts";
import { readerById, renderPreview } from "./render-preview.ts";

/** /studio/preview: the upcoming issue as any subscriber would get it, and the message for the frame in it. */
export function previewRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get("/studio/preview", async (c) => {
		const { issue } = await currentVersions(deps);
		const { status, main } = await preview(deps, c.req.query(), issue).catch(
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
	app.get("/studio/preview/frame", async (c) => {
		const query = readPreviewQuery(c.req.query());
		const { content } = await deps.upcoming();
		const reader = await readerById(deps, query.reader);
		if (!content || !reader) return c.notFound();
		try {
			const { html } = await renderPreview(
				deps,
				content,
				asChosen(reader, query),
			);
			return sandboxFrame(html, query.scheme, "remote");
		} catch (error) {
			return c.text(describeError(error), 500);
		}
	});
	return app;
}

async function preview(
	deps: StudioDeps,
	params: Record<string, string>,
	version: string,
): Promise<{ status: 200 | 404; main: Markup }> {
	const { timeZone, mailFrom } = deps.config;
	const query = readPreviewQuery(params);
	const upcoming = await deps.upcoming();
	const { content, blocked } = upcoming;
	if (content === null || blocked !== null)
		return { status: 200, main: emptyPreview(upcoming, timeZone) };
	const subscriber = await readerById(deps, query.reader);
	if (subscriber === null) return { status: 404, main: unknownReader() };
	const reader = asChosen(subscriber, query);
	const rendering = await renderPreview(deps, content, reader);
	const main = previewPage({
		query,
		version,
		timeZone,
		upcoming,
		content,
		reader,
		found: await findReaders(deps.db, query.search),
		rendering,
		mail: await readMail(rendering.raw),
		checked: await deps.check(upcoming.issue, content),
		from: mailFrom.name,
	});
	return { status: 200, main };
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
