import { html } from "hono/html";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { comparisonList } from "./comparison-list.ts";

/** What to read after a comparison. */
export function onward(
	{
		earlier,
		later,
		related,
	}: {
		earlier: ComparisonContent | undefined;
		later: ComparisonContent | undefined;
		related: readonly ComparisonContent[];
	},
	timeZone: string,
): Html {
	return html`${
		related.length > 0
			? html`<section aria-labelledby="related">
<h2 id="related">Related comparisons</h2>
${comparisonList(related, timeZone)}
</section>`
			: ""
	}
${
	earlier || later
		? html`<nav class="beside" aria-label="Other comparisons">
${earlier ? html`<a rel="prev" href="${earlier.url}"><span class="note">Earlier</span> ${pairOf(earlier)}</a>` : html`<span></span>`}
${later ? html`<a rel="next" href="${later.url}"><span class="note">Later</span> ${pairOf(later)}</a>` : ""}
</nav>`
		: ""
}`;
}
