import type { Config } from "../../config/config.ts";
import type { Context } from "../../context.ts";
import { circuitBreakerOf } from "../../db/delivery/circuit-breakers.ts";
import {
	beginStages,
	countMarked,
	countStaged,
	hasBegun,
	hasUntried,
	markForStage,
	type StageRow,
	stageOf,
	updateStage,
} from "../../db/delivery/stages.ts";
import { dialectOf } from "../../db/dialect.ts";
import { issueById } from "../../db/issue/issues.ts";
import type { Db, Trx } from "../../db/schema.ts";
import { changeLedger } from "../../issue/life/audit.ts";
import { changeIssue } from "../../issue/life/change-issue.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { timeSpanMs } from "../../time/time-span.ts";
import { boundsOf, figuresWith } from "../returns/figure-brake.ts";
import { judgeStage } from "./judge-stage.ts";
import { readStages, type Stage, writeStages } from "./read-stages.ts";

/** So many deliveries are chosen in one transaction. On SQLite nobody else can write meanwhile. */
const PIECE = 10_000;

/** Whether only those who are chosen for a stage may get the issue now. */
export async function isStaged(db: Db, issueId: number): Promise<boolean> {
	const row = await stageOf(db, issueId);
	return row !== undefined && row.stage < readStages(row.plan).length - 1;
}

/**
 * Begins the stages of an issue of which nothing was sent yet, if STAGES is set, and
 * takes the next step of those that have begun: chooses who gets it, sets when the
 * next stage may open, opens it, or pauses the issue because of what came back.
 * Everything is in rows. So any worker may call it at any time.
 *
 * @returns why the issue was paused; null: it was not
 */
export async function advanceStages(
	{ db, clock, config }: Pick<Context, "db" | "clock" | "config">,
	issueId: number,
): Promise<string | null> {
	for (;;) {
		const step = await db
			.transaction()
			.execute((trx) => advance(trx, config, issueId, clock.now()));
		if (step !== "again") return step;
		// The driver is synchronous: without this, nobody else would get a turn.
		await new Promise(setImmediate);
	}
}

async function advance(
	trx: Trx,
	config: Config,
	issueId: number,
	now: Instant,
): Promise<string | null | "again"> {
	await dialectOf(trx).lock(trx, `stages ${issueId}`);
	const issue = await issueById(trx, issueId);
	if (issue?.state !== "sending") return null;
	const row = await stageOf(trx, issueId);
	if (!row) {
		if (config.stages === null || (await hasBegun(trx, issueId))) return null;
		const plan = writeStages(config.stages);
		await changeLedger(trx, { now }, "begin stages", issueId, async () => {
			await beginStages(trx, issueId, plan, now);
			return { plan };
		});
		return "again";
	}
	const stages = readStages(row.plan);
	const next = stages[row.stage + 1];
	if (!next) return null;
	if (row.marked === 0) {
		await mark(trx, row, stages[row.stage] ?? next);
		return "again";
	}
	// What its probe shows comes first.
	if (await circuitBreakerOf(trx, issueId)) return null;
	if (await hasUntried(trx, issueId)) return null;
	if (row.next_at === null) {
		const wait = next.after === null ? 0 : timeSpanMs(next.after);
		await updateStage(trx, issueId, { next_at: shift(now, wait) });
		return null;
	}
	if (now < row.next_at) return null;
	// If it was held, only a person can have let it go on.
	const why = row.held_at === null ? await judge(trx, config, row) : null;
	if (why === null) {
		const stage = row.stage + 1;
		await changeLedger(trx, { now }, "open stage", issueId, async () => {
			await updateStage(trx, issueId, {
				stage,
				marked: next.count === null ? 1 : 0,
				opened_at: now,
				next_at: null,
				held_at: null,
			});
			return { stage: stage + 1, of: stages.length };
		});
		return "again";
	}
	await updateStage(trx, issueId, { held_at: now });
	const note = `${why} So stage ${row.stage + 2} of ${stages.length} has not begun. Then continue with: digest issue resume`;
	await changeIssue(trx, { now }, issueId, {
		action: "pause",
		from: ["sending"],
		set: { state: "paused", note },
	});
	return note;
}

async function mark(
	trx: Trx,
	{ issue_id, stage }: StageRow,
	{ count }: Stage,
): Promise<void> {
	const left = (count ?? 0) - (await countMarked(trx, issue_id, stage));
	const piece = Math.min(left, PIECE);
	const chosen =
		piece > 0 ? await markForStage(trx, issue_id, stage, piece) : 0;
	if (chosen === piece && chosen < left) return;
	await updateStage(trx, issue_id, { marked: 1 });
}

async function judge(
	trx: Trx,
	config: Config,
	{ issue_id }: StageRow,
): Promise<string | null> {
	return judgeStage(
		await countStaged(trx, issue_id),
		await figuresWith(trx, issue_id, [issue_id], [], []),
		boundsOf(config),
	);
}

/** Nobody waits for a stage any more: the issue is complete. Who is missing later gets it at once. */
export async function endStages(trx: Trx, issueId: number): Promise<void> {
	const row = await stageOf(trx, issueId);
	if (!row) return;
	const stage = readStages(row.plan).length - 1;
	await updateStage(trx, issueId, { stage, marked: 1, next_at: null });
}
