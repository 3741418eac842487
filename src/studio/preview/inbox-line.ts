import { html } from "hono/html";
import type { Html } from "../layout.ts";

/** The message as a line in somebody's inbox: sender, subject, and the preheader that completes it. */
export function inboxLine(line: {
	from: string;
	subject: string;
	preheader: string;
}): Html {
	return html`<section class="inbox" id="inbox" data-part aria-label="In the inbox">
<span class="avatar" aria-hidden="true">${[...line.from][0]?.toUpperCase()}</span>
<p><b class="from">${line.from}</b><span class="subject">${line.subject}</span> <span class="preheader">${line.preheader}</span></p>
<p class="note counts">Subject ${count(line.subject)} · preheader ${count(line.preheader)}</p>
</section>`;
}

function count(text: string): string {
	return `${[...text].length} characters`;
}
