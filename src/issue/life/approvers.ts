import type { Context } from "../../context.ts";
import {
	approversOf,
	editorPerson,
	insertApprover,
	mayApprove,
} from "../../db/issue/approvers.ts";
import type { Db, Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import { actorInWords } from "../../text/actor-in-words.ts";

/** Whoever acts without having signed in: the loopback's pages and the command line are one person. */
const THIS_MACHINE = "this machine";

/** Who approved exactly one content of an issue. */
export interface Approvals {
	/** Their names, in the order in which they did. */
	names: readonly string[];
	/** How many more people must approve it. */
	missing: number;
	/** Whether whoever acts now is one of them. */
	byMe: boolean;
}

/**
 * Keeps that whoever acts approved this content, and says who did so far.
 *
 * @throws Failure `may-not-approve` for an editor whose role does not allow it, or who was removed meanwhile
 */
export async function addApprover(
	trx: Trx,
	context: Pick<Context, "clock" | "config" | "actor" | "editorId">,
	issueId: number,
	hash: string,
): Promise<Approvals> {
	const { clock, actor = THIS_MACHINE, editorId } = context;
	if (editorId !== undefined && !(await mayApprove(trx, editorId)))
		throw new Failure(
			"may-not-approve",
			`${actor} may not approve: that needs a publisher or an admin. An admin can change the role with: digest editors role NAME publisher`,
		);
	await insertApprover(trx, {
		issue_id: issueId,
		hash,
		person: personOf(context),
		name: actor,
		at: clock.now(),
	});
	return approvalsOf(trx, context, issueId, hash);
}

export async function approvalsOf(
	db: Db,
	context: Pick<Context, "config" | "editorId">,
	issueId: number,
	hash: string,
): Promise<Approvals> {
	const approvers = await approversOf(db, issueId, hash);
	const person = personOf(context);
	return {
		names: approvers.map(({ name }) => name),
		missing: Math.max(0, context.config.approvals - approvers.length),
		byMe: approvers.some((one) => one.person === person),
	};
}

/** "Approved by Ada. One more editor must approve exactly this." Empty while one approval is enough. */
export function approvalsInWords(
	{ names, missing, byMe }: Approvals,
	{ config }: Pick<Context, "config">,
): string {
	if (config.approvals === 1) return "";
	if (names.length === 0)
		return `Nobody approved this yet. ${config.approvals} different people must.`;
	const approved = `Approved by ${names.map(actorInWords).join(" and ")}.`;
	return missing === 0
		? approved
		: `${approved} One more person must approve exactly this${byMe ? ", and you are not another" : ""}.`;
}

function personOf({ editorId }: Pick<Context, "editorId">): string {
	return editorId === undefined ? THIS_MACHINE : editorPerson(editorId);
}
