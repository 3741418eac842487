import { type FigureRow, figuresOf } from "../db/issue/issue-figures.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import type { Db } from "../db/schema.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { sealedContent } from "../issue/content/sealed.ts";
import type { Instant } from "../time/clock.ts";
import { END_STATES } from "./count-issue.ts";
import type { Cell, FigureTable } from "./figure.ts";

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
	plan: { starts: Instant; ends: Instant | null; left: number } | null;
	pauses: { since: Instant; until: Instant }[];
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
	const of = (figure: string) => rows.filter((row) => row.figure === figure);
	const [counted] = of("deliveries counted");
	const [responses] = of("responses counted");
	const [plan] = of("plan");
	const [starts = "", ends = null] = plan?.name.split(" ") ?? [];
	const timeline = timelineOf(of("accepted in"));
	const lastAccepted = of("last accepted")[0]?.name ?? null;
	const pauses = of("breaker pause").map(({ name }) => {
		const [since = "", until = ""] = name.split(" ");
		return { since, until };
	});
	return {
		counted: counted?.count ?? null,
		responsesAt: responses?.name ?? null,
		accepted: timeline.at(-1)?.sum ?? 0,
		timeline,
		plan: plan ? { starts, ends, left: plan.count } : null,
		pauses,
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
		comparisons: comparisons(rows, await sealedContent(db, issue.id)),
		choices: choices(rows),
		steps: steps(issue, timeline[0]?.at ?? null, lastAccepted),
		times: {
			key: "accepted",
			title: "Accepted over time",
			about:
				"Messages that a mail server took, in ten minutes and in all. It says nothing of reading.",
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

/** When ten minutes are over. */
export function slotEnd(at: Instant): number {
	return Date.parse(at) + SLOT_MS;
}

function byCount(rows: readonly FigureRow[]): FigureRow[] {
	return rows.toSorted(
		(a, b) => b.count - a.count || (a.name < b.name ? -1 : 1),
	);
}

function providers(rows: readonly FigureRow[]): FigureTable {
	const names = new Map<string, Map<string, number>>();
	for (const { figure, name, count } of rows) {
		const [, state] = /^at (.*)$/.exec(figure) ?? [];
		const column = state ?? (figure === "bounced at" ? "bounced" : null);
		if (column === null) continue;
		const one = names.get(name) ?? new Map<string, number>();
		names.set(name, one.set(column, count));
	}
	const lines = [...names].map(([name, counts]) => {
		const count = (column: string) => counts.get(column) ?? 0;
		const lost = count("refused") + count("expired") + count("bounced");
		const tried = count("accepted") + count("refused") + count("expired");
		return { name, count, lost, tried, share: tried === 0 ? 0 : lost / tried };
	});
	lines.sort(
		(a, b) =>
			b.share - a.share || b.tried - a.tried || (a.name < b.name ? -1 : 1),
	);
	return {
		key: "providers",
		title: "By provider, worst first",
		about:
			"A provider is a group of domains whose mail the same servers receive. Lost are refused, expired and bounced, as a share of those that were tried. A domain of fewer than five readers is not named.",
		columns: [
			"Provider or domain",
			"Lost, %",
			...["Accepted", "Refused", "Expired", "Bounced", "Unsure", "Left out"],
		],
		rows: lines.map(({ name, count, share }) => [
			name,
			Math.round(share * 10_000) / 100,
			...[
				"accepted",
				"refused",
				"expired",
				"bounced",
				"unsure",
				"excluded",
			].map(count),
		]),
	};
}

function causes(rows: readonly FigureRow[]): FigureTable {
	const kinds: Record<string, string> = {
		refusal: "Refused while it was sent",
		bounce: "Came back later",
		complaint: "Complaint",
	};
	return {
		key: "causes",
		title: "Refusals and bounces by cause",
		about:
			"Each message counts once. A refusal is an answer during sending; a bounce is a message that came back after a server had taken it.",
		columns: ["What", "Cause", "Messages"],
		rows: byCount(rows.filter(({ figure }) => figure in kinds)).map(
			({ figure, name, count }): Cell[] => [kinds[figure] ?? "", name, count],
		),
	};
}

function comparisons(
	rows: readonly FigureRow[],
	content: IssueContent | null,
): FigureTable {
	const count = (figure: string, slug: string) =>
		rows.find((row) => row.figure === figure && row.name === slug)?.count ?? 0;
	const all = [...(content?.leads ?? []), ...(content?.briefs ?? [])];
	return {
		key: "comparisons",
		title: "Votes and saves beside the panel",
		about:
			"Votes that count and tools that were saved, from the seal until the next issue’s. A tool that is in two comparisons has the same votes in both.",
		columns: [
			...["Comparison", "Tool", "Panel, % ship", "Readers, % ship"],
			...["Ship", "Skip", "Saved"],
		],
		rows: all.flatMap((one) =>
			[one.left, one.right].map((tool): Cell[] => {
				const ship = count("votes ship", tool.slug);
				const skip = count("votes skip", tool.slug);
				return [
					one.title,
					tool.name,
					tool.panel?.share ?? null,
					ship + skip === 0 ? null : Math.round((100 * ship) / (ship + skip)),
					ship,
					skip,
					count("saved", tool.slug),
				];
			}),
		),
	};
}

function choices(rows: readonly FigureRow[]): FigureTable {
	return {
		key: "choices",
		title: "Lens, format and language",
		about:
			"What those who got the issue had chosen when it was counted, at its end.",
		columns: ["Choice", "Chosen", "Readers"],
		rows: ["lens", "format", "language"].flatMap((figure) =>
			byCount(rows.filter((row) => row.figure === figure)).map(
				({ name, count }): Cell[] => [figure, name, count],
			),
		),
	};
}

function steps(
	issue: IssueHead,
	first: Instant | null,
	last: Instant | null,
): FigureTable {
	const all: [string, Instant | null][] = [
		["Approved", issue.approved_at],
		["Due", issue.send_at],
		["Sealed", issue.sealed_at],
		["First ten minutes with an acceptance", first],
		["Last acceptance", last],
		["Complete", issue.completed_at],
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
				: Math.round((Date.parse(at) - Date.parse(approved)) / 60_000),
		]),
	};
}

/** The end states, as the list of rows takes them. */
export const ROW_STATES = END_STATES;
