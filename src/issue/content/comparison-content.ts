import { communityOf } from "../../catalog/community.ts";
import { REVIEWERS, toolPanel } from "../../catalog/panel.ts";
import type { ComparisonRecord, ToolRecord } from "../../db/catalog/catalog.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { Links } from "../../site-links.ts";
import { pairTitle } from "../words/isolate.ts";
import type { Language } from "../words/language/language.ts";
import { storiesOf } from "../words/story.ts";
import { summarise } from "../words/summary.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
} from "./content.ts";

/** What content depends on apart from the catalog. */
export interface ContentOptions {
	links: Links;
	/** Fewer community votes than this on a tool are not shown. */
	communityMinimum: number;
	/** By tool id, the verdict that was mailed last, for flips. Absent: no flips. */
	mailed?: ReadonlyMap<number, { verdict: Verdict }>;
	/** By tool id, the entry price at the last issue. Absent: no price changes. */
	prices?: ReadonlyMap<number, string>;
	/** Of what is composed. Absent: English. */
	language?: Language;
}

/** A comparison of the catalog as every page and every mail shows it. */
export function comparisonContent(
	record: ComparisonRecord,
	options: ContentOptions,
): ComparisonContent {
	const left = toolContent(record.left, options);
	const right = toolContent(record.right, options);
	return {
		slug: record.slug,
		title: pairTitle(left.name, right.name),
		url: options.links.comparison(record.slug),
		publishedAt: record.published_at,
		summary: summarise({ slug: record.slug, left, right }, options),
		story: storiesOf({ left, right })[0].kind,
		left,
		right,
	};
}

/** A tool of the catalog as every page and every mail shows it. */
export function toolContent(
	tool: ToolRecord,
	{ links, communityMinimum, mailed, prices }: ContentOptions,
): ToolContent {
	const panel = toolPanel(tool);
	const from = mailed?.get(tool.id)?.verdict;
	const priceBefore = prices?.get(tool.id) ?? "";
	return {
		slug: tool.slug,
		name: tool.name,
		url: links.tool(tool.slug),
		tagline: tool.tagline,
		category: tool.category,
		pricing: tool.pricing,
		entryPrice: tool.entry_price,
		bestFor: tool.best_for,
		description: tool.description,
		panel,
		community: communityOf(tool, communityMinimum),
		reviews: REVIEWERS.flatMap((reviewer) => reviewContent(tool, reviewer)),
		...(tool.short_name !== "" && { shortName: tool.short_name }),
		...(priceBefore !== "" &&
			priceBefore !== tool.entry_price.trim() && { priceBefore }),
		flip:
			from && panel.verdict && from !== panel.verdict
				? { from, to: panel.verdict }
				: null,
	};
}

function reviewContent(
	tool: ToolRecord,
	reviewer: ReviewContent["reviewer"],
): ReviewContent[] {
	const review = tool.reviews.find((one) => one.reviewer === reviewer);
	if (!review) return [];
	const { score, verdict, body, quote } = review;
	return [{ reviewer, score, verdict, body, ...(quote && { quote }) }];
}
