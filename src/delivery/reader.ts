import { toolPanel } from "../catalog/panel.ts";
import { bookmarksOf } from "../db/bookmarks.ts";
import type { ToolRecord } from "../db/catalog.ts";
import { lastMailedVerdicts } from "../db/mailed-verdicts.ts";
import type { Db, Verdict } from "../db/schema.ts";
import { type Links, siteLinks } from "../issue/links.ts";
import type { Reader, ShelfTool } from "../render/renderer.ts";
import type { Tokens } from "../subscriber/token.ts";

/** How many bookmarks a message shows; the rest are counted. */
const SHELF = 20;

export interface ReaderSource {
	db: Db;
	tokens: Tokens;
	publicUrl: string;
	/** The issue they read: what it mailed itself is no news. 0: not sealed yet. */
	issueId: number;
}

interface Subscriber {
	id: number;
	email: string;
	name: string | null;
	/** False: it is known that they have no bookmarks. */
	saved?: boolean;
}

/** What differs in the message from reader to reader, for a batch of subscribers. */
export async function readersOf(
	{ db, tokens, publicUrl, issueId }: ReaderSource,
	subscribers: readonly Subscriber[],
): Promise<Map<number, Reader>> {
	const shelves = await bookmarksOf(
		db,
		subscribers
			.filter(({ saved }) => saved !== false)
			.map((subscriber) => subscriber.id),
		SHELF,
	);
	const mailed = await lastMailedVerdicts(
		db,
		[...shelves.values()].flatMap((shelf) =>
			shelf.tools.map((tool) => tool.id),
		),
		issueId,
	);
	const links = siteLinks(publicUrl);
	return new Map(
		subscribers.map(({ id, email, name }) => [
			id,
			{
				name,
				address: email,
				shelf: (shelves.get(id)?.tools ?? []).map((tool) =>
					shelfTool(tool, links, mailed.get(tool.id)?.verdict),
				),
				shelfTotal: shelves.get(id)?.total ?? 0,
				unsubscribeUrl: links.unsubscribe(tokens.sign("unsubscribe", id)),
			},
		]),
	);
}

function shelfTool(
	tool: ToolRecord,
	links: Links,
	before: Verdict | undefined,
): ShelfTool {
	const panel = toolPanel(tool);
	return {
		name: tool.name,
		url: links.tool(tool.slug),
		panel,
		change:
			before && panel.verdict && before !== panel.verdict
				? `now ${panel.verdict}, was ${before}`
				: null,
	};
}
