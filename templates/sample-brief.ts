import type { BriefData } from "../src/render/brief/brief-data.ts";
import { sampleIssue } from "./samples.ts";

const { lenses: _, leads, briefs, ...shared } = sampleIssue;

/** The sample issue in brief, for the preview of templates/brief.tsx. */
export const sampleBrief: BriefData = {
	...shared,
	links: {
		...shared.links,
		subscribe: "https://digest.example.com/subscribe",
	},
	counts: { ship: 3, skip: 2, unknown: 1 },
	tally: "3 ship, 2 skip, 1 not known",
	controlTool: leads[0]?.left.slug ?? null,
	opening: "Five calls this week, a sentence each.",
	calls: [...leads, ...briefs].map(({ title, url, summary, left, right }) => ({
		title,
		url,
		sentence: summary,
		sides: [
			{
				slug: left.slug,
				name: left.name,
				url,
				verdict: left.panel.verdict,
				figure: `${left.panel.share ?? ""}`,
			},
			{
				slug: right.slug,
				name: right.name,
				url,
				verdict: right.panel.verdict,
				figure: `${right.panel.share ?? ""}`,
			},
		],
	})),
};
