import type { Instant } from "../../time/clock.ts";

/* Figures that are counted once and kept. */

export interface FigureTables {
	issue_figures: IssueFigureTable;
	list_weeks: ListWeekTable;
}

/** What `src/report/count-issue.ts` counted. No name in it belongs to one person. */
interface IssueFigureTable {
	issue_id: number;
	/** Such as `accepted at`; see `DELIVERY_FIGURES` and `RESPONSE_FIGURES`. */
	figure: string;
	/** Of what it is the count: a domain, a cause, a time. */
	name: string;
	count: number;
}

/** What happened to the list in a week. */
interface ListWeekTable {
	/** Monday, 00:00 UTC. */
	week: Instant;
	figure: WeekFigure;
	count: number;
}

export const WEEK_FIGURES = [
	"joined",
	"came back",
	"left",
	"bounced",
	"complained",
	"erased",
	"active",
	"paused",
] as const;

/** `active` and `paused` are how many there were at its end; the others are how many did so. */
export type WeekFigure = (typeof WEEK_FIGURES)[number];
