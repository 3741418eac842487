import type { Config } from "../../config/config.ts";
import { countStaged, stageOf } from "../../db/delivery/stages.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { spanInWords } from "../../time/time-span.ts";
import { progressOf } from "../progress.ts";
import { chosenPlan, NOT_BEGUN } from "./choose-stages.ts";
import {
	readStages,
	type Stage,
	stagesInWords,
	writeStages,
} from "./read-stages.ts";

/** Where an issue stands that is sent in stages. */
export interface StageReport {
	/** As STAGES has it. */
	plan: string;
	stages: readonly Stage[];
	/** The open stage, from 1; null: none has begun. */
	stage: number | null;
	/** Recipients of all stages so far, without the rest; and how many of them got it. */
	chosen: number;
	accepted: number;
	/** When the next stage may begin; null: the open one is not sent yet, or is the last. */
	nextAt: Instant | null;
	/** When what came back held it; null: it did not. */
	heldAt: Instant | null;
}

/** Null: it is not sent in stages, or it is over. */
export async function stageReport(
	db: Db,
	{ stages }: Pick<Config, "stages">,
	issue: Pick<IssueHead, "id" | "state">,
): Promise<StageReport | null> {
	if (["complete", "ended", "cancelled", "skipped"].includes(issue.state))
		return null;
	const row = await stageOf(db, issue.id);
	const hasBegun = !NOT_BEGUN.includes(issue.state);
	if (row && !hasBegun) {
		const plan = chosenPlan(row);
		return plan === null ? null : notBegun(readStages(plan));
	}
	if (row) {
		const counts = progressOf(await countStaged(db, issue.id), null);
		const plan = readStages(row.plan);
		const chosen = counts.final + counts.open + counts.claimed;
		// It was chosen that nobody waits.
		if (chosen === 0 && row.stage === plan.length - 1) return null;
		return {
			plan: row.plan,
			stages: plan,
			stage: row.stage + 1,
			chosen,
			accepted: counts.accepted,
			nextAt: row.next_at,
			heldAt: row.held_at,
		};
	}
	return stages === null || hasBegun ? null : notBegun(stages);
}

function notBegun(stages: readonly Stage[]): StageReport {
	const nothing = { stage: null, chosen: 0, accepted: 0 };
	const plan = writeStages(stages);
	return { plan, stages, ...nothing, nextAt: null, heldAt: null };
}

/** "50 messages, then …"; or "stage 1 of 3: 50 of 50 accepted; 500 more not before 12:30" */
export function stageInWords(
	{ stages, stage, chosen, accepted, nextAt, heldAt }: StageReport,
	timeZone: string,
): string {
	if (stage === null) return stagesInWords(stages);
	const next = stages[stage];
	const where = `stage ${stage} of ${stages.length}`;
	if (!next) return `${where}: the rest`;
	const so = `${where}: ${accepted.toLocaleString("en")} of ${chosen.toLocaleString("en")} accepted`;
	const more =
		next.count === null
			? "the rest"
			: `${next.count.toLocaleString("en")} more`;
	if (heldAt !== null)
		return `${so}; held ${formatTime(heldAt, timeZone)} because of what came back`;
	return nextAt === null
		? `${so}; ${more} ${next.after === null ? "next" : `${spanInWords(next.after)} after it is sent`}`
		: `${so}; ${more} not before ${formatTime(nextAt, timeZone)}`;
}
