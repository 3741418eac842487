import { lastAcceptedIssues } from "../db/delivery/deliveries.ts";
import {
	missedIssues,
	toolsMailedBetween,
} from "../db/delivery/missed-issues.ts";
import type { Db } from "../db/schema.ts";
import type { AwayNews, BookmarkedTool } from "../issue/content/reader.ts";
import type { Language } from "../issue/words/language/language.ts";
import { languageOf } from "../issue/words/language/languages.ts";
import type { LanguageTag } from "../issue/words/language/tags.ts";
import { type PageLinks, pageLinks } from "./page-links.ts";
import {
	type BookmarkedToolFacts,
	type LoadedToolFacts,
	loadIssueAndLast,
	loadToolFacts,
} from "./tool-facts.ts";

/** How many flips a message lists; the others are counted and linked. */
const MAX_LISTED = 5;

/**
 * What readers missed who were away: those who did not get the last issue and got
 * an earlier one. They read of it once, because the issue in which they do is the
 * last one afterwards. Who joined later has no earlier one.
 *
 * @returns by subscriber id; who missed nothing that flipped is absent
 */
export async function awayNews(
	source: {
		db: Db;
		publicUrl: string;
		/** The language of the pages whose links name none. */
		first: LanguageTag;
		issueId: number;
		loaded: LoadedToolFacts;
	},
	subscriberIds: readonly number[],
	languages: ReadonlyMap<number, LanguageTag>,
): Promise<Map<number, AwayNews>> {
	const { db, issueId, loaded } = source;
	if (subscriberIds.length === 0) return new Map();
	const { last: lastIssues } = await loadIssueAndLast(loaded, db, issueId);
	const missed = await missedIssues(db, subscriberIds, lastIssues);
	const got = await lastAcceptedIssues(db, [...missed.keys()], issueId);
	const news = new Map<number, AwayNews>();
	for (const [id, missedIssue] of missed) {
		const last = got.get(id);
		if (last === undefined || last > missedIssue) continue;
		const language = languageOf({ language: languages.get(id) ?? "en" });
		const key = `${last} ${language.tag}`;
		const known =
			loaded.away.get(key) ?? (await flipsSince(source, last, language));
		loaded.away.set(key, known);
		if (known.flips.length > 0) news.set(id, known);
	}
	return news;
}

/** The tools of the issues after this one whose verdict is another one now than it was then. */
async function flipsSince(
	{ db, issueId, loaded, ...site }: Parameters<typeof awayNews>[0],
	last: number,
	language: Language,
): Promise<AwayNews> {
	const ids = await toolsMailedBetween(db, last, issueId);
	const tools = await loadToolFacts(loaded, db, issueId, ids);
	const links = pageLinks(site)(language.tag);
	const flips = ids.flatMap((id) => {
		const tool = tools.get(id);
		return tool ? flipOf(tool, last, links, language) : [];
	});
	return {
		flips: flips.slice(0, MAX_LISTED),
		more: Math.max(0, flips.length - MAX_LISTED),
		issuesUrl: links.issues,
	};
}

function flipOf(
	{ before, now, name, slug, panel }: BookmarkedToolFacts,
	last: number,
	links: PageLinks,
	language: Language,
): BookmarkedTool[] {
	const was = before.findLast(({ issue_id }) => issue_id <= last)?.verdict;
	if (!was || !now.verdict || was === now.verdict) return [];
	const change = language.labels.flip(was, now.verdict);
	return [
		{
			name,
			url: links.tool(slug),
			panel,
			change,
			news: null,
			...(language.tag !== "en" && { language: language.tag }),
		},
	];
}
