import { type Context, Hono } from "hono";
import { html } from "hono/html";
import {
	type Correctable,
	correctableComparison,
	correctableTool,
	correctComparison,
	correctTool,
} from "../../catalog/correct/correct.ts";
import { comparisonBySlug, toolBySlug } from "../../db/catalog/catalog.ts";
import { openIssue } from "../../db/issue/issues.ts";
import type { Failure } from "../../errors.ts";
import { staleApproval } from "../../issue/differences/stale-approval.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf } from "../issue/issue-page.ts";
import { type Markup, studioPage } from "../layout.ts";
import { comparisonPage } from "./comparison-page.ts";
import {
	editedFacts,
	type FactsView,
	readFacts,
	type SentFacts,
} from "./correct-form.ts";
import { toolPage } from "./tool-page.ts";

/** What is corrected, and how it is found, changed and shown. */
interface Kind {
	path: string;
	correctable(db: StudioDeps["db"], slug: string): Promise<Correctable | null>;
	correct: typeof correctTool;
	page(
		deps: StudioDeps,
		slug: string,
		view: FactsView,
	): Promise<{ title: string; main: Markup } | null>;
}

const TOOLS: Kind = {
	path: "/studio/catalog",
	correctable: correctableTool,
	correct: correctTool,
	page: async (deps, slug, view) => {
		const tool = await toolBySlug(deps.db, slug);
		return tool
			? { title: tool.name, main: await toolPage(deps, tool, view) }
			: null;
	},
};

const COMPARISONS: Kind = {
	path: "/studio/comparisons",
	correctable: correctableComparison,
	correct: correctComparison,
	page: async (deps, slug, view) => {
		const one = await comparisonBySlug(deps.db, slug);
		return one
			? {
					title: `${one.left.name} vs ${one.right.name}`,
					main: await comparisonPage(deps, one, view),
				}
			: null;
	},
};

/** The pages of a tool and of a comparison, and the forms that correct their facts. */
export function correctRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	for (const kind of [TOOLS, COMPARISONS]) {
		app.get(`${kind.path}/:slug`, (c) => answer(deps, c, kind, null, null));
		app.post(`${kind.path}/:slug`, async (c) => {
			const slug = c.req.param("slug");
			const sent = readFacts(await formOf(c));
			try {
				await kind.correct(deps, slug, sent.version, editedFacts(sent));
				return c.redirect(
					`${kind.path}/${encodeURIComponent(slug)}?saved=1`,
					303,
				);
			} catch (error) {
				return answer(deps, c, kind, sent, explained(error));
			}
		});
	}
	return app;
}

async function answer(
	deps: StudioDeps,
	c: Context,
	kind: Kind,
	sent: SentFacts | null,
	failure: Failure | null,
): Promise<Response> {
	const slug = c.req.param("slug") ?? "";
	const current = await kind.correctable(deps.db, slug);
	const page =
		current &&
		(await kind.page(deps, slug, {
			action: `${kind.path}/${encodeURIComponent(slug)}`,
			current,
			sent,
			failure,
			token: tokenField(c, deps.tokens.formKey),
		}));
	if (!page)
		return c.html(
			studioPage({
				title: "Not found",
				menu: "catalog",
				publication: deps.config.publication,
				versions: {},
				main: html`<section class="card blank"><h1>The catalog has no “${slug}”</h1><p><a href="/studio/catalog">To the catalog</a></p></section>`,
			}),
			404,
		);
	const saved = c.req.query("saved") === undefined ? "" : await savedNote(deps);
	return c.html(
		studioPage({
			title: page.title,
			menu: "catalog",
			publication: deps.config.publication,
			versions: {},
			main: html`${saved}${page.main}`,
		}),
		failure === null ? 200 : failure.code === "stale-edit" ? 409 : 422,
	);
}

/** Says what follows for an issue that is approved. */
async function savedNote(deps: StudioDeps): Promise<Markup> {
	const issue = await openIssue(deps.db);
	const changes = issue ? await staleApproval(deps, issue) : [];
	return html`<div class="saved${changes.length > 0 ? " stale" : ""}" role="status"><p>Saved.${changes.length > 0 ? html` The approval of <a href="/studio/issues/${issue?.number}/approval">issue ${issue?.number}</a> does not hold any more:` : ""}</p>
${changes.length > 0 ? html`<ul class="changes">${changes.map((one) => html`<li><bdi>${one}</bdi></li>`)}</ul>` : ""}</div>`;
}
