import type { Context } from "../../context.ts";
import { countByState } from "../../db/delivery/deliveries.ts";
import {
	countOpenByDomain,
	countReadersByDomain,
} from "../../db/delivery/domains.ts";
import {
	rateUsageInUse,
	type SlowdownRow,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { stageOf } from "../../db/delivery/stages.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { metaOf } from "../../db/meta.ts";
import { countAudience } from "../../db/subscriber/subscriber-export.ts";
import { recipientTerms } from "../../issue/content/recipients.ts";
import type { MailServer } from "../../mail/mailer.ts";
import { progressOf } from "../progress.ts";
import { readStages, type Stage } from "../stages/read-stages.ts";
import { createLimits } from "./limits.ts";
import { type Plan, type PlanInput, planOf } from "./plan.ts";
import { type PlanPoint, planCurve } from "./plan-curve.ts";
import { remainingOf } from "./rate-window.ts";
import { warmUpKey } from "./warm-up.ts";

export interface IssuePlan extends Plan {
	/** The servers and domain groups that asked us to slow down. */
	slowed: SlowdownRow[];
	/** How many should have been sent when, with the waits of its stages; empty: there is no limit. */
	curve: PlanPoint[];
}

/** How many deliveries are left, how fast they can be sent, and until when; null for an issue that has ended. */
export async function planIssue(
	context: Context,
	servers: readonly MailServer[],
	issue: IssueHead,
): Promise<IssuePlan | null> {
	const { db, config } = context;
	const now = context.clock.now();
	const coming = issue.state === "draft" || issue.state === "approved";
	if (!coming && !["sealed", "sending", "paused"].includes(issue.state))
		return null;
	const limits = createLimits(config, servers);
	const left = new Map<string, number>();
	if (config.domainRates.size > 0) {
		const counts = coming
			? await countReadersByDomain(db, await recipientTerms(context, issue))
			: await countOpenByDomain(db, issue.id);
		for (const { domain, count } of counts) {
			const scope = limits.scopeOf(`@${domain}`);
			left.set(scope, (left.get(scope) ?? 0) + count);
		}
	} else if (coming)
		left.set("", await countAudience(db, await recipientTerms(context, issue)));
	else {
		const states = await countByState(db, issue.id);
		left.set("", progressOf(states, issue.recipients).open);
	}
	const used = new Map(
		(await rateUsageInUse(db, now)).map((row) => {
			const rate = { limit: Number.MAX_SAFE_INTEGER, periodMs: row.periodMs };
			const room = remainingOf(row.window, rate, Date.parse(now));
			return [keyOf(row.server, row.scope, row.periodMs), rate.limit - room];
		}),
	);
	const noThrottle = { slowdowns: new Map(), warmUp: null };
	const input: PlanInput = {
		starts:
			coming && issue.send_at && issue.send_at > now ? issue.send_at : now,
		left,
		sendRate: config.sendRate,
		warmUp: config.warmUp,
		since: config.warmUp && (await metaOf(db, warmUpKey(config.warmUp))),
		servers,
		ratesOf: (scope) => limits.limitsFor("", scope, noThrottle),
		usedOf: (...key) => used.get(keyOf(...key)) ?? 0,
	};
	return {
		...planOf(input),
		curve: planCurve(input, await stagesLeft(context, issue)),
		slowed: await slowdowns(db),
	};
}

/** The open stage and those after it, as they were when it began; null: it goes out at once. */
async function stagesLeft(
	{ db, config }: Context,
	issue: IssueHead,
): Promise<readonly Stage[] | null> {
	const row = await stageOf(db, issue.id);
	return row ? readStages(row.plan).slice(row.stage) : config.stages;
}

function keyOf(server: string, scope: string, periodMs: number): string {
	return `${server} ${scope} ${periodMs}`;
}
