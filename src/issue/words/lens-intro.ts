import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { distinctTools } from "../content/verdict-counts.ts";
import { english } from "./language/en/english.ts";
import type { Language } from "./language/language.ts";
import { callOf } from "./outcome.ts";
import { nameOf, sentence } from "./sentence.ts";

/** A tool that a reviewer gave a verdict on. */
interface Judged {
	tool: ToolContent;
	own: Verdict;
}

/**
 * The week as one reviewer sees it, in two sentences: how many tools they would
 * ship, and where they and the panel differ. Null: they gave no verdict.
 *
 * @param comparisons the leads and briefs of the issue
 */
export function lensIntro(
	comparisons: readonly ComparisonContent[],
	reviewer: Reviewer,
	{ lens }: Language = english,
): string | null {
	const tools = distinctTools(comparisons);
	const judged = tools.flatMap((tool): Judged[] => {
		const own = verdictBy(tool, reviewer);
		return own === null ? [] : [{ tool, own }];
	});
	if (judged.length === 0) return null;
	const compared = judged.filter(({ tool }) => tool.panel.verdict !== null);
	// Two to two counts as a ship, but says neither the same nor the opposite.
	const split = compared.filter(({ tool }) => callOf(tool) === "split");
	const against = compared.filter(
		(one) => !split.includes(one) && one.tool.panel.verdict !== one.own,
	);
	const ship = judged.filter(({ own }) => own === "ship").length;
	const week = lens.week(reviewer, tools.length, judged.length, ship);
	const names = (list: readonly Judged[]) =>
		list.map(({ tool }) => nameOf(tool));
	const panel = lens.against(
		names(against),
		names(split),
		against.length + split.length < compared.length,
	);
	return [week, ...(compared.length === 0 ? [] : [panel])]
		.map(sentence)
		.join(" ");
}

/** In how many of its tools a reviewer's verdict is not the panel's. */
export function dissentOn(
	{ left, right }: Pick<ComparisonContent, "left" | "right">,
	reviewer: Reviewer,
): number {
	return [left, right].filter((tool) => {
		const own = verdictBy(tool, reviewer);
		const panel = tool.panel.verdict;
		return own !== null && panel !== null && own !== panel;
	}).length;
}

function verdictBy(
	{ reviews }: ToolContent,
	reviewer: Reviewer,
): Verdict | null {
	return reviews.find((one) => one.reviewer === reviewer)?.verdict ?? null;
}
