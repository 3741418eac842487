import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer } from "../../../db/schema.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { type Html, html, join } from "../../html.ts";
import { gistLabel, reviewerTitles, toolsOf } from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import type { Part } from "../mjml-component.ts";
import { badge } from "./verdict.ts";

/** What a brief adds to its calls: what each tool costs to begin with, and whom it suits. */
export const gist: Part = {
	name: "vd-gist",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) =>
		comparison === null
			? html``
			: html`<p class="note gist">${join(
					toolsOf(comparison).map((tool) => line(tool, lens, theme)),
					"<br>",
				)}</p>`,
};

function line(tool: ToolContent, lens: Reviewer | null, theme: Theme): Html {
	const review = reviewThrough(tool, lens);
	const own = !review?.verdict
		? null
		: html`${reviewerTitles[review.reviewer]} ${badge(review.verdict, theme)} · `;
	return html`<b>${tool.name}</b> ${own}${gistLabel(tool)}`;
}
