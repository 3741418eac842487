import { Hono } from "hono";
import { html } from "hono/html";
import { letterSamples } from "../../../templates/sample-letters.ts";
import { describeError } from "../../errors.ts";
import type { Letter } from "../../render/letters/letter-data.ts";
import type { StudioDeps } from "../deps.ts";
import { type Markup, studioPage } from "../layout.ts";
import {
	colorSchemeTabs,
	mailFrame,
	tabs,
	textPanel,
} from "../preview/message-panel.ts";
import { sandboxFrame } from "../sandbox-frame.ts";
import { currentVersions } from "../versions.ts";
import { explainError } from "./error-card.ts";
import {
	type LetterQuery,
	type LetterView,
	letterUrl,
	readLetterQuery,
	sampleOf,
} from "./letter-query.ts";

const LABELS: Record<LetterView, string> = {
	desktop: "Desktop 600",
	phone: "Phone 375",
	text: "Text",
};

/** /studio/letters: every letter that a reader or an editor can get, with sample data, and the letter for the frame in it. */
export function lettersRoutes(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get("/studio/letters", async (c) => {
		const { issue } = await currentVersions(deps);
		const query = readLetterQuery(c.req.query());
		const [status, main] = await write(deps, query).then(
			(letter) => [200, lettersPage(deps, query, letter, issue)] as const,
			async (error: unknown) =>
				[500, await explainError(error, deps.templatesDir)] as const,
		);
		const page = studioPage({
			title: "Letters",
			menu: "letters",
			publication: deps.config.publication,
			versions: { issue },
			main,
		});
		return c.html(page, status);
	});
	app.get("/studio/letters/frame", async (c) => {
		const query = readLetterQuery(c.req.query());
		try {
			return sandboxFrame(
				(await write(deps, query)).html,
				query.scheme,
				"remote",
			);
		} catch (error) {
			return c.text(describeError(error), 500);
		}
	});
	return app;
}

/** The sample letter with this publication's name and address. */
function write(
	{ renderer, config }: Pick<StudioDeps, "renderer" | "config">,
	query: LetterQuery,
): Promise<Letter> {
	const { publication, postalAddress } = config;
	return sampleOf(query).write(renderer, { publication, postalAddress });
}

function lettersPage(
	{ config }: StudioDeps,
	query: LetterQuery,
	letter: Letter,
	version: string,
): Markup {
	return html`<div class="title" id="title" data-part><h1>Letters</h1><p class="note">All mail except the digest, with sample data.</p></div>
<div class="preview">
${letterList(query)}
<div class="stage">
<section class="inbox" id="inbox" data-part aria-label="In the inbox">
<p><b class="from"><bdi>${config.mailFrom.name}</bdi></b><bdi class="subject">${letter.subject}</bdi></p>
</section>
<div class="tools" id="tools" data-part>
${tabs(
	"Views of the letter",
	Object.entries(LABELS).map(([key, label]) => ({
		label,
		href: letterUrl(query, { view: key as LetterView }),
		current: key === query.view,
	})),
)}
${query.view === "text" ? "" : colorSchemeTabs(query.scheme, (scheme) => letterUrl(query, { scheme }))}
</div>
${query.view === "text" ? textPanel(letter.text) : mailFrame(frameUrl(query, version), query.view, query.scheme)}
</div>
</div>`;
}

function letterList(query: LetterQuery): Markup {
	return html`<nav class="card letters" id="letters" data-part aria-label="Letters">
<h2>Sent when</h2>
<ul>
${letterSamples.map(
	({ title }, letter) =>
		html`<li><a href="${letterUrl(query, { letter })}" data-swap${letter === query.letter ? html` aria-current="page"` : ""}>${title}</a></li>`,
)}
</ul>
</nav>`;
}

/** Contains the version, so that the frame's URL changes exactly when its content does. */
function frameUrl(query: LetterQuery, version: string): string {
	const url = letterUrl(query, {}, "/studio/letters/frame");
	return `${url}${url.includes("?") ? "&" : "?"}at=${encodeURIComponent(version)}`;
}
