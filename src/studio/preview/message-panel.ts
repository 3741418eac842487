import { html } from "hono/html";
import type { ParsedMail } from "../../mail/read-mail.ts";
import type { Markup } from "../layout.ts";
import { type FrameLinks, SANDBOX } from "../sandbox-frame.ts";
import { COLOR_SCHEMES, type ColorScheme } from "./color-scheme.ts";

/** A tab is a link, so that the keyboard and the browser's history work. */
interface Tab {
	label: string;
	href: string;
	current: boolean;
}

export function tabs(label: string, list: readonly Tab[]): Markup {
	return html`<nav class="tabs" aria-label="${label}">
${list.map(({ label, href, current }) =>
	current
		? html`<a href="${href}" data-swap aria-current="page">${label}</a>`
		: html`<a href="${href}" data-swap>${label}</a>`,
)}
</nav>`;
}

export const SCHEME_LABELS: Record<ColorScheme, string> = {
	auto: "As this device",
	light: "Light",
	dark: "Dark",
	forced: "Forced dark",
	plain: "No styles",
};

const SCHEME_NOTES: Partial<Record<ColorScheme, Markup>> = {
	dark: html`The message’s own dark colours, from its <code>prefers-color-scheme</code> rules.`,
	forced: html`As in apps that invert colours to force a dark mode. Each does it slightly differently.`,
	plain: html`As in apps that drop style sheets, such as Gmail for addresses of other mailbox providers.`,
};

/** The colour schemes to choose from, and what the current one means. */
export function colorSchemeTabs(
	scheme: ColorScheme,
	href: (scheme: ColorScheme) => string,
): Markup {
	const note = SCHEME_NOTES[scheme];
	return html`${tabs(
		"Colours",
		COLOR_SCHEMES.map((other) => ({
			label: SCHEME_LABELS[other],
			href: href(other),
			current: other === scheme,
		})),
	)}
${note ? html`<p class="note">${note}</p>` : ""}`;
}

/** @param size the width: 600 px with a margin, a phone, or all there is */
export function mailFrame(
	src: string,
	size: "desktop" | "phone" | "full",
	scheme: ColorScheme,
	links: FrameLinks = "open",
): Markup {
	return html`<div class="panel frame ${size} ${scheme}" id="panel" data-part tabindex="-1">
${skippable(
	"panel",
	"the message",
	html`<iframe id="frame-${size}-${scheme}" title="The message as HTML" sandbox="${SANDBOX[links]}" src="${src}"></iframe>`,
)}
</div>`;
}

/** The keyboard passes every link of a mail in its frame: there is a way past them (WCAG 2.4.1). */
export function skippable(id: string, what: string, frame: Markup): Markup {
	return html`<a class="skip" id="${id}-skip" href="#${id}-end">Skip ${what}</a>
${frame}
<span id="${id}-end" tabindex="-1"></span>`;
}

/** @param marked where a finding is in it, the first character and the one after the last; null: nowhere */
export function textPanel(
	text: string | null,
	marked: { from: number; to: number } | null = null,
): Markup {
	if (text === null) return missing("This message has no text part.");
	const shown = marked
		? html`${text.slice(0, marked.from)}<mark id="finding">${text.slice(marked.from, marked.to)}</mark>${text.slice(marked.to)}`
		: text;
	return html`<div class="panel" id="panel" data-part><pre class="text" tabindex="0">${shown}</pre></div>`;
}

/** A mail of a program has a few dozen headers, and a browser is slow with 100,000 rows. */
const MAX_HEADERS = 1_000;

/** @param marked the name of a header that has a finding */
export function headersPanel(
	headers: ParsedMail["headers"],
	marked: string | null = null,
): Markup {
	const first = headers.find(
		({ name }) => name.toLowerCase() === marked?.toLowerCase(),
	);
	const shown = headers.slice(0, MAX_HEADERS);
	const more = headers.length - shown.length;
	return html`<div class="panel" id="panel" data-part><table class="headers">
<thead class="sr"><tr><th scope="col">Header</th><th scope="col">Value</th></tr></thead>
<tbody>
${shown.map((header) => html`<tr${header === first ? html` id="finding"` : ""}><th scope="row">${header.name}</th><td>${header.value}</td></tr>`)}
</tbody></table>${more > 0 ? html`<p class="note">${more.toLocaleString("en")} more are in the source.</p>` : ""}</div>`;
}

/** The raw message; bytes that are not UTF-8 are shown as �. */
export function sourcePanel(raw: Buffer): Markup {
	return html`<div class="panel" id="panel" data-part><pre class="source" tabindex="0">${raw.toString("utf8")}</pre></div>`;
}

export function missing(sentence: string): Markup {
	return html`<div class="panel" id="panel" data-part><p class="empty">${sentence}</p></div>`;
}
