import { performance } from "node:perf_hooks";
import { lastSetbacks } from "../../db/delivery/attempts.ts";
import { circuitBreakerOf } from "../../db/delivery/circuit-breakers.ts";
import { countsOfIssue } from "../../db/delivery/deliveries.ts";
import {
	countOpenByDomain,
	countReadersByDomain,
} from "../../db/delivery/domains.ts";
import { stageOf } from "../../db/delivery/stages.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { adoptionProblem } from "../../delivery/adoption.ts";
import { type DeliveryCounts, progressOf } from "../../delivery/progress.ts";
import { domainGroups } from "../../delivery/rates/domain-groups.ts";
import { type IssuePlan, planIssue } from "../../delivery/rates/plan-issue.ts";
import { causeOf, maskReply } from "../../delivery/reply-causes.ts";
import {
	type StageReport,
	stageReport,
} from "../../delivery/stages/stage-report.ts";
import { recipientTerms } from "../../issue/content/recipients.ts";
import { mailServers } from "../../mail/smtp/smtp-url.ts";
import { hideAddress } from "../../text/mask-addresses.ts";
import type { Instant } from "../../time/clock.ts";
import { costly } from "../costly.ts";
import type { StudioDeps } from "../deps.ts";

/** Mailbox providers, words of refusals: so many are shown. */
const SHOWN = 8;
/** The last refusals and deferrals that are looked at. */
const LOOKED_AT = 100;

export interface SendingState {
	counts: DeliveryCounts;
	/** Null: it is over. */
	plan: IssuePlan | null;
	/** How it goes out in stages; null: it does not, or it is over. */
	stages: StageReport | null;
	/** Who is still to get it, by mailbox provider, the most first; the last one has all others. */
	providers: { name: string; count: number }[];
	/** Deliveries that became final in a minute, between two looks; null: not measured yet. */
	perMinute: number | null;
	/** The last refusals and deferrals, the latest first. They stay when the issue is over. */
	setbacks: readonly ShownSetback[];
	/** Why nothing may be sent from here; null: it may. */
	problem: string | null;
	breaker: Awaited<ReturnType<typeof circuitBreakerOf>>;
}

/** Refusals or deferrals in the same words of a server, without whose they were. */
export interface ShownSetback {
	/** Of the last one. */
	at: Instant;
	isDeferred: boolean;
	/** How many of those looked at, and at which domains, the latest first. */
	count: number;
	domains: readonly string[];
	words: string;
	/** What these words mean; null: it is not known. */
	meaning: string | null;
}

/** How far an issue is. What is costly is counted once for all pages, and rarely where it takes long. */
export function sendingStates(deps: StudioDeps) {
	const { db, config } = deps;
	const countsOnce = costly<{ counts: DeliveryCounts; at: number }>();
	const setbacksOnce = costly<ShownSetback[]>();
	const planOnce =
		costly<Pick<SendingState, "plan" | "providers" | "stages">>();
	const looks = new Map<number, { final: number; at: number }[]>();
	return async (issue: IssueHead): Promise<SendingState> => {
		const { id } = issue;
		const stage = await stageOf(db, id);
		const version = `${issue.revision} ${issue.recipients} ${stage?.plan} ${stage?.stage} ${stage?.next_at}`;
		const { counts, at } = await countsOnce(id, version, async () => ({
			counts: progressOf(await countsOfIssue(db, issue), issue.recipients),
			at: performance.now(),
		}));
		const planned = await planOnce(id, version, async () => ({
			plan: await planIssue(deps, mailServers(config.smtpUrl), issue),
			providers: await providersOf(deps, issue),
			stages: await stageReport(db, config, issue),
		}));
		return {
			counts,
			...planned,
			perMinute: rateOf(looks, issue, counts.final, at),
			setbacks: await setbacksOnce(id, version, () => setbacksOf(deps, issue)),
			problem: deps.installation
				? await adoptionProblem(db, deps.installation)
				: null,
			breaker: await circuitBreakerOf(db, id),
		};
	};
}

/** The average over the last looks, at most a minute of them, while it is being sent. */
function rateOf(
	looks: Map<number, { final: number; at: number }[]>,
	{ id, state }: IssueHead,
	final: number,
	at: number,
): number | null {
	const known = looks.get(id) ?? [];
	if (state !== "sending") {
		looks.delete(id);
		return null;
	}
	if (known.at(-1)?.at !== at) known.push({ final, at });
	while (known.length > 2 && (known[0]?.at ?? at) < at - 60_000) known.shift();
	looks.set(id, known);
	const [first] = known;
	const ms = at - (first?.at ?? at);
	return first && ms >= 1000
		? Math.round(((final - first.final) * 60_000) / ms)
		: null;
}

async function setbacksOf(
	{ db }: Pick<StudioDeps, "db">,
	{ id }: IssueHead,
): Promise<ShownSetback[]> {
	const shown = new Map<string, ShownSetback>();
	for (const one of await lastSetbacks(db, id, LOOKED_AT)) {
		const { at, result, address } = one;
		const reply = one.said ?? "without a reply";
		const words = address ? hideAddress(reply, address) : maskReply(reply);
		const isDeferred = result === "deferred";
		const key = `${isDeferred} ${words}`;
		const known = shown.get(key);
		const domain = one.domain ?? "an erased reader";
		if (!known && shown.size === SHOWN) continue;
		shown.set(key, {
			at: known?.at ?? at,
			isDeferred,
			words,
			count: (known?.count ?? 0) + 1,
			domains: [...new Set([...(known?.domains ?? []), domain])],
			meaning: causeOf(reply)?.meaning ?? null,
		});
	}
	return [...shown.values()];
}

async function providersOf(
	deps: StudioDeps,
	issue: IssueHead,
): Promise<SendingState["providers"]> {
	const { db, config } = deps;
	const isComing = issue.state === "draft" || issue.state === "approved";
	if (!isComing && !["sealed", "sending", "paused"].includes(issue.state))
		return [];
	const domains = isComing
		? await countReadersByDomain(db, await recipientTerms(deps, issue))
		: await countOpenByDomain(db, issue.id);
	const groups = domainGroups(config.domainGroups);
	const sums = new Map<string, number>();
	for (const { domain, count } of domains) {
		const name = groups.groupOf(domain);
		sums.set(name, (sums.get(name) ?? 0) + count);
	}
	const sorted = [...sums]
		.map(([name, count]) => ({ name, count }))
		.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
	const rest = sorted.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
	return [
		...sorted.slice(0, SHOWN),
		...(rest > 0
			? [{ name: `${sorted.length - SHOWN} other domains`, count: rest }]
			: []),
	];
}
