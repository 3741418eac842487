import { setTimeout } from "node:timers/promises";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { findReaders } from "../../db/subscriber/readers.ts";
import { describeError } from "../../errors.ts";
import { readMail } from "../../mail/read-mail.ts";
import { locateInHtml, locateInText } from "../../preflight/locate-finding.ts";
import { maySeeReaders, shownFindings } from "../access/shown-readers.ts";
import type { CheckResult, StudioDeps, StudioIssue } from "../deps.ts";
import { DRAFT_LABEL, DRAFT_PAGE, importLink } from "../issue/draft-routes.ts";
import { type Markup, studioPage } from "../layout.ts";
import { explainError } from "../pages/error-card.ts";
import { issueLine, itemList } from "../pages/upcoming-issue.ts";
import { sandboxFrame } from "../sandbox-frame.ts";
import { currentVersions } from "../versions.ts";
import { headerOf, MARK_STYLE, markFinding } from "./finding-place.ts";
import { personaLabel } from "./persona-ids.ts";
import { previewPage } from "./preview-page.ts";
import { type PreviewQuery, readPreviewQuery } from "./preview-query.ts";
import type { Rendering } from "./render-preview.ts";
import {
	besideIssue,
	type MessageOf,
	messages,
	type ShownIssue,
	sealedAs,
	shownIssue,
} from "./shown-issue.ts";

/** A page waits for checks at most so long, ms: what was checked before is there at once. */
const SOON_MS = 50;

/**
 * /studio/preview: the upcoming issue as any subscriber would get it, or the last
 * sealed one while there is none; /studio/issues/N: a sealed issue. Each with the
 * message for the frame in it.
 */
export function previewRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	const messageOf = messages(deps);
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
			const { status, main } = await preview(
				deps,
				messageOf,
				queryOf(c),
				issue,
			).catch(async (error: unknown) => ({
				status: 500 as const,
				main: await explainError(error, deps.templatesDir),
			}));
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
				const issue =
					shown && ((await besideIssue(deps, shown, query.beside)) ?? shown);
				const message = issue && (await messageOf(issue, query));
				if (!message) return c.notFound();
				const { html } = message.rendering;
				const marked = query.finding ? markFinding(html, query.finding) : html;
				return sandboxFrame(
					marked,
					query.scheme,
					"remote",
					"inert",
					query.finding ? MARK_STYLE : "",
				);
			} catch (error) {
				return c.text(describeError(error), 500);
			}
		});
		app.get(`${path}/message.eml`, async (c) => {
			const query = queryOf(c);
			try {
				const shown = await shownIssue(deps, query);
				const message = shown && (await messageOf(shown, query));
				if (!message) return c.notFound();
				const raw = await signed(deps, message.rendering.raw);
				return c.body(new Uint8Array(raw), 200, {
					"content-type": "message/rfc822",
					"content-disposition": `attachment; filename="issue-${shown.content.number}.eml"`,
				});
			} catch (error) {
				return c.text(describeError(error), 500);
			}
		});
	}
	return app;
}

/** The message as it is handed over. */
async function signed(
	{ signer }: Pick<StudioDeps, "signer">,
	raw: Buffer,
): Promise<Buffer> {
	const one = await signer();
	return one ? one.sign(raw) : raw;
}

async function preview(
	deps: StudioDeps,
	messageOf: MessageOf,
	asked: PreviewQuery,
	version: string,
): Promise<{ status: 200 | 404; main: Markup }> {
	const { timeZone, mailFrom } = deps.config;
	let query = asked;
	let shown = await shownIssue(deps, query);
	let notice = shown?.sealed ? html`As it was sealed.` : null;
	if (shown === null && asked.issue !== null)
		return { status: 404, main: unknownIssue() };
	if (shown === null) {
		const upcoming = await deps.upcoming();
		shown = await sealedAs(deps, null);
		if (shown === null)
			return { status: 200, main: emptyPreview(upcoming, timeZone) };
		query = { ...asked, issue: shown.content.number };
		notice = html`There is no upcoming issue yet: ${upcoming.blocked ?? "none is planned."} This is the last one that was sealed. <a href="${DRAFT_PAGE}">${DRAFT_LABEL}</a>`;
	}
	const message = await messageOf(shown, query);
	if (message === null) return { status: 404, main: unknownReader() };
	const { reader, subscriberId } = message;
	const raw = await signed(deps, message.rendering.raw);
	const rendering = { ...message.rendering, raw };
	const { content, sealed, ...issue } = shown;
	const others: ("last" | "approved")[] = [];
	for (const beside of ["last", "approved"] as const)
		if (await besideIssue(deps, shown, beside)) others.push(beside);
	const main = previewPage({
		query,
		version,
		timeZone,
		upcoming: { ...issue, content },
		content,
		reader,
		rendering,
		found: maySeeReaders() ? await findReaders(deps.db, query.search) : [],
		mail: await readMail(raw),
		checked: sealed ? null : await checkedBySoon(deps, shown),
		notice,
		from: sealed ? sealed.envelope.from.name : mailFrom.name,
		persona:
			typeof query.reader === "string"
				? {
						label: personaLabel(query.reader),
						who: subscriberId === null ? null : (reader.address ?? ""),
					}
				: null,
		canBeBeside: others,
		beside:
			query.beside && others.includes(query.beside)
				? await besideTitle(deps, shown, query.beside)
				: null,
		mark: query.finding !== null && isShown(query, rendering),
	});
	return { status: 200, main };
}

/** The message does not wait for its checks. Those that read templates which were changed meanwhile begin again. */
async function checkedBySoon(
	deps: Pick<StudioDeps, "check">,
	{ issue, content }: ShownIssue,
): Promise<CheckResult | "running"> {
	const soon = () =>
		Promise.race([
			deps.check(issue, content),
			setTimeout(SOON_MS, "running" as const, { ref: false }),
		]);
	const checked = await soon().catch(soon);
	return checked === "running" ? checked : shownFindings(checked);
}

async function besideTitle(
	deps: StudioDeps,
	shown: ShownIssue,
	beside: "last" | "approved",
): Promise<string> {
	const other = await besideIssue(deps, shown, beside);
	return beside === "last"
		? `Issue ${other?.content.number}, as it was sealed`
		: "As it was approved, in the templates of today";
}

/** Whether the view has a mark for the finding. */
function isShown(
	{ view, finding }: PreviewQuery,
	{ html, text }: Rendering,
): boolean {
	if (finding === null) return false;
	switch (view) {
		case "desktop":
		case "phone":
		case "looks":
			return locateInHtml(html, finding) !== null;
		case "text":
			return locateInText(text, finding) !== null;
		case "headers":
			return headerOf(finding) !== null;
		case "source":
			return false;
	}
}

function unknownIssue(): Markup {
	return html`<section class="card blank" id="blocked" data-part>
<h1>There is no such issue</h1>
<p>No issue with this number was sealed. <a href="/studio">To the past issues</a></p>
</section>`;
}

/** There is no message to show: the reason, and the comparisons of the week so far. */
function emptyPreview(upcoming: StudioIssue, timeZone: string): Markup {
	const isEmpty = upcoming.items.length === 0;
	return html`<div class="title" id="title" data-part><h1>Preview</h1>${issueLine(upcoming, timeZone)}</div>
<section class="card blank" id="blocked" data-part>
<h2>Nothing to preview yet</h2>
<p>${upcoming.blocked ?? "There is no issue to show."}</p>
<p class="actions">${isEmpty ? importLink() : ""}<a class="button${isEmpty ? " quiet" : ""}" href="${DRAFT_PAGE}">${DRAFT_LABEL}</a></p>
</section>
${isEmpty ? "" : itemList(upcoming.items)}`;
}

function unknownReader(): Markup {
	return html`<section class="card blank" id="blocked" data-part>
<h1>There is no such reader</h1>
<p>Their data may have been erased. <a href="/studio/preview">Preview as a new reader</a></p>
</section>`;
}
