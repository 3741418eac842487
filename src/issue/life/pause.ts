import type { Context } from "../../context.ts";
import { closeCircuitBreaker } from "../../db/delivery/circuit-breakers.ts";
import { endHolds } from "../../db/delivery/return-figures.ts";
import { settleSetbacks } from "../../db/delivery/setbacks.ts";
import { deleteApprovers } from "../../db/issue/approvers.ts";
import { type IssueHead, issueById } from "../../db/issue/issues.ts";
import type { IssueState } from "../../db/issue-tables.ts";
import { Failure } from "../../errors.ts";
import { by } from "./audit.ts";
import { changeIssueIf } from "./change-issue.ts";

/**
 * Stops an issue that is going out. Every process that is sending it starts
 * no further message. Pausing twice changes nothing.
 *
 * @throws Failure `not-sending`
 */
export function pauseIssue(context: Context, id: number, note: string) {
	return move(context, id, {
		action: "pause",
		from: ["sealed", "sending"],
		to: "paused",
		note,
		wrong: (state) =>
			`is ${state}. Only an issue that is being sent can be paused`,
		code: "not-sending",
	});
}

/**
 * Lets a paused issue go on: the scheduler or the next `digest send` takes it
 * up. Resuming twice changes nothing.
 *
 * @throws Failure `not-paused`
 */
export function resumeIssue(context: Context, id: number) {
	return move(context, id, {
		action: "resume",
		from: ["paused"],
		to: "sending",
		note: null,
		wrong: (state) => `is ${state}. Only a paused issue can be resumed`,
		code: "not-paused",
	});
}

/**
 * Takes an approval back: the issue is a draft again and does not go out.
 *
 * @throws Failure `not-approved`
 */
export function holdIssue(context: Context, id: number, note: string) {
	return move(context, id, {
		action: "hold",
		from: ["approved"],
		to: "draft",
		note,
		wrong: (state) => `is ${state}. Only an approved issue can be held`,
		code: "not-approved",
	});
}

interface Move {
	/** For the audit log. */
	action: string;
	from: readonly IssueState[];
	to: IssueState;
	note: string | null;
	wrong(state: string): string;
	code: string;
}

async function move(
	context: Context,
	id: number,
	to: Move,
): Promise<IssueHead> {
	return context.db.transaction().execute(async (trx) => {
		const moved = await changeIssueIf(trx, by(context), id, {
			action: to.action,
			from: to.from,
			set: {
				state: to.to,
				note: to.note,
				...(to.to === "draft"
					? { approved_at: null, approved_by: null, approved_hash: null }
					: {}),
			},
		});
		if (to.to === "draft") await deleteApprovers(trx, id);
		// A person has decided: the SMTP server's own probing is over.
		await closeCircuitBreaker(trx, id, context.clock.now());
		await settleSetbacks(trx, id);
		if (to.to === "sending") await endHolds(trx, id);
		const issue = await issueById(trx, id);
		if (!issue || (!moved && issue.state !== to.to))
			throw new Failure(
				to.code,
				`Issue ${issue?.number ?? `id:${id}`} ${to.wrong(issue?.state ?? "deleted")}.`,
			);
		return issue;
	});
}
