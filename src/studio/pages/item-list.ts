import { html } from "hono/html";
import type { ItemPlace } from "../../db/schema.ts";
import type { ComingItem } from "../deps.ts";
import type { Html } from "../layout.ts";

/** How many of one place are listed: a first window can hold the catalog of years. */
const LISTED = 50;

const PLACES: readonly { place: ItemPlace; title: string }[] = [
	{ place: "lead", title: "In full" },
	{ place: "brief", title: "In brief" },
	{ place: "more", title: "More this week, as links" },
	{ place: "passed", title: "Passed over" },
];

/** Every comparison that the issue could take, chosen or not, with its reason. */
export function itemList(items: readonly ComingItem[]): Html {
	return html`<section class="card" id="items" data-part>
<h2>Comparisons</h2>
${items.length === 0 ? html`<p class="note">None was published in this issue’s window.</p>` : ""}
${PLACES.map(({ place, title }) =>
	placeList(
		title,
		items.filter((item) => item.place === place),
	),
)}
</section>`;
}

function placeList(title: string, items: readonly ComingItem[]): Html | "" {
	if (items.length === 0) return "";
	const rest = items.length - LISTED;
	return html`<h3>${title} <span class="count">${items.length}</span></h3>
<ol class="items">
${items
	.slice(0, LISTED)
	.map(
		(item) => html`<li><b>${item.title}</b><span>${item.reason}</span></li>`,
	)}
</ol>
${rest > 0 ? html`<p class="note">and ${rest} more</p>` : ""}`;
}
