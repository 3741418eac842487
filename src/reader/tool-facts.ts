import type { PanelVerdict } from "../catalog/panel.ts";
import { toolsById } from "../db/catalog/catalog.ts";
import {
	snapshotsOf,
	type ToolSnapshot,
} from "../db/catalog/tool-snapshots.ts";
import {
	type ComparisonInIssue,
	comparisonsInIssues,
	toolsOfIssue,
} from "../db/issue/issue-items.ts";
import { issueById } from "../db/issue/issues.ts";
import type { Db, ToolSnapshotRow } from "../db/schema.ts";
import { panelAt, standingOf } from "../issue/content/tool-snapshot.ts";

/*
 * What the shelves of all readers of one issue need to know of its tools, each
 * read once: so a run costs a handful of queries, however many its readers,
 * and what is imported meanwhile changes nothing in the middle of it.
 */

export interface Memory {
	issue: IssueMemory | null;
	tools: Map<number, SavedToolFacts>;
}

interface IssueMemory {
	/** Slugs of its tools by id; null: it has no row yet, and any tool may be in it. */
	tools: ReadonlyMap<number, string> | null;
	sealed: boolean;
}

/** A tool as a shelf tells it. */
export interface SavedToolFacts {
	slug: string;
	name: string;
	panel: PanelVerdict;
	/** How it stands in this issue. */
	now: ToolSnapshot;
	/** How it stood in each issue that wrote it down, the oldest first. */
	before: readonly ToolSnapshotRow[];
	/** Where it was compared, the newest issue first. */
	comparisons: readonly ComparisonInIssue[];
}

export function newMemory(): Memory {
	return { issue: null, tools: new Map() };
}

/** @param issueId 0: it has no row yet */
export async function issueOf(
	memory: Memory,
	db: Db,
	issueId: number,
): Promise<IssueMemory> {
	if (memory.issue) return memory.issue;
	memory.issue =
		issueId === 0
			? { tools: null, sealed: false }
			: {
					tools: await toolsOfIssue(db, issueId, ["lead", "brief", "more"]),
					sealed: (await issueById(db, issueId))?.sealed_at != null,
				};
	return memory.issue;
}

/** These tools, and all that were asked for before. */
export async function recall(
	memory: Memory,
	db: Db,
	issueId: number,
	toolIds: readonly number[],
): Promise<ReadonlyMap<number, SavedToolFacts>> {
	const unknown = [...new Set(toolIds)].filter((id) => !memory.tools.has(id));
	for (let start = 0; start < unknown.length; start += AT_ONCE)
		await learn(memory, db, issueId, unknown.slice(start, start + AT_ONCE));
	return memory.tools;
}

/** Tools that one round of queries reads: a statement carries so many values and no more. */
const AT_ONCE = 1_000;

async function learn(
	memory: Memory,
	db: Db,
	issueId: number,
	toolIds: readonly number[],
): Promise<void> {
	const { sealed } = await issueOf(memory, db, issueId);
	const until = issueId === 0 ? LATEST : issueId;
	const standings = await snapshotsOf(db, toolIds, until);
	const comparisons = await comparisonsInIssues(db, toolIds, issueId);
	for (const [id, tool] of await toolsById(db, toolIds)) {
		const before = standings.filter((row) => row.tool_id === id);
		const live = standingOf({ tool, reviews: tool.reviews });
		// An issue that was sealed before standings were written down has none.
		const now = (sealed && before.at(-1)) || live;
		memory.tools.set(id, {
			slug: tool.slug,
			name: tool.name,
			panel: panelAt(now),
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
