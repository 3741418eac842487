import { html } from "hono/html";
import type { Markup } from "../layout.ts";

/** What an inbox shows of a message. */
export interface InboxRow {
	/** The display name in the From header. */
	from: string;
	subject: string;
	preheader: string;
}

/** How phones show a row, each at its width; the browser cuts it where they do. */
const PHONES = [
	{ name: "iPhone, Mail", look: "two-lines" },
	{ name: "Android, Gmail", look: "one-line" },
	{ name: "A watch, or a notification", look: "narrow" },
] as const;

/** The message as a line in an inbox, whole, and as phones cut it. */
export function inboxCard(row: InboxRow): Markup {
	return html`<section class="inbox" id="inbox" data-part aria-label="In the inbox">
<span class="avatar" aria-hidden="true">${initial(row)}</span>
<p><b class="from"><bdi>${row.from}</bdi></b><bdi class="subject">${row.subject}</bdi> <bdi class="preheader">${row.preheader}</bdi></p>
<p class="note counts">Subject ${characters(row.subject)} · preheader ${characters(row.preheader)}</p>
<details class="cut"><summary>As phones cut it</summary><ul>${PHONES.map(
		({
			name,
			look,
		}) => html`<li class="${look}"><span class="note">${name}</span>
<div class="row"><span class="avatar" aria-hidden="true">${initial(row)}</span><b><bdi>${row.from}</bdi></b><bdi class="subject">${row.subject}</bdi><bdi class="preheader">${row.preheader}</bdi></div></li>`,
	)}</ul></details>
</section>`;
}

function initial({ from }: InboxRow): string {
	return [...from][0]?.toUpperCase() ?? "";
}

function characters(text: string): string {
	return `${[...text].length} characters`;
}
