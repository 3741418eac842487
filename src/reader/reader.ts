import type { Context } from "../context.ts";
import { votesOf } from "../db/catalog/community-votes.ts";
import type { Reviewer } from "../db/catalog-tables.ts";
import type { Format } from "../db/subscriber-tables.ts";
import type { Reader } from "../issue/content/reader.ts";
import { type LanguageTag, languageTag } from "../issue/words/language/tags.ts";
import { subscriberLinks } from "../subscriber/subscriber-links.ts";
import { awayNews } from "./away.ts";
import { readerBookmarks } from "./bookmarks.ts";
import {
	emptyToolFacts,
	type LoadedToolFacts,
	loadIssue,
} from "./tool-facts.ts";

export type ReaderContext = Pick<Context, "db" | "tokens" | "config">;

export interface ReaderRow {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	/** Absent or null: the publication's first. */
	language?: string | null;
	epoch: number;
	/** False when it is known that they have no bookmarks, or no votes. */
	saved?: boolean;
	voted?: boolean;
}

/**
 * What differs in the message from reader to reader, for a batch of
 * subscribers, by their ids.
 *
 * @param issueId the issue they read: its own comparisons are not news in it.
 *   0: it has no row yet
 * @param loaded facts of tools that were loaded before. A run that keeps them
 *   says the same of a tool to every reader
 */
export async function readersOf(
	{ db, tokens, config }: ReaderContext,
	issueId: number,
	subscribers: readonly ReaderRow[],
	loaded: LoadedToolFacts = emptyToolFacts(),
): Promise<Map<number, Reader>> {
	const { publicUrl } = config;
	const [first] = config.languages;
	const languages = new Map<number, LanguageTag>(
		subscribers.map(({ id, language }) => [
			id,
			config.languages.find((tag) => tag === language) ?? first,
		]),
	);
	const source = { db, publicUrl, first, issueId, loaded };
	const savers = subscribers.filter(({ saved }) => saved !== false);
	const voters = subscribers.filter(({ voted }) => voted !== false);
	const bookmarks = await readerBookmarks(source, savers.map(idOf), languages);
	const away = await awayNews(source, subscribers.map(idOf), languages);
	const votes = await votesOf(db, voters.map(idOf));
	const { tools } =
		votes.size > 0 ? await loadIssue(loaded, db, issueId) : { tools: null };
	const inIssue = tools && new Set(tools.values());
	return new Map(
		subscribers.map((subscriber) => {
			const { id, email, name, lens, format } = subscriber;
			const language = languageTag(subscriber.language);
			const missed = away.get(id);
			const own = Object.entries(votes.get(id) ?? {});
			const reader: Reader = {
				name,
				address: email,
				lens,
				format,
				...(language && { language }),
				...(bookmarks.get(id) ?? {
					bookmarks: [],
					bookmarksTotal: 0,
					saved: [],
				}),
				votes: Object.fromEntries(
					own.filter(([slug]) => inIssue === null || inIssue.has(slug)),
				),
				...(missed && { away: missed }),
				...subscriberLinks(publicUrl, tokens, subscriber),
			};
			return [id, reader];
		}),
	);
}

function idOf({ id }: { id: number }): number {
	return id;
}
