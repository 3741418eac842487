import { end, start } from "../../../../templates/parts/sides.ts";
import type { Theme } from "../../../../templates/theme.ts";
import {
	countVerdicts,
	distinctTools,
	type VerdictCounts,
} from "../../../issue/content/verdict-counts.ts";
import { frameOf, verdictSign } from "../../labels.ts";
import { label, mailHtml } from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { bar, colourOf } from "./verdict.ts";

/** How many tools of the week the panel would ship and how many skip, with a bar drawn to scale. */
export const verdictCountsElement: DigestElement = {
	name: "vd-verdict-counts",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ scope: { issue }, build: { theme } }) => {
		const week = countVerdicts(
			distinctTools([...issue.leads, ...issue.briefs]),
		);
		return mailHtml`${bar([
			{ ...fill("ship", theme), size: week.ship },
			{ ...fill(null, theme), size: week.unknown },
			{ ...fill("skip", theme), size: week.skip },
		])}<table class="verdict-counts" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${count("ship", start(theme), week, theme)}${
			week.unknown === 0
				? null
				: mailHtml`<td align="center">${label(frameOf(theme).tallyUnknown(week.unknown), theme)}</td>`
		}${count("skip", end(theme), week, theme)}</tr></table>`;
	},
};

function count(
	verdict: "ship" | "skip",
	align: string,
	week: VerdictCounts,
	theme: Theme,
) {
	return mailHtml`<td align="${align}"><b class="${verdict}" style="color:${colourOf(verdict, theme)}">${label(`${verdictSign(verdict)} ${frameOf(theme).tally(verdict, week[verdict])}`, theme)}</b></td>`;
}

function fill(verdict: "ship" | "skip" | null, theme: Theme) {
	return { tone: verdict ?? "unknown", colour: colourOf(verdict, theme) };
}
