import type { Config } from "../../config/config.ts";
import { comparisonsById } from "../../db/catalog/catalog.ts";
import { lastMailedVerdicts } from "../../db/catalog/mailed-verdicts.ts";
import type { IssueRow, ItemPlace } from "../../db/issue-tables.ts";
import type { Db } from "../../db/schema.ts";
import { siteLinks } from "../../site-links.ts";
import { dateLine } from "../week/schedule.ts";
import { composeIntro } from "../words/intro.ts";
import { pairTitle } from "../words/isolate.ts";
import { lensHeadlines } from "../words/lens-headlines.ts";
import { type PastSubjects, pastSubjects } from "../words/past-subjects.ts";
import { composePreheader } from "../words/preheader.ts";
import { withQuotes } from "../words/quote/quoted-reviews.ts";
import { composeSubject } from "../words/subject.ts";
import {
	type ContentOptions,
	comparisonContent,
} from "./comparison-content.ts";
import type { ComparisonContent, IssueContent } from "./content.ts";
import { groupsOf } from "./groups.ts";
import { lastIssueVotes } from "./last-issue-votes.ts";

/** The parts of an issue's row that decide its content, along with the catalog. `id` is 0 before there is a row. */
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
 * Composes an issue from the catalog as it is now. Reads only. The same catalog,
 * settings and votes give the same content.
 *
 * @param items in the order in which readers see them
 */
export async function composeIssue(
	db: Db,
	config: Config,
	frame: IssueFrame,
	items: readonly PlacedItem[],
): Promise<IssueContent> {
	const links = siteLinks(config.publicUrl);
	const linked = items.filter((item) => item.place === "more");
	const leadsAndBriefs = items.filter(
		(item) => item.place === "lead" || item.place === "brief",
	);
	const shown = [...leadsAndBriefs, ...linked.slice(0, config.moreLinks)];
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
	const options: ContentOptions = { links, communityMinimum, mailed };
	const placed = (place: ItemPlace) =>
		shown.flatMap((item) => {
			const record = records.get(item.comparison_id);
			return item.place === place && record ? [record] : [];
		});
	const briefs = placed("brief").map((r) => comparisonContent(r, options));
	const leads = withQuotes(
		placed("lead").map((r) => comparisonContent(r, options)),
		briefs,
	);
	const more = placed("more").map(({ slug, left, right }) => ({
		slug,
		title: pairTitle(left.name, right.name),
		url: links.comparison(slug),
	}));
	const number = frame.number ?? 0;
	const groups = groupsOf([...leads, ...briefs]);
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
		...(groups.length > 0 && { groups }),
		more,
		voted: await lastIssueVotes(db, options, frame.id),
		moreUnlisted: linked.length - more.length,
		links: { home: links.home, issue: links.issue(number) },
		postalAddress: config.postalAddress,
	};
}

/** The editor's texts where there are any, else composed ones. */
function headlines(
	frame: IssueFrame,
	config: Config,
	comparisons: ComparisonContent[],
	past: PastSubjects,
): Pick<IssueContent, "subject" | "preheader" | "lenses" | "intro"> {
	const [first, ...others] = comparisons;
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
		intro: frame.intro ?? composeIntro(comparisons),
	};
}

/** Each reviewer's subject and preheader. The editor's own texts replace them for everybody. */
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
