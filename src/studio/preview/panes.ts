import { html } from "hono/html";
import type { Markup } from "../layout.ts";
import { SANDBOX } from "../sandbox-frame.ts";
import type { ColorScheme } from "./color-scheme.ts";
import { SCHEME_LABELS, skippable } from "./message-panel.ts";
import { type PreviewQuery, previewUrl } from "./preview-query.ts";

const LOOKS: readonly { view: "desktop" | "phone"; scheme: ColorScheme }[] = [
	{ view: "desktop", scheme: "light" },
	{ view: "phone", scheme: "light" },
	{ view: "phone", scheme: "dark" },
	{ view: "desktop", scheme: "dark" },
	{ view: "phone", scheme: "forced" },
	{ view: "phone", scheme: "plain" },
];

const WIDTHS = { desktop: "Desk, 600 px", phone: "Phone, 375 px" } as const;

/** The message in every look at once, each the way to its own view. @param srcOf the URL of a frame */
export function looksPanel(
	query: PreviewQuery,
	srcOf: (query: PreviewQuery) => string,
): Markup {
	return html`<div class="panes">${LOOKS.map(({ view, scheme }) => {
		const title = `${WIDTHS[view]}, ${SCHEME_LABELS[scheme].toLowerCase()}`;
		return html`<section class="pane">
<h2><a href="${previewUrl(query, { view, scheme })}" data-swap>${title}</a></h2>
${pane({ id: `pane-${view}-${scheme}`, view, scheme, title, src: srcOf({ ...query, view, scheme }) })}
</section>`;
	})}</div>`;
}

/** Two states of an issue for one reader, next to each other. */
export function besidePanel(
	query: PreviewQuery,
	one: { title: string; src: string },
	other: { title: string; src: string },
): Markup {
	const view = query.view === "phone" ? "phone" : "desktop";
	const { scheme } = query;
	return html`<div class="panes">${[one, other].map(
		({ title, src }, index) => html`<section class="pane">
<h2>${title}</h2>
${pane({ id: `pane-${index}`, view, scheme, title, src })}
</section>`,
	)}</div>`;
}

function pane({
	id,
	view,
	scheme,
	title,
	src,
}: {
	id: string;
	view: "desktop" | "phone";
	scheme: ColorScheme;
	title: string;
	src: string;
}): Markup {
	return html`<div class="panel frame small ${view} ${scheme}" id="${id}" data-part tabindex="-1">${skippable(id, title.toLowerCase(), html`<iframe title="${title}" sandbox="${SANDBOX.inert}" src="${src}"></iframe>`)}</div>`;
}
