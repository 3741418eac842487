import { communityOf } from "../../catalog/community.ts";
import { REVIEWERS, toolPanel } from "../../catalog/panel.ts";
import type { Config } from "../../config/config.ts";
import {
	type ComparisonRecord,
	comparisonsById,
	type ToolRecord,
} from "../../db/catalog/catalog.ts";
import { lastMailedVerdicts } from "../../db/catalog/mailed-verdicts.ts";
import type { Db, IssueRow, ItemPlace } from "../../db/schema.ts";
import { siteLinks } from "../../site-links.ts";
import { dateLine } from "../week/week.ts";
import { composeIntro } from "../words/intro.ts";
import { lensHeadlines } from "../words/lens-headlines.ts";
import { type PastSubjects, pastSubjects } from "../words/past-subjects.ts";
import { composePreheader } from "../words/preheader.ts";
import { composeSubject } from "../words/subject.ts";
import { summarise } from "../words/summary.ts";
import type {
	ComparisonContent,
	IssueContent,
	ReviewContent,
	ToolContent,
} from "./content.ts";
import type { ContentOptions } from "./content-options.ts";
import { lastIssueVotes } from "./last-issue-votes.ts";

/** What decides an issue's content, besides the catalog. `id` is 0 before there is a row. */
export type IssueFrame = Pick<
	IssueRow,
	| "id"
	| "number"
	| "window_start"
	| "window_end"
	| "send_at"
	| "subject"
	| "preheader"
	| "intro"
>;

export interface PlacedItem {
	comparison_id: number;
	place: ItemPlace;
	slug?: string;
}

/**
 * Composes the issue from what the catalog says now. Reads only, and the same
 * catalog gives the same content.
 *
 * @param items in the order of reading
 */
export async function composeIssue(
	db: Db,
	config: Config,
	frame: IssueFrame,
	items: readonly PlacedItem[],
): Promise<IssueContent> {
	const links = siteLinks(config.publicUrl);
	const linked = items.filter((item) => item.place === "more");
	const inIssue = items.filter(
		(item) => item.place === "lead" || item.place === "brief",
	);
	const shown = [...inIssue, ...linked.slice(0, config.moreLinks)];
	const records = new Map(
		(
			await comparisonsById(
				db,
				shown.map((item) => item.comparison_id),
			)
		).map((record) => [record.id, record]),
	);
	const mailed = await lastMailedVerdicts(
		db,
		[...records.values()].flatMap((record) => [
			record.left.id,
			record.right.id,
		]),
		frame.id,
	);
	const { communityMinimum } = config;
	const telling: ContentOptions = { links, communityMinimum, mailed };
	const placed = (place: ItemPlace) =>
		shown.flatMap((item) => {
			const record = records.get(item.comparison_id);
			return item.place === place && record ? [record] : [];
		});
	const leads = placed("lead").map((r) => comparisonContent(r, telling));
	const briefs = placed("brief").map((r) => comparisonContent(r, telling));
	const more = placed("more").map(({ slug, left, right }) => ({
		slug,
		title: `${left.name} vs ${right.name}`,
		url: links.comparison(slug),
	}));
	const number = frame.number ?? 0;
	return {
		number,
		publication: config.publication,
		dateLine: dateLine(frame.send_at ?? frame.window_end, config.timeZone),
		windowStart: frame.window_start,
		windowEnd: frame.window_end,
		...headlines(
			frame,
			config,
			[...leads, ...briefs],
			await pastSubjects(db, frame.id),
		),
		leads,
		briefs,
		more,
		voted: await lastIssueVotes(db, telling, frame.id),
		moreUnlisted: linked.length - more.length,
		links: { home: links.home, issue: links.issue(number) },
		postalAddress: config.postalAddress,
	};
}

/** The editor's words where there are some, else composed ones. */
function headlines(
	frame: IssueFrame,
	config: Config,
	shown: ComparisonContent[],
	past: PastSubjects,
): Pick<IssueContent, "subject" | "preheader" | "lenses" | "intro"> {
	const [first, ...others] = shown;
	if (!first) {
		const empty = config.publication;
		return {
			subject: empty,
			preheader: "",
			lenses: {},
			intro: "No new comparisons.",
		};
	}
	const subject =
		frame.subject ?? composeSubject(first, past, frame.number ?? 0);
	return {
		subject,
		preheader: frame.preheader ?? composePreheader(subject, first, others),
		lenses: lensesOf(
			frame,
			lensHeadlines(first, others, past, frame.number ?? 0),
		),
		intro: frame.intro ?? composeIntro(shown),
	};
}

/** Each reviewer's headlines, as far as the editor has not chosen the words for everybody. */
function lensesOf(
	{ subject, preheader }: IssueFrame,
	composed: IssueContent["lenses"],
): IssueContent["lenses"] {
	return Object.fromEntries(
		Object.entries(composed).map(([reviewer, own]) => [
			reviewer,
			{
				subject: subject ?? own.subject,
				preheader: preheader ?? own.preheader,
			},
		]),
	);
}

/** One comparison as every page and mail tells it. */
export function comparisonContent(
	record: ComparisonRecord,
	telling: ContentOptions,
): ComparisonContent {
	const left = toolContent(record.left, telling);
	const right = toolContent(record.right, telling);
	return {
		slug: record.slug,
		title: `${left.name} vs ${right.name}`,
		url: telling.links.comparison(record.slug),
		publishedAt: record.published_at,
		summary: summarise({ slug: record.slug, left, right }),
		left,
		right,
	};
}

export function toolContent(
	tool: ToolRecord,
	{ links, communityMinimum, mailed }: ContentOptions,
): ToolContent {
	const panel = toolPanel(tool);
	const from = mailed?.get(tool.id)?.verdict;
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
	const { score, verdict, body } = review;
	return [{ reviewer, score, verdict, body }];
}
