import { html } from "hono/html";
import type { ComingIssue } from "../deps.ts";
import type { Html } from "../layout.ts";
import { issueLine } from "../pages/issue-line.ts";
import { itemList } from "../pages/item-list.ts";

/** There is no message to look at: why, and what the week has held so far. */
export function nothingToShow(coming: ComingIssue, timeZone: string): Html {
	return html`<div class="title" id="title" data-part><h1>Preview</h1>${issueLine(coming, timeZone)}</div>
<section class="card blank" id="blocked" data-part>
<h2>Nothing to preview yet</h2>
<p>${coming.blocked ?? "There is no issue to show."}</p>
</section>
${itemList(coming.items)}`;
}

export function unknownReader(): Html {
	return html`<section class="card blank" id="blocked" data-part>
<h1>There is no such reader</h1>
<p>They may have been erased. <a href="/studio/preview">Preview as somebody new</a></p>
</section>`;
}
