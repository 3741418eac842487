import { Hono } from "hono";
import { html } from "hono/html";
import { letterSamples } from "../../../templates/sample-letters.ts";
import { describeError } from "../../errors.ts";
import type { Letter } from "../../render/letters/letter-data.ts";
import type { StudioDeps } from "../deps.ts";
import { freshness } from "../events.ts";
import { type Html, shell } from "../layout.ts";
import {
	lookTabs,
	mailFrame,
	tabs,
	textPanel,
} from "../preview/message-panel.ts";
import { frameResponse } from "../sandbox-frame.ts";
import { explain } from "./broken-template.ts";
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

/** Every letter that a reader or an editor can get, written from samples: the page, and the frame inside it. */
export function letters(deps: StudioDeps): Hono {
	const app = new Hono();
	app.get("/studio/letters", async (c) => {
		const { stamp } = await freshness(deps);
		const query = readLetterQuery(c.req.query());
		const [status, main] = await write(deps, query).then(
			(letter) => [200, lettersPage(deps, query, letter, stamp)] as const,
			async (error: unknown) => [500, await explain(error, deps)] as const,
		);
		const page = shell({
			title: "Letters",
			place: "letters",
			publication: deps.config.publication,
			shows: { stamp },
			main,
		});
		return c.html(page, status);
	});
	app.get("/studio/letters/frame", async (c) => {
		const query = readLetterQuery(c.req.query());
		try {
			return frameResponse((await write(deps, query)).html, query.look);
		} catch (error) {
			return c.text(describeError(error), 500);
		}
	});
	return app;
}

/** The sample, in this publication's name. */
function write(
	{ letters, config }: StudioDeps,
	query: LetterQuery,
): Promise<Letter> {
	const { publication, postalAddress } = config;
	return sampleOf(query).write(letters, { publication, postalAddress });
}

function lettersPage(
	{ config }: StudioDeps,
	query: LetterQuery,
	letter: Letter,
	stamp: string,
): Html {
	return html`<div class="title" id="title" data-part><h1>Letters</h1><p class="note">The mails besides the digest, with a sample reader’s facts.</p></div>
<div class="preview">
${chooser(query)}
<div class="stage">
<section class="inbox" id="inbox" data-part aria-label="In the inbox">
<p><b class="from">${config.mailFrom.name}</b><span class="subject">${letter.subject}</span></p>
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
${query.view === "text" ? "" : lookTabs(query.look, (look) => letterUrl(query, { look }))}
</div>
${query.view === "text" ? textPanel(letter.text) : mailFrame(frameUrl(query, stamp), query.view, query.look)}
</div>
</div>`;
}

function chooser(query: LetterQuery): Html {
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

/** With the stamp, so that the frame's address changes exactly when what it shows does. */
function frameUrl(query: LetterQuery, stamp: string): string {
	const url = letterUrl(query, {}, "/studio/letters/frame");
	return `${url}${url.includes("?") ? "&" : "?"}at=${encodeURIComponent(stamp)}`;
}
