import { html } from "hono/html";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { pairOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
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
	words: Speech,
): Html {
	const { comparison } = words;
	return html`${
		related.length > 0
			? html`<section aria-labelledby="related">
<h2 id="related">${comparison.related}</h2>
${comparisonList(related, timeZone, words)}
</section>`
			: ""
	}
${
	earlier || later
		? html`<nav class="beside" aria-label="${comparison.beside.name}">
${earlier ? html`<a rel="prev" href="${earlier.url}"><span class="note">${comparison.beside.earlier}</span> ${pairOf(earlier, words)}</a>` : html`<span></span>`}
${later ? html`<a rel="next" href="${later.url}"><span class="note">${comparison.beside.later}</span> ${pairOf(later, words)}</a>` : ""}
</nav>`
		: ""
}`;
}
