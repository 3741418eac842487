import { votesOf } from "../db/catalog/community-votes.ts";
import type { Db, Format, Reviewer } from "../db/schema.ts";
import type { Reader } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";
import { readerBookmarks } from "./bookmarks.ts";
import { ownLinks } from "./subscriber-links.ts";
import {
	emptyToolFacts,
	type LoadedToolFacts,
	loadIssue,
} from "./tool-facts.ts";

export interface ReaderSource {
	db: Db;
	tokens: Tokens;
	publicUrl: string;
	/** The issue they read; its own comparisons are not news. 0: it has no row yet. */
	issueId: number;
	/** Kept over a run, so that every reader gets the same facts about a tool. */
	toolFacts?: LoadedToolFacts;
}

export interface ReaderRow {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	epoch: number;
	/** False when it is known that they have no bookmarks, or no votes. */
	saved?: boolean;
	voted?: boolean;
}

/** What differs in the message from reader to reader, for a batch of subscribers. */
export async function readersOf(
	source: ReaderSource,
	subscribers: readonly ReaderRow[],
): Promise<Map<number, Reader>> {
	const { db, publicUrl, tokens, issueId } = source;
	const loaded = source.toolFacts ?? emptyToolFacts();
	const savers = subscribers.filter(({ saved }) => saved !== false);
	const voters = subscribers.filter(({ voted }) => voted !== false);
	const bookmarks = await readerBookmarks(
		{ ...source, loaded },
		savers.map(idOf),
	);
	const votes = await votesOf(db, voters.map(idOf));
	const { tools } =
		votes.size > 0 ? await loadIssue(loaded, db, issueId) : { tools: null };
	const inIssue = tools && new Set(tools.values());
	return new Map(
		subscribers.map((subscriber) => {
			const { id, email, name, lens, format } = subscriber;
			const own = Object.entries(votes.get(id) ?? {});
			const reader: Reader = {
				name,
				address: email,
				lens,
				format,
				...(bookmarks.get(id) ?? { shelf: [], shelfTotal: 0, saved: [] }),
				votes: Object.fromEntries(
					own.filter(([slug]) => inIssue === null || inIssue.has(slug)),
				),
				...ownLinks(publicUrl, tokens, subscriber),
			};
			return [id, reader];
		}),
	);
}

function idOf({ id }: { id: number }): number {
	return id;
}
