import type { Context } from "../context.ts";
import { votesOf } from "../db/catalog/community-votes.ts";
import type { Format, Reviewer } from "../db/schema.ts";
import type { Reader } from "../issue/content/reader.ts";
import { subscriberLinks } from "../subscriber/subscriber-links.ts";
import { shelvesOf } from "./bookmarks.ts";
import { issueOf, type Memory, newMemory } from "./tool-facts.ts";

export type ReaderContext = Pick<Context, "db" | "tokens" | "config">;

export interface ReaderRow {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	epoch: number;
	/** False: it is known that they have no bookmarks, or never voted. */
	saved?: boolean;
	voted?: boolean;
}

/**
 * What differs in the message from reader to reader, for a batch of
 * subscribers, by their ids.
 *
 * @param issueId the issue they read: its own comparisons are not news in it.
 *   0: it has no row yet
 * @param memory facts of tools that were loaded before. A run that keeps it
 *   says the same of a tool to every reader
 */
export async function readersOf(
	{ db, tokens, config: { publicUrl } }: ReaderContext,
	issueId: number,
	subscribers: readonly ReaderRow[],
	memory: Memory = newMemory(),
): Promise<Map<number, Reader>> {
	const savers = subscribers.filter(({ saved }) => saved !== false);
	const voters = subscribers.filter(({ voted }) => voted !== false);
	const shelves = await shelvesOf(
		{ db, publicUrl, issueId, memory },
		savers.map(idOf),
	);
	const votes = await votesOf(db, voters.map(idOf));
	const { tools } =
		votes.size > 0 ? await issueOf(memory, db, issueId) : { tools: null };
	const told = tools && new Set(tools.values());
	return new Map(
		subscribers.map((subscriber) => {
			const { id, email, name, lens, format } = subscriber;
			const own = Object.entries(votes.get(id) ?? {});
			const reader: Reader = {
				name,
				address: email,
				lens,
				format,
				...(shelves.get(id) ?? { bookmarks: [], bookmarksTotal: 0, saved: [] }),
				votes: Object.fromEntries(
					own.filter(([slug]) => told === null || told.has(slug)),
				),
				...subscriberLinks(publicUrl, tokens, subscriber),
			};
			return [id, reader];
		}),
	);
}

function idOf({ id }: { id: number }): number {
	return id;
}
