import { html } from "hono/html";
import type { IssueHead } from "../../db/issue/issues.ts";
import { type IssueReport, slotEnd } from "../../report/issue-report.ts";
import { actorInWords } from "../../text/actor-in-words.ts";
import { formatTime } from "../../time/format-time.ts";
import { lineChart, type Series } from "../charts/line-chart.ts";
import type { Markup } from "../layout.ts";
import { figureCard } from "./figure-card.ts";

/** The cards of an issue's report. @param path of the report's page */
export function issueCards(
	report: IssueReport,
	issue: IssueHead,
	path: string,
	timeZone: string,
): Markup {
	const csv = (key: string) => `${path}/${key}.csv`;
	const rows = (terms: Record<string, string>) =>
		`${path}/rows?${new URLSearchParams(terms)}`;
	const STATES = [
		"accepted",
		"refused",
		"expired",
		"bounce",
		"unsure",
		"excluded",
	];
	/** By the columns of the comparisons. */
	const RESPONSES: Record<number, string> = {
		4: "ship",
		5: "skip",
		6: "saved",
	};
	/** What a table without rows says. Before the deliveries are counted it says nothing of them. */
	const none = (said: string, yet = "Not counted yet.") =>
		report.counted === null ? yet : said;
	return html`<div class="reports">
${figureCard({
	table: report.times,
	chart: acceptedChart(report, issue, timeZone),
	csv: csv("accepted"),
	timeZone,
	behind: (_row, column) => (column === 1 ? rows({ what: "accepted" }) : null),
	nothing: none("No message was accepted."),
})}
${figureCard({
	table: report.steps,
	csv: csv("steps"),
	timeZone,
	nothing: "No step is recorded.",
})}
${figureCard({
	table: report.providers,
	csv: csv("providers"),
	timeZone,
	bars: 1,
	behind: (row, column) => {
		const what = STATES[column - 2];
		return what && row[column] !== 0
			? rows({ what, domain: String(row[0]) })
			: null;
	},
	width: "wide",
	nothing: none("No delivery was counted."),
})}
${figureCard({
	table: report.causes,
	width: "third",
	csv: csv("causes"),
	timeZone,
	bars: 2,
	behind: ([kind, cause], column) =>
		column === 2
			? rows({
					what:
						kind === "Complaint"
							? "complaint"
							: kind === "Came back later"
								? "bounce"
								: "refusal",
					cause: String(cause),
				})
			: null,
	nothing: none(
		"Nothing came back, and nothing was refused.",
		"Nothing came back yet. Refusals are not counted yet.",
	),
})}
${figureCard({
	table: report.leftOut,
	width: "third",
	csv: csv("left-out"),
	timeZone,
	bars: 1,
	behind: (_row, column) => (column === 1 ? rows({ what: "excluded" }) : null),
	nothing: none("Nobody was left out."),
})}
${figureCard({
	table: report.choices,
	width: "third",
	csv: csv("choices"),
	once: 0,
	timeZone,
	bars: 2,
	nothing: none("Nobody got the issue."),
})}
${figureCard({
	table: report.comparisons,
	csv: csv("comparisons"),
	once: 0,
	timeZone,
	width: "wide",
	behind: (row, column) => {
		const what = RESPONSES[column];
		const tool = report.slugs.get(String(row[1]));
		return what && tool && row[column] !== 0 ? rows({ what, tool }) : null;
	},
	nothing: "This issue has no comparisons.",
})}
</div>`;
}

function acceptedChart(
	report: IssueReport,
	issue: IssueHead,
	timeZone: string,
): Markup | "" {
	const [first] = report.timeline;
	if (!first) return "";
	const series: Series[] = [
		{
			name: "accepted",
			look: 1,
			points: [
				{ at: Date.parse(first.at), value: 0 },
				...report.timeline.map(({ at, sum }) => ({
					at: slotEnd(at),
					value: sum,
				})),
			],
		},
	];
	const { plan, pauses } = report;
	if (plan && plan.curve.length > 0)
		series.push({
			name: "plan: the earliest that limits and stages allowed",
			look: 2,
			points: plan.curve.map(({ at, sum }) => ({
				at: Date.parse(at),
				value: sum,
			})),
		});
	const limits =
		plan === null
			? ""
			: plan.curve.length === 0
				? " There was no limit, so there is no plan."
				: plan.because
					? ` The plan was limited by ${plan.because}.`
					: "";
	const stops = pauses
		.map(
			({ since, until, by }) =>
				` ${stoppedBy(by)} from ${formatTime(since, timeZone)} to ${formatTime(until, timeZone)}: shaded.`,
		)
		.join("");
	return lineChart({
		id: "accepted-chart",
		title: `Accepted messages of issue ${issue.number ?? `id:${issue.id}`} over time`,
		description: `${report.accepted.toLocaleString("en-GB")} ${report.accepted === 1 ? "message was" : "messages were"} accepted.${limits}${stops}`,
		series,
		spans: pauses.map(({ since, until, by }) => ({
			from: since,
			until,
			name: stoppedBy(by),
		})),
		timeZone,
	});
}

/** @param by as the audit log names who acts */
function stoppedBy(by: string): string {
	if (by === "schedule") return "The program paused it";
	if (by === "loopback") return "An editor paused it";
	if (by === "command line") return "It was paused by a command";
	return `Stopped by ${actorInWords(by)}`;
}
