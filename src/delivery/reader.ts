import { toolPanel } from "../catalog/panel.ts";
import { savedTools } from "../db/bookmarks.ts";
import { type ToolRecord, toolsById } from "../db/catalog.ts";
import type { Dialect } from "../db/dialect.ts";
import { lastMailedVerdicts } from "../db/mailed-verdicts.ts";
import type { Db, Format, Reviewer, Verdict } from "../db/schema.ts";
import { type Links, siteLinks } from "../issue/links.ts";
import type { Reader, ShelfTool } from "../render/renderer.ts";
import { ownLinks } from "../subscriber/own-links.ts";
import type { Tokens } from "../subscriber/token.ts";

/** How many bookmarks a message shows; the rest are counted. */
const SHELF = 20;

export interface ReaderSource {
	db: Db;
	dialect: Dialect;
	tokens: Tokens;
	publicUrl: string;
	/** The issue they read: what it mailed itself is no news. 0: not sealed yet. */
	issueId: number;
	/** Tools that were read before: a run that keeps them says the same of each to everybody. */
	tools?: Map<number, ShelfTool>;
}

interface Subscriber {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	epoch: number;
	/** False: it is known that they have no bookmarks. */
	saved?: boolean;
}

/** What differs in the message from reader to reader, for a batch of subscribers. */
export async function readersOf(
	source: ReaderSource,
	subscribers: readonly Subscriber[],
): Promise<Map<number, Reader>> {
	const shelves = await shelvesOf(
		source,
		subscribers
			.filter(({ saved }) => saved !== false)
			.map((subscriber) => subscriber.id),
	);
	return new Map(
		subscribers.map(({ id, email, name, lens, format, epoch }) => [
			id,
			{
				name,
				address: email,
				lens,
				format,
				...(shelves.get(id) ?? { shelf: [], shelfTotal: 0 }),
				saved: [],
				votes: {},
				...ownLinks(source.publicUrl, source.tokens, { id, epoch }),
			},
		]),
	);
}

async function shelvesOf(
	source: ReaderSource,
	subscriberIds: readonly number[],
): Promise<Map<number, Pick<Reader, "shelf" | "shelfTotal">>> {
	const { db, dialect } = source;
	const saved = await savedTools(db, dialect, subscriberIds, SHELF);
	const tools = await shelfTools(
		source,
		saved.map((row) => row.tool_id),
	);
	const shelves = new Map<number, Pick<Reader, "shelf" | "shelfTotal">>();
	for (const { subscriber_id, tool_id, total } of saved) {
		const kept = shelves.get(subscriber_id) ?? { shelf: [], shelfTotal: total };
		shelves.set(subscriber_id, kept);
		const tool = tools.get(tool_id);
		if (tool) kept.shelf.push(tool);
	}
	return shelves;
}

async function shelfTools(
	{ db, publicUrl, issueId, tools = new Map() }: ReaderSource,
	ids: readonly number[],
): Promise<Map<number, ShelfTool>> {
	const unknown = ids.filter((id) => !tools.has(id));
	if (unknown.length === 0) return tools;
	const mailed = await lastMailedVerdicts(db, unknown, issueId);
	const links = siteLinks(publicUrl);
	for (const [id, tool] of await toolsById(db, unknown))
		tools.set(id, shelfTool(tool, links, mailed.get(id)?.verdict));
	return tools;
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
		news: null,
	};
}
