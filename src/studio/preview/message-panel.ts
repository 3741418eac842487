import { html } from "hono/html";
import type { ParsedMail } from "../../mail/read-mail.ts";
import type { Html } from "../layout.ts";
import { SANDBOX } from "../sandbox-frame.ts";
import { LOOKS, type Look } from "./color-scheme.ts";

/** A way to look at a message, as a link, so that keyboard, history and bookmarks work. */
export interface Tab {
	label: string;
	href: string;
	current: boolean;
}

export function tabs(label: string, list: readonly Tab[]): Html {
	return html`<nav class="tabs" aria-label="${label}">
${list.map(({ label, href, current }) =>
	current
		? html`<a href="${href}" data-swap aria-current="page">${label}</a>`
		: html`<a href="${href}" data-swap>${label}</a>`,
)}
</nav>`;
}

const LOOK_LABELS: Record<Look, string> = {
	light: "Light",
	dark: "Dark",
	forced: "Forced dark",
	plain: "No styles",
};

const LOOK_NOTES: Partial<Record<Look, Html>> = {
	dark: html`The mail’s own dark colours, by its <code>prefers-color-scheme</code> rules.`,
	forced: html`As apps show it that turn light into dark by force; each does it a little differently.`,
	plain: html`As apps show it that drop style sheets: Gmail does for addresses that are not its own.`,
};

/** The ways an app may show the message, and what the current one means. */
export function lookTabs(look: Look, href: (look: Look) => string): Html {
	const note = LOOK_NOTES[look];
	return html`${tabs(
		"Colours",
		LOOKS.map((other) => ({
			label: LOOK_LABELS[other],
			href: href(other),
			current: other === look,
		})),
	)}
${note ? html`<p class="note">${note}</p>` : ""}`;
}

/** @param size which width the frame has: a 600 px mail with air around it, a phone, or what there is */
export function mailFrame(
	src: string,
	size: "desktop" | "phone" | "full",
	look: Look,
): Html {
	return html`<div class="panel frame ${size} ${look}" id="panel" data-part tabindex="-1">
<iframe title="The message as HTML" sandbox="${SANDBOX}" src="${src}"></iframe>
</div>`;
}

export function textPanel(text: string | null): Html {
	return text === null
		? missing("This message has no text part.")
		: html`<div class="panel" id="panel" data-part><pre class="text" tabindex="0">${text}</pre></div>`;
}

export function headersPanel(headers: ParsedMail["headers"]): Html {
	return html`<div class="panel" id="panel" data-part><table class="headers">
<thead class="sr"><tr><th scope="col">Header</th><th scope="col">Value</th></tr></thead>
<tbody>
${headers.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
</tbody></table></div>`;
}

/** The message byte by byte; what is not UTF-8 shows as �. */
export function sourcePanel(raw: Buffer): Html {
	return html`<div class="panel" id="panel" data-part><pre class="source" tabindex="0">${raw.toString("utf8")}</pre></div>`;
}

export function missing(sentence: string): Html {
	return html`<div class="panel" id="panel" data-part><p class="empty">${sentence}</p></div>`;
}
