import type { Instant } from "../../time/clock.ts";
import type { IssueState, NewIssue } from "../issue-tables.ts";
import type { Db, Trx } from "../schema.ts";
import { SEALED_STATES } from "./issues.ts";
import { withMaskedNote } from "./masked-note.ts";

/*
 * What writes the row of an issue. `issue/life/change-issue.ts` calls it and records
 * the change in the same transaction; nothing else may.
 */

/** What an issue may become. `updateIssue` enforces it. */
export const ISSUE_TRANSITIONS: Record<IssueState, readonly IssueState[]> = {
	draft: ["approved", "skipped", "cancelled"],
	approved: ["draft", "sealed", "cancelled"],
	sealed: ["sending", "paused", "ended", "cancelled"],
	sending: ["paused", "complete", "ended", "cancelled"],
	paused: ["sending", "ended", "cancelled"],
	complete: ["sending"],
	ended: ["cancelled"],
	cancelled: [],
	skipped: ["skipped"],
};

export async function insertIssue(trx: Trx, issue: NewIssue): Promise<number> {
	const { id } = await trx
		.insertInto("issues")
		.values(withMaskedNote(issue))
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/**
 * Changes an issue that is still in one of the states `from`.
 * @param revision the one that it must still have; null: any
 * @returns false when it was not: another process was faster
 */
export async function updateIssue(
	db: Db,
	id: number,
	from: readonly IssueState[],
	change: Partial<NewIssue> & { updated_at: Instant },
	revision: number | null = null,
): Promise<boolean> {
	const to = change.state;
	for (const state of to ? from : [])
		if (to && state !== to && !ISSUE_TRANSITIONS[state].includes(to))
			throw new Error(`an issue never goes from ${state} to ${to}`);
	const { numUpdatedRows } = await db
		.updateTable("issues")
		.set((eb) => ({
			...withMaskedNote(change),
			revision: eb("revision", "+", 1),
		}))
		.where("id", "=", id)
		.where("state", "in", from)
		.$if(revision !== null, (query) =>
			query.where("revision", "=", revision ?? 0),
		)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Counts recipients that were frozen after the seal. @param frozenTo null: all are */
export async function countFrozen(
	trx: Trx,
	id: number,
	change: { recipients: number; frozen_to: number | null; updated_at: Instant },
): Promise<void> {
	await trx
		.updateTable("issues")
		.set((eb) => ({ ...change, revision: eb("revision", "+", 1) }))
		.where("id", "=", id)
		.where("state", "in", SEALED_STATES)
		.execute();
}
