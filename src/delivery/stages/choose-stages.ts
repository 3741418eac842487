import type { Context } from "../../context.ts";
import {
	beginStages,
	forgetStages,
	stageOf,
} from "../../db/delivery/stages.ts";
import { dialectOf } from "../../db/dialect.ts";
import { issueById } from "../../db/issue/issues.ts";
import { describeError, Failure } from "../../errors.ts";
import { by, changeLedger } from "../../issue/life/audit.ts";
import { readStages, type Stage, writeStages } from "./read-stages.ts";

/** In which an issue has not begun to go out. */
export const NOT_BEGUN = ["draft", "approved", "sealed"];

/**
 * Chooses in which stages an issue goes out, in place of STAGES. It must not have
 * begun. Choosing twice the same changes nothing.
 *
 * @param text as STAGES has it; empty: all at once
 * @throws Failure `bad-stages`, `has-begun`
 */
export async function chooseStages(
	context: Pick<Context, "db" | "clock" | "actor" | "config">,
	id: number,
	text: string,
): Promise<void> {
	const chosen = text.trim() === "" ? null : stagesOf(text);
	const { db, config } = context;
	const now = context.clock.now();
	await db.transaction().execute(async (trx) => {
		await dialectOf(trx).lock(trx, `stages ${id}`);
		const issue = await issueById(trx, id);
		if (!issue || !NOT_BEGUN.includes(issue.state))
			throw new Failure(
				"has-begun",
				`Issue ${issue?.number ?? `id:${id}`} is ${issue?.state ?? "deleted"}: its stages can only be chosen before it goes out.`,
			);
		const before = await stageOf(trx, id);
		const usual = config.stages && writeStages(config.stages);
		const is = before ? chosenPlan(before) : usual;
		const plan = chosen && writeStages(chosen);
		if (plan === is) return;
		await changeLedger(trx, by(context), "choose stages", id, async () => {
			await forgetStages(trx, id);
			// With STAGES, a row at its last stage says that nobody waits.
			if (plan !== null) await beginStages(trx, id, plan, now);
			else if (config.stages)
				await beginStages(trx, id, usual ?? "", now, config.stages.length - 1);
			return { stages: plan ?? "all at once" };
		});
	});
}

/** What a row says of an issue that has not begun; null: all at once. */
export function chosenPlan(row: {
	plan: string;
	stage: number;
}): string | null {
	return row.stage === 0 ? row.plan : null;
}

function stagesOf(text: string): readonly Stage[] {
	try {
		return readStages(text);
	} catch (error) {
		throw new Failure(
			"bad-stages",
			`The list of stages ${describeError(error)}`,
		);
	}
}
