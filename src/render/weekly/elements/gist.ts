import { languageOf } from "../../../issue/words/language/languages.ts";
import { entryPriceRow } from "../../facts.ts";
import { mailHtml } from "../../mail-html.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { factLine } from "./decision.ts";

/** What each tool of a brief costs to begin with. */
export const gistElement: DigestElement = {
	name: "vd-gist",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { theme } }) => {
		const story = storyOf(scope);
		const row = story && entryPriceRow(toolsInFull(story), languageOf(theme));
		return row
			? mailHtml`<p class="note gist">${factLine(row, theme)}</p>`
			: mailHtml``;
	},
};
