import type { BriefData } from "../src/render/brief/brief-data.ts";
import { sampleIssue } from "./samples.ts";

const { lenses: _, leads, briefs, ...shared } = sampleIssue;

/** The sample issue in brief, for the preview of templates/brief.tsx. */
export const sampleBrief: BriefData = {
	...shared,
	controlTool: leads[0]?.left.slug ?? null,
	opening: "5 calls this week, a sentence each.",
	calls: [...leads, ...briefs].map(({ title, url, summary, left, right }) => ({
		title,
		url,
		sentence: summary,
		sides: [
			{
				name: left.name,
				verdict: left.panel.verdict,
				figure: `${left.panel.share ?? ""}`,
			},
			{
				name: right.name,
				verdict: right.panel.verdict,
				figure: `${right.panel.share ?? ""}`,
			},
		],
	})),
};
