import type { PanelVerdict } from "../catalog/panel.ts";
import { toolsById } from "../db/catalog/catalog.ts";
import {
	snapshotsOf,
	type ToolSnapshot,
} from "../db/catalog/tool-snapshots.ts";
import type { ToolSnapshotRow } from "../db/catalog-tables.ts";
import {
	type IssueAndLast,
	issueAndLast,
} from "../db/delivery/missed-issues.ts";
import {
	type ComparisonInIssue,
	comparisonsInIssues,
	toolSlugsOfIssue,
} from "../db/issue/issue-items.ts";
import type { Db } from "../db/schema.ts";
import type { AwayNews } from "../issue/content/reader.ts";
import { panelOfSnapshot, snapshotOf } from "../issue/content/tool-snapshot.ts";
import { pairTitle } from "../issue/words/isolate.ts";

/*
 * The facts about bookmarked tools in one issue. Each tool is read once in a run:
 * so a run takes a handful of queries however many its readers are, and an
 * import in the middle of it changes nothing.
 */

export interface LoadedToolFacts {
	issue: LoadedIssue | null;
	tools: Map<number, BookmarkedToolFacts>;
	/** Null: not read yet. */
	issueAndLast: IssueAndLast | null;
	/** What a reader missed, by the id of the last issue that they got and their language. */
	away: Map<string, AwayNews>;
}

interface LoadedIssue {
	/** Slugs of its tools by id; null when it has no row yet, and any tool may be in it. */
	tools: ReadonlyMap<number, string> | null;
}

/** A tool with what its bookmarks show. */
export interface BookmarkedToolFacts {
	slug: string;
	name: string;
	panel: PanelVerdict;
	/** Its snapshot in this issue. */
	now: ToolSnapshot;
	/** Its recorded snapshots, the oldest first. */
	before: readonly ToolSnapshotRow[];
	/** The comparisons that include it, the newest issue first. */
	comparisons: readonly (ComparisonInIssue & { title: string })[];
}

export function emptyToolFacts(): LoadedToolFacts {
	return { issue: null, tools: new Map(), issueAndLast: null, away: new Map() };
}

/** The issue, read once. @param issueId 0: it has no row yet */
export async function loadIssue(
	loaded: LoadedToolFacts,
	db: Db,
	issueId: number,
): Promise<LoadedIssue> {
	if (loaded.issue) return loaded.issue;
	loaded.issue =
		issueId === 0
			? { tools: null }
			: {
					tools: await toolSlugsOfIssue(db, issueId, ["lead", "brief", "more"]),
				};
	return loaded.issue;
}

/** Whether the issue is sealed, and the last issues before it, read once. */
export async function loadIssueAndLast(
	loaded: LoadedToolFacts,
	db: Db,
	issueId: number,
): Promise<IssueAndLast> {
	loaded.issueAndLast ??= await issueAndLast(db, issueId);
	return loaded.issueAndLast;
}

/** Loads the facts of these tools, and returns those of all tools loaded so far, by tool id. */
export async function loadToolFacts(
	loaded: LoadedToolFacts,
	db: Db,
	issueId: number,
	toolIds: readonly number[],
): Promise<ReadonlyMap<number, BookmarkedToolFacts>> {
	const unknown = [...new Set(toolIds)].filter((id) => !loaded.tools.has(id));
	for (let start = 0; start < unknown.length; start += CHUNK_SIZE)
		await readToolFacts(
			loaded,
			db,
			issueId,
			unknown.slice(start, start + CHUNK_SIZE),
		);
	return loaded.tools;
}

/** How many tools are read at once: a statement has a limit of values. */
const CHUNK_SIZE = 1_000;

async function readToolFacts(
	loaded: LoadedToolFacts,
	db: Db,
	issueId: number,
	toolIds: readonly number[],
): Promise<void> {
	const { isSealed } = await loadIssueAndLast(loaded, db, issueId);
	const until = issueId === 0 ? LATEST : issueId;
	const snapshots = await snapshotsOf(db, toolIds, until);
	const rows = await comparisonsInIssues(db, toolIds, issueId);
	const comparisons = rows.map((row) => ({
		...row,
		title: pairTitle(row.left_name, row.right_name),
	}));
	for (const [id, tool] of await toolsById(db, toolIds)) {
		const before = snapshots.filter((row) => row.tool_id === id);
		const live = snapshotOf({ tool, reviews: tool.reviews });
		// An issue that was sealed before snapshots were recorded has none.
		const now = (isSealed && before.at(-1)) || live;
		loaded.tools.set(id, {
			slug: tool.slug,
			name: tool.name,
			panel: panelOfSnapshot(now),
			now,
			before,
			comparisons: comparisons.filter(
				(one) => one.left_tool_id === id || one.right_tool_id === id,
			),
		});
	}
}

/** Larger than any issue's id, and an integer in both databases. */
const LATEST = 2_147_483_647;
