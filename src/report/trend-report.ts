import { WEEK_FIGURES, type WeekFigure } from "../db/issue/figure-tables.ts";
import { figureSums } from "../db/issue/issue-figures.ts";
import { issuesInStates, SEALED_STATES } from "../db/issue/issues.ts";
import type { Db } from "../db/schema.ts";
import { weeksSince } from "../db/subscriber/list-weeks.ts";
import { isTry } from "../issue/life/draft.ts";
import { type Instant, shift } from "../time/clock.ts";
import { DAY } from "../time/time-span.ts";
import { type FigureTable, perThousand } from "./figure.ts";

/** Issues and weeks that a trend shows. */
const MOST_ISSUES = 52;
const MOST_WEEKS = 52;

export interface TrendIssue {
	id: number;
	number: number | null;
	subject: string;
	sealedAt: Instant;
	accepted: number;
	bounces: number;
	/** Of a thousand accepted; null: nobody got it, or it is not counted yet. */
	leavers: number | null;
	complaints: number | null;
}

export interface TrendWeek {
	week: Instant;
	/** Absent: not known. */
	counts: Partial<Record<WeekFigure, number>>;
}

/** The last issues, the oldest first, and the last weeks. */
export interface TrendReport {
	issues: TrendIssue[];
	weeks: TrendWeek[];
	responses: FigureTable;
	movement: FigureTable;
}

export async function trendReport(db: Db, now: Instant): Promise<TrendReport> {
	const issues = await trendIssues(db);
	const weeks = await trendWeeks(db, now);
	return {
		issues,
		weeks,
		responses: {
			key: "responses",
			title: "Leavers and complaints per 1,000",
			about:
				"Who left until the next issue was sealed, and complaints about the issue, of 1,000 accepted messages. Mailbox providers act from 1 in 1,000 complaints (0.1 %), and refuse from 3 (0.3 %).",
			columns: [
				...["Issue", "Sealed", "Accepted", "Bounced"],
				...["Leavers per 1,000", "Complaints per 1,000"],
			],
			rows: issues
				.toReversed()
				.map((one) => [
					one.number,
					one.sealedAt,
					one.accepted,
					one.bounces,
					one.leavers,
					one.complaints,
				]),
		},
		movement: {
			key: "movement",
			title: "The list, week by week",
			about:
				"A week begins on Monday, 00:00 UTC, and is counted once when it is over. Active and paused are how many there were at its end; weeks before the first count are worked out from who is still known.",
			columns: ["Week from", ...WEEK_FIGURES.map(capitalised)],
			rows: weeks
				.toReversed()
				.map(({ week, counts }) => [
					week.slice(0, 10),
					...WEEK_FIGURES.map((name) => counts[name] ?? null),
				]),
		},
	};
}

function capitalised(name: string): string {
	return name.slice(0, 1).toUpperCase() + name.slice(1);
}

async function trendIssues(db: Db): Promise<TrendIssue[]> {
	const heads = (await issuesInStates(db, SEALED_STATES, MOST_ISSUES)).filter(
		(issue) => !isTry(issue) && issue.sealed_at !== null,
	);
	const sums = await figureSums(
		db,
		heads.map(({ id }) => id),
		["at accepted", "left", "complaint", "bounce"],
	);
	const bySum = new Map(
		sums.map((row) => [`${row.issue_id} ${row.figure}`, row.count]),
	);
	return heads
		.map((issue) => {
			const sum = (figure: string) => bySum.get(`${issue.id} ${figure}`) ?? 0;
			const accepted = sum("at accepted");
			return {
				id: issue.id,
				number: issue.number,
				subject: issue.sealed_subject ?? "",
				sealedAt: issue.sealed_at ?? "",
				accepted,
				bounces: sum("bounce"),
				leavers: perThousand(sum("left"), accepted),
				complaints: perThousand(sum("complaint"), accepted),
			};
		})
		.toSorted((a, b) => (a.sealedAt < b.sealedAt ? -1 : 1));
}

async function trendWeeks(db: Db, now: Instant): Promise<TrendWeek[]> {
	const rows = await weeksSince(db, shift(now, -MOST_WEEKS * 7 * DAY));
	const weeks = new Map<Instant, TrendWeek>();
	for (const { week, figure, count } of rows) {
		const one = weeks.get(week) ?? { week, counts: {} };
		one.counts[figure] = count;
		weeks.set(week, one);
	}
	return [...weeks.values()];
}
