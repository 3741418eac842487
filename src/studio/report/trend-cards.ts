import { html } from "hono/html";
import type { TrendIssue, TrendReport } from "../../report/trend-report.ts";
import { lineChart } from "../charts/line-chart.ts";
import { movementChart } from "../charts/movement-chart.ts";
import type { Markup } from "../layout.ts";
import { figureCard } from "./figure-card.ts";

const GAINS = ["joined", "came back"] as const;
const LOSSES = ["left", "bounced", "complained", "erased"] as const;

/** The cards of the trend over issues and weeks. */
export function trendCards(report: TrendReport, timeZone: string): Markup {
	const nothing =
		"Nothing is counted yet: “digest serve” counts it when a week is over.";
	return html`<div class="reports">
${figureCard({
	table: report.responses,
	chart: responsesChart(report.issues, timeZone),
	csv: "/studio/reports/responses.csv",
	timeZone,
	behind: ([number], column) =>
		column === 0 && number !== null && number !== undefined
			? `/studio/reports/${number}`
			: column === 3 && number !== null
				? `/studio/reports/${number}/rows?what=bounce`
				: column === 5 && number !== null
					? `/studio/reports/${number}/rows?what=complaint`
					: null,
	open: true,
	nothing: "No issue has been sent yet.",
})}
${figureCard({
	table: report.movement,
	chart: html`${movementOf(report)}${activeChart(report)}`,
	csv: "/studio/reports/movement.csv",
	timeZone: "UTC",
	nothing,
})}
</div>`;
}

function responsesChart(
	issues: readonly TrendIssue[],
	timeZone: string,
): Markup | "" {
	const points = (of: "leavers" | "complaints") =>
		issues.flatMap((issue) => {
			const value = issue[of];
			return value === null ? [] : [{ at: Date.parse(issue.sealedAt), value }];
		});
	return lineChart({
		id: "responses-chart",
		title: "Leavers and complaints per 1,000 accepted messages, by issue",
		description:
			"Two lines, with marks at 1 and 3 in 1,000: the complaints from which mailbox providers act, and refuse.",
		series: [
			{ name: "leavers", look: 1, dots: true, points: points("leavers") },
			{ name: "complaints", look: 3, dots: true, points: points("complaints") },
		],
		limits: [
			{ value: 1, name: "0.1 %" },
			{ value: 3, name: "0.3 %" },
		],
		timeZone,
	});
}

function movementOf({ weeks }: TrendReport): Markup | "" {
	return movementChart({
		id: "movement-chart",
		title: "Joined and lost, week by week",
		description: "Gains are above the line, losses below it.",
		names: [...GAINS, ...LOSSES],
		weeks: weeks.map(({ week, counts }) => ({
			week,
			changes: Object.fromEntries([
				...GAINS.map((name) => [name, counts[name] ?? 0]),
				...LOSSES.map((name) => [name, -(counts[name] ?? 0)]),
			]),
		})),
	});
}

function activeChart({ weeks }: TrendReport): Markup | "" {
	return lineChart({
		id: "active-chart",
		title: "Active readers at the end of each week",
		description: `The last count is ${(weeks.at(-1)?.counts.active ?? 0).toLocaleString("en-GB")}.`,
		series: [
			{
				name: "active readers",
				look: 1,
				dots: weeks.length < 30,
				points: weeks.flatMap(({ week, counts }) =>
					counts.active === undefined
						? []
						: [{ at: Date.parse(week) + 7 * 86_400_000, value: counts.active }],
				),
			},
		],
		timeZone: "UTC",
	});
}
