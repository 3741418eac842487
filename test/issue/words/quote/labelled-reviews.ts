import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REVIEWERS } from "../../../../src/catalog/panel.ts";
import type {
	ReviewContent,
	ToolContent,
} from "../../../../src/issue/content/content.ts";
import type { Judged } from "../../../../src/issue/words/quote/judge-sentences.ts";
import { sentencesOf } from "../../../../src/issue/words/quote/sentences.ts";
import * as sampleTools from "../../../../templates/sample-tools.ts";

/** "+" bears the verdict, "-" contradicts it, "=" does neither. */
type Label = "+" | "-" | "=";

export interface LabelledReview {
	judged: Judged;
	names: string[];
	sentences: { text: string; label: Label }[];
}

const ROOT = join(import.meta.dirname, "../../../..");

/** The reviews of a file that has a label before each sentence. */
export function writtenReviews(file: string): LabelledReview[] {
	return linesOf(file)
		.split(/\n\s*\n/)
		.filter((block) => block.trim() !== "")
		.map((block) => {
			const [head = "", ...lines] = block.trim().split("\n");
			const [, score, verdict] = head.split(" ");
			return {
				judged: {
					score: score === "-" ? null : Number(score),
					verdict: verdict === "ship" || verdict === "skip" ? verdict : null,
				},
				names: [],
				sentences: lines.map((line) => ({
					text: line.slice(2),
					label: line.slice(0, 1) as Label,
				})),
			};
		});
}

/** The reviews that the project has as samples, with the labels of samples.txt. */
export function sampleReviews(): LabelledReview[] {
	const labels = linesOf("samples.txt").trim().split("\n");
	const tools = distinctTools();
	if (tools.length !== labels.length)
		throw new RangeError(
			`samples.txt has ${labels.length} tools, the samples have ${tools.length}.`,
		);
	return tools.flatMap(({ name, share, reviews }, index) => {
		const [labelled, ...ofReviews] = (labels[index] ?? "").split(" | ");
		if (labelled !== name)
			throw new RangeError(`samples.txt has ${labelled} in place of ${name}.`);
		return REVIEWERS.flatMap((reviewer, at) => {
			const review = reviews.find((one) => one.reviewer === reviewer);
			if (!review) return [];
			const [good = "", bad = ""] = (ofReviews[at] ?? "").split("-");
			const labelOf = (number: string): Label =>
				good.split(" ").includes(number)
					? "+"
					: bad.split(" ").includes(number)
						? "-"
						: "=";
			const unanimous = share === 100 ? "ship" : share === 0 ? "skip" : null;
			return {
				judged: {
					score: review.score ?? null,
					verdict: review.verdict ?? unanimous,
				},
				names: [name],
				sentences: sentencesOf(review.body, [name]).map((text, place) => ({
					text: text.trim(),
					label: labelOf(String(place + 1)),
				})),
			};
		});
	});
}

interface SampleTool {
	name: string;
	share: number | null;
	reviews: Pick<ReviewContent, "reviewer" | "score" | "verdict" | "body">[];
}

function distinctTools(): SampleTool[] {
	const imported = globSync("data/comparisons/*/*.json", { cwd: ROOT })
		.toSorted()
		.flatMap((file) => JSON.parse(readFileSync(join(ROOT, file), "utf8")).tools)
		.map(({ name, panelShare = null, reviews = [] }) => ({
			name,
			share: panelShare,
			reviews,
		}));
	const samples = Object.values<ToolContent>(sampleTools)
		.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
		.map(({ name, panel, reviews }) => ({ name, share: panel.share, reviews }));
	const seen = new Set<string>();
	return [...imported, ...samples].filter(({ reviews: [first] }) => {
		if (!first || seen.has(first.body)) return false;
		seen.add(first.body);
		return true;
	});
}

/** A file of this folder without its comments. */
function linesOf(file: string): string {
	return readFileSync(join(import.meta.dirname, file), "utf8").replace(
		/^#.*\n/gm,
		"",
	);
}
