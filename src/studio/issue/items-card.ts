import { html } from "hono/html";
import type { IssueItem } from "../../db/issue/issue-items.ts";
import type { ItemPlace } from "../../db/issue-tables.ts";
import type { Markup } from "../layout.ts";
import { inPageForm } from "../page-form.ts";

/** Items shown per place: the first window of a publication can contain years of comparisons. */
const MAX_ITEMS = 50;

const PLACES: readonly { place: ItemPlace; title: string; put: string }[] = [
	{ place: "lead", title: "In full", put: "In full" },
	{ place: "brief", title: "In brief", put: "In brief" },
	{ place: "more", title: "As links", put: "As a link" },
	{ place: "passed", title: "Left out", put: "Leave out" },
];

/** Every comparison of the issue's window with its reason, and buttons to move it. They belong to the form around. */
export function itemsCard(items: readonly IssueItem[]): Markup {
	return html`<section class="card arrange" id="items" data-part>
<h2>Comparisons</h2>
<p class="note"><a href="/studio/draft">Select again</a> from what was published and imported since.</p>
${PLACES.map(({ place, title }) => {
	const here = items.filter((item) => item.place === place);
	const rest = here.length - MAX_ITEMS;
	return here.length === 0 && place === "passed"
		? ""
		: html`<h3>${title} <span class="count">${here.length}</span></h3>
<ol id="place:${place}" aria-label="${title}" ${place === "passed" ? "" : html`data-place="${place}"`}>${here.slice(0, MAX_ITEMS).map((item, index) => listItem(item, index, here.length))}</ol>
${rest > 0 ? html`<p class="note">and ${rest.toLocaleString("en-GB")} more</p>` : ""}`;
})}
</section>`;
}

function listItem(item: IssueItem, index: number, count: number): Markup {
	const { comparison_id: id, place } = item;
	const title = `${item.left_name} vs ${item.right_name}`;
	const move = (label: string, value: string, spoken: string) =>
		html`<button class="button quiet" id="move:${id}:${spoken}" name="move" value="${value}" aria-label="${spoken}: ${title}">${label}</button>`;
	return html`<li id="item:${id}" data-item="${id}"><p><span class="grip" draggable="true" title="Drag it" aria-hidden="true"></span><b><bdi>${title}</bdi></b> <span class="note">${inPageForm(item.reason)}</span></p>
<p class="moves">
${index > 0 && place !== "passed" ? move("Up", `${id} ${place} ${index - 1}`, "Up") : ""}
${index < count - 1 && place !== "passed" ? move("Down", `${id} ${place} ${index + 1}`, "Down") : ""}
${PLACES.filter((one) => one.place !== place && one.place !== "passed").map((one) => move(one.put, `${id} ${one.place}`, one.put))}
</p>
${
	place === "passed"
		? ""
		: html`<details id="out:${id}"><summary>Leave out…</summary><p class="moves"><label class="sr" for="reason:${id}">Why ${title} is left out</label><input type="text" id="reason:${id}" name="reason:${id}" maxlength="200" placeholder="Why" autocomplete="off">${move("Leave out", `${id} passed`, "Leave out")}</p></details>`
}</li>`;
}
