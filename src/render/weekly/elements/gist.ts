import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { factLabel, reviewerTitles } from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
} from "../../mail-html.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { badge } from "./verdict.ts";

/** What each tool of a brief costs to begin with. */
export const gistElement: DigestElement = {
	name: "vd-gist",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme, lens } }) => {
		const story = storyOf(scope);
		return story === null
			? mailHtml``
			: mailHtml`<p class="note gist">${joinHtml(
					toolsInFull(story).map((tool) => line(tool, lens, theme)),
					"<br>",
				)}</p>`;
	},
};

function line(
	tool: ToolContent,
	lens: Reviewer | null,
	theme: Theme,
): MailHtml {
	const review = reviewThrough(tool, lens);
	const own = !review?.verdict
		? null
		: mailHtml`${reviewerTitles[review.reviewer]} ${badge(review.verdict, theme)} · `;
	const price = mailHtml`Entry price: ${bdi(factLabel(tool.entryPrice))}`;
	return mailHtml`<b>${bdi(tool.name)}</b> ${own}${label(price, theme)}`;
}
