import { Hono } from "hono";
import { describeError } from "../../errors.ts";
import { readMail } from "../../mail/read-mail.ts";
import type { StudioDeps } from "../deps.ts";
import { freshness } from "../events.ts";
import { type Html, shell } from "../layout.ts";
import { explain } from "../pages/broken-template.ts";
import { frameResponse } from "../sandbox-frame.ts";
import { nothingToShow, unknownReader } from "./empty-preview.ts";
import { previewPage } from "./preview-page.ts";
import { asChosen, readPreviewQuery } from "./preview-query.ts";

/** The coming issue as any subscriber would get it: the page, and the frame inside it. */
export function preview(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get("/studio/preview", async (c) => {
		const { stamp } = await freshness(deps);
		const { status, main } = await fill(deps, c.req.query(), stamp).catch(
			async (error: unknown) => ({
				status: 500 as const,
				main: await explain(error, deps),
			}),
		);
		const page = shell({
			title: "Preview",
			place: "preview",
			publication: deps.config.publication,
			shows: { stamp },
			main,
		});
		return c.html(page, status);
	});
	app.get("/studio/preview/frame", async (c) => {
		const query = readPreviewQuery(c.req.query());
		const { content } = await deps.coming();
		const reader = await deps.reader(query.reader);
		if (!content || !reader) return c.notFound();
		try {
			const { html } = await deps.render(content, asChosen(reader, query));
			return frameResponse(html, query.look);
		} catch (error) {
			return c.text(describeError(error), 500);
		}
	});
	return app;
}

async function fill(
	deps: StudioDeps,
	params: Record<string, string>,
	stamp: string,
): Promise<{ status: 200 | 404; main: Html }> {
	const { timeZone, mailFrom } = deps.config;
	const query = readPreviewQuery(params);
	const coming = await deps.coming();
	const { content, blocked } = coming;
	if (content === null || blocked !== null)
		return { status: 200, main: nothingToShow(coming, timeZone) };
	const subscriber = await deps.reader(query.reader);
	if (subscriber === null) return { status: 404, main: unknownReader() };
	const reader = asChosen(subscriber, query);
	const rendering = await deps.render(content, reader);
	const main = previewPage({
		query,
		stamp,
		timeZone,
		coming,
		content,
		reader,
		found: await deps.readers(query.search),
		rendering,
		mail: await readMail(rendering.raw),
		checked: await deps.check(coming.issue?.id ?? 0, content),
		from: mailFrom.name,
	});
	return { status: 200, main };
}
