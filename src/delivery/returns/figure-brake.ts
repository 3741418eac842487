import type { Config } from "../../config/config.ts";
import { closeCircuitBreaker } from "../../db/delivery/circuit-breakers.ts";
import { hasOtherDomains } from "../../db/delivery/reopen.ts";
import {
	addFigures,
	figuresOf,
	holdsOf,
	issuesSealedSince,
	type ReturnCounts,
	saveHold,
	worstDomain,
} from "../../db/delivery/return-figures.ts";
import { issuesInStates } from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { changeIssueIf } from "../../issue/life/change-issue.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import {
	ALL_ISSUES,
	type FigureNotice,
	holdNote,
	nextIssueNotice,
	pausedNotice,
	warningOf,
} from "./figure-notices.ts";
import {
	type BoundsOf,
	type Figures,
	isClosed,
	judgeFigures,
} from "./judge-figures.ts";

/** So long the issues count together. */
export const PERIOD_MS = 30 * DAY;

/** What is counted: messages that went out, and what came back of them. */
export interface Counted extends ReturnCounts {
	/** Null: not known. */
	server: string | null;
	/** The recipient's domain group. */
	domain: string;
}

export function boundsOf(
	config: Pick<
		Config,
		"goneWarn" | "goneHold" | "complaintWarn" | "complaintHold"
	>,
): BoundsOf {
	return {
		gone: { warn: config.goneWarn, hold: config.goneHold },
		complaints: { warn: config.complaintWarn, hold: config.complaintHold },
	};
}

/** Adds up what is the same server or the same domain, for `addFigures`. */
export function byScope(counted: readonly Counted[]) {
	const sums = new Map<string, ReturnCounts & { scope: string }>();
	for (const { server, domain, sent, gone, complaints } of counted)
		for (const scope of [
			`server ${server ?? "not known"}`,
			`domain ${domain}`,
		]) {
			const sum = sums.get(scope) ?? { scope, sent: 0, gone: 0, complaints: 0 };
			sum.sent += sent;
			sum.gone += gone;
			sum.complaints += complaints;
			sums.set(scope, sum);
		}
	return [...sums.values()];
}

/**
 * Counts messages of an issue and what came back of them, and pauses what is being
 * sent if a share is too high, in the caller's transaction. Call it last there
 * (`addFigures`).
 *
 * @returns what the editor must be told
 */
export async function countFigures(
	trx: Trx,
	config: Config,
	issueId: number,
	counted: readonly Counted[],
	now: Instant,
): Promise<FigureNotice[]> {
	const notices: FigureNotice[] = [];
	const returned = counted.filter((one) => one.gone + one.complaints > 0);
	for (const one of returned.slice(0, 1)) {
		const recent = await issuesSealedSince(trx, shift(now, -PERIOD_MS));
		const added = byScope(counted);
		const newest = byScope([one]).map(({ scope }) => scope);
		for (const [about, issues] of [
			[issueId, [issueId]],
			[ALL_ISSUES, recent],
		] as const) {
			if (!issues.includes(issueId)) continue;
			const figures = await figuresWith(trx, issueId, issues, newest, added);
			const told = await act(trx, config, issueId, about, figures, now);
			// Of one issue alone, the issue has said it.
			if (about === issueId || issues.length > 1) notices.push(...told);
			else notices.push(...told.filter(({ isWarning }) => !isWarning));
		}
	}
	await addFigures(trx, issueId, byScope(counted));
	return notices;
}

/** The figures of these issues as they are once `added` is added. */
export async function figuresWith(
	trx: Trx,
	issueId: number,
	issues: readonly number[],
	scopes: readonly string[],
	added: readonly (ReturnCounts & { scope: string })[],
): Promise<Figures> {
	const { all, scoped } = await figuresOf(trx, issues, scopes);
	const more = (scope: string, counts: ReturnCounts | undefined) => {
		const by = added.find((one) => one.scope === scope);
		return {
			scope,
			sent: (counts?.sent ?? 0) + (by?.sent ?? 0),
			gone: (counts?.gone ?? 0) + (by?.gone ?? 0),
			complaints: (counts?.complaints ?? 0) + (by?.complaints ?? 0),
		};
	};
	const total = { ...all };
	for (const one of added)
		if (one.scope.startsWith("server ")) {
			total.sent += one.sent;
			total.gone += one.gone;
			total.complaints += one.complaints;
		}
	const found = await worstDomain(trx, issues);
	const worst = found && more(found.scope, found);
	return {
		all: total,
		scoped: scopes.map((scope) =>
			more(
				scope,
				scoped.find((one) => one.scope === scope),
			),
		),
		worst,
		hasOthers:
			worst !== null &&
			isClosed(worst) &&
			(await hasOtherDomains(trx, issueId, [
				worst.scope.slice("domain ".length),
			])),
	};
}

async function act(
	trx: Trx,
	config: Config,
	issueId: number,
	about: number,
	figures: Figures,
	now: Instant,
): Promise<FigureNotice[]> {
	const since = shift(now, -PERIOD_MS);
	// This issue's returns are part of the 30 days'.
	const holds = (await holdsOf(trx, [...new Set([about, issueId])])).filter(
		({ at }) => at > since,
	);
	const findings = judgeFigures(figures, boundsOf(config), (measure) =>
		Math.max(
			0,
			...holds
				.filter((hold) => hold.open === 0 && hold.measure === measure)
				.map(({ count }) => count),
		),
	);
	const notices = findings
		.filter(
			// The widest says it. What is held needs no warning.
			({ level, measure }, at) =>
				level === "warn" &&
				findings.findIndex((one) => one.measure === measure) === at,
		)
		.map((finding) => warningOf(finding, about, issueId, now));
	const held = findings.filter(({ level }) => level === "hold");
	for (const { scope, measure, count } of held)
		await saveHold(trx, { issue_id: about, scope, measure, count, at: now });
	const [first] = held;
	if (!first) return notices;
	const note = holdNote(first, about);
	const sending =
		about === ALL_ISSUES
			? (await issuesInStates(trx, ["sending"])).map(({ id }) => id)
			: [about];
	let isPaused = false;
	for (const id of sending)
		if (await pause(trx, id, note, now)) {
			isPaused = true;
			notices.push(pausedNotice(id, note, now));
		}
	const isKnown = holds.some(
		({ open, issue_id }) => open === 1 && issue_id === ALL_ISSUES,
	);
	// Who lets a paused issue go on has seen it.
	isPaused ||= (await issuesInStates(trx, ["paused"])).length > 0;
	if (!isPaused && !isKnown && about === ALL_ISSUES)
		notices.push(nextIssueNotice(first, issueId, now));
	return notices;
}

/** Pauses an issue because of its figures. @returns whether it was being sent */
export async function pause(
	trx: Trx,
	id: number,
	note: string,
	now: Instant,
): Promise<boolean> {
	const paused = await changeIssueIf(trx, { now }, id, {
		action: "pause",
		from: ["sending"],
		set: { state: "paused", note },
	});
	// A person decides: the SMTP server's own probing must not let it go on.
	if (paused) await closeCircuitBreaker(trx, id, now);
	return paused !== null;
}
