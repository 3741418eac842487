import type { Theme } from "../../../../templates/theme.ts";
import type { Reviewer } from "../../../db/catalog-tables.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { factLabel, reviewerTitles, toolsOf } from "../../labels.ts";
import { reviewThrough } from "../../lens.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
} from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { badge } from "./verdict.ts";

/** What each tool of a brief costs to begin with, and what it is best for. */
export const gistElement: DigestElement = {
	name: "vd-gist",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { theme, lens } }) =>
		comparison === null
			? mailHtml``
			: mailHtml`<p class="note gist">${joinHtml(
					toolsOf(comparison).map((tool) => line(tool, lens, theme)),
					"<br>",
				)}</p>`,
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
	return mailHtml`<b>${bdi(tool.name)}</b> ${own}${label(gist(tool), theme)}`;
}

function gist({ entryPrice, bestFor }: ToolContent): MailHtml {
	const price = mailHtml`Entry price: ${bdi(factLabel(entryPrice))}`;
	return bestFor.trim() === ""
		? price
		: mailHtml`${price} · Best for: ${bdi(bestFor)}`;
}
