import type { Config } from "../config/config.ts";
import type { Context } from "../context.ts";
import {
	type CountableIssue,
	countableIssues,
	replaceFigures,
} from "../db/issue/issue-figures.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import { issueById } from "../db/issue/issues.ts";
import { domainGroups } from "../delivery/rates/domain-groups.ts";
import type { IssuePlan } from "../delivery/rates/plan-issue.ts";
import { type Instant, shift } from "../time/clock.ts";
import { DAY, HOUR } from "../time/time-span.ts";
import { countDeliveries, countResponses } from "./count-issue.ts";
import { countWeeks } from "./count-weeks.ts";

/** How often the responses to an issue are counted anew while they go on. */
const RECOUNT_MS = HOUR;

/** Bounces and complaints come days later. */
const SETTLED_AFTER_MS = 14 * DAY;

/**
 * Counts what is not counted yet: issues that ended, responses to those whose time
 * goes on, weeks that are over, and the plan of an issue that is going out. Safe to
 * repeat, and by several processes.
 *
 * @param planOf the plan of an issue; null: it has none
 * @returns how much was counted
 */
export async function countFigures(
	context: Context & { config: Pick<Config, "domainGroups"> },
	planOf: (issue: IssueHead) => Promise<IssuePlan | null>,
	signal?: AbortSignal,
): Promise<{ issues: number; weeks: number }> {
	const { db, clock, config } = context;
	const groups = domainGroups(config.domainGroups);
	const issues = await countableIssues(db);
	let counted = 0;
	for (const [index, issue] of issues.entries()) {
		if (signal?.aborted) break;
		const now = clock.now();
		if (issue.ended_at === null) await keepPlan(context, issue, planOf);
		else if (issue.counted_end !== issue.ended_at) {
			await countDeliveries(db, groups, issue.id, issue.ended_at);
			counted++;
			// Which domains have enough readers to be named is known only now.
			issue.responses_at = null;
		}
		const next = issues[index + 1]?.sealed_at ?? null;
		if (areResponsesDue(issue, now)) {
			const final = next !== null && now >= shift(next, SETTLED_AFTER_MS);
			await countResponses(db, groups, issue, next ?? now, { at: now, final });
		}
	}
	const weeks = signal?.aborted ? 0 : await countWeeks(db, clock.now());
	return { issues: counted, weeks };
}

function areResponsesDue(issue: CountableIssue, now: Instant): boolean {
	const { responses_at: at, responses_final: final } = issue;
	if (at === null) return true;
	return final === 0 && now >= shift(at, RECOUNT_MS);
}

/** Keeps when the issue should have gone out, as its limits were when it began. */
async function keepPlan(
	{ db }: Pick<Context, "db">,
	issue: CountableIssue,
	planOf: (issue: IssueHead) => Promise<IssuePlan | null>,
): Promise<void> {
	if (issue.planned === 1) return;
	const head = await issueById(db, issue.id);
	const plan = head ? await planOf(head) : null;
	if (!plan) return;
	await db.transaction().execute((trx) =>
		replaceFigures(
			trx,
			issue.id,
			["plan", "plan by", "plan limit"],
			[
				{
					figure: "plan",
					name: `${plan.starts} ${plan.ends ?? ""}`.trim(),
					count: plan.left,
				},
				...plan.curve.map(({ at, sum }) => ({
					figure: "plan by",
					name: `${at} ${sum}`,
					count: sum,
				})),
				...(plan.because
					? [{ figure: "plan limit", name: plan.because, count: 1 }]
					: []),
			],
		),
	);
}
