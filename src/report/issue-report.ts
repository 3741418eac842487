import { type FigureRow, figuresOf } from "../db/issue/issue-figures.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { Db } from "../db/schema.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { sealedContent } from "../issue/content/sealed.ts";
import type { Instant } from "../time/clock.ts";
import { END_STATES } from "./count-issue.ts";
import type { FigureTable } from "./figure.ts";
import {
	byCount,
	causes,
	choices,
	comparisons,
	providers,
} from "./issue-tables.ts";

/** What became of an issue, from rows that were kept. */
export interface IssueReport {
	/** Null: its deliveries are not counted yet. */
	counted: number | null;
	/** When bounces and what readers did were counted last; null: never. */
	responsesAt: Instant | null;
	accepted: number;
	/** Ten minutes each: when they began, and the sum of all accepted by their end. */
	timeline: { at: Instant; sum: number }[];
	/** As the limits were when it began; null: none is known. `ends` null: no limit. */
	plan: {
		starts: Instant;
		ends: Instant | null;
		left: number;
		/** How many should have been sent when. */
		curve: readonly { at: Instant; sum: number }[];
		/** The limit that took longest; null: none. */
		because: string | null;
	} | null;
	/** By the circuit breaker, by a person or by a brake. */
	pauses: { since: Instant; until: Instant; by: string }[];
	/** Of its tools, by name: for the rows behind a figure. */
	slugs: ReadonlyMap<string, string>;
	providers: FigureTable;
	causes: FigureTable;
	leftOut: FigureTable;
	comparisons: FigureTable;
	choices: FigureTable;
	steps: FigureTable;
	times: FigureTable;
}

const SLOT_MS = 600_000;

export async function issueReport(
	db: Db,
	issue: IssueHead,
): Promise<IssueReport> {
	const rows = await figuresOf(db, issue.id);
	const content = await sealedContent(db, issue.id);
	const of = (figure: string) => rows.filter((row) => row.figure === figure);
	const [counted] = of("deliveries counted");
	const [responses] = of("responses counted");
	const [plan] = of("plan");
	const [starts = "", ends = null] = plan?.name.split(" ") ?? [];
	const timeline = timelineOf(of("accepted in"));
	const lastAccepted = of("last accepted")[0]?.name ?? null;
	const spansOf = (figure: string) =>
		of(figure).map(({ name }) => {
			const [since = "", until = "", ...who] = name.split(" ");
			return { since, until, by: who.join(" ") || "the circuit breaker" };
		});
	const held = spansOf("pause");
	// What the breaker does is in the log too, once an issue is paused by it.
	const broken = spansOf("breaker pause").filter(
		({ since, until }) =>
			!held.some((pause) => pause.since <= until && since <= pause.until),
	);
	const pauses = [...broken, ...held];
	return {
		counted: counted?.count ?? null,
		responsesAt: responses?.name ?? null,
		accepted: timeline.at(-1)?.sum ?? 0,
		timeline,
		plan: plan
			? {
					starts,
					ends,
					left: plan.count,
					curve: curveOf(of("plan by"), starts, ends, plan.count),
					because: of("plan limit")[0]?.name ?? null,
				}
			: null,
		pauses,
		slugs: slugsOf(content),
		providers: providers(rows),
		causes: causes(rows),
		leftOut: {
			key: "left-out",
			title: "Left out",
			about:
				"Readers who were frozen with the issue and did not get it, by reason.",
			columns: ["Reason", "Readers"],
			rows: byCount(of("left out")).map(({ name, count }) => [name, count]),
		},
		comparisons: comparisons(rows, content),
		choices: choices(rows),
		steps: steps(issue, timeline[0]?.at ?? null, lastAccepted),
		times: {
			key: "accepted",
			title: "Accepted over time",
			about:
				"Messages that an SMTP server accepted, in ten minutes and in all. It says nothing of reading.",
			columns: ["Ten minutes from", "Accepted by their end"],
			rows: timeline.map(({ at, sum }) => [at, sum]),
		},
	};
}

function timelineOf(
	rows: readonly FigureRow[],
): { at: Instant; sum: number }[] {
	let sum = 0;
	return rows.map(({ name, count }) => {
		sum += count;
		return { at: `${name}0:00.000Z`, sum };
	});
}

/** An earlier version kept only when a plan began and ended. */
function curveOf(
	rows: readonly FigureRow[],
	starts: Instant,
	ends: Instant | null,
	left: number,
): { at: Instant; sum: number }[] {
	if (rows.length === 0)
		return ends === null
			? []
			: [
					{ at: starts, sum: 0 },
					{ at: ends, sum: left },
				];
	return rows
		.map(({ name, count }) => ({ at: name.split(" ")[0] ?? "", sum: count }))
		.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.sum - b.sum));
}

/** When ten minutes are over. */
export function slotEnd(at: Instant): number {
	return Date.parse(at) + SLOT_MS;
}

function slugsOf(content: IssueContent | null): Map<string, string> {
	const all = [...(content?.leads ?? []), ...(content?.briefs ?? [])];
	return new Map(
		all.flatMap(({ left, right }) =>
			[left, right].map(({ name, slug }) => [name, slug] as const),
		),
	);
}

function steps(
	issue: IssueHead,
	first: Instant | null,
	last: Instant | null,
): FigureTable {
	const { sealed_at: sealed } = issue;
	// The ten minutes may have begun before the seal; nothing was handed over by then.
	const accepted =
		first !== null && sealed !== null && first < sealed ? sealed : first;
	const all: [string, Instant | null][] = [
		["Approved", issue.approved_at],
		["Due", issue.send_at],
		["Sealed", sealed],
		["First ten minutes with an acceptance", accepted],
		["Last acceptance", last],
		[issue.state === "ended" ? "Ended early" : "Complete", issue.completed_at],
	];
	const known = all.flatMap(([name, at]) =>
		at === null ? [] : [{ name, at }],
	);
	const approved = issue.approved_at;
	return {
		key: "steps",
		title: "From approval to the last acceptance",
		about: "When each step was done, and how long after the approval.",
		columns: ["Step", "At", "Minutes after approval"],
		rows: known.map(({ name, at }) => [
			name,
			at,
			approved === null
				? null
				: // An issue can be approved after it was due.
					Math.max(
						0,
						Math.round((Date.parse(at) - Date.parse(approved)) / 60_000),
					),
		]),
	};
}

/** The end states, as the list of rows takes them. */
export const ROW_STATES = END_STATES;
