import type { App } from "../../app.ts";
import { type IssuePlan, planIssue } from "../../delivery/rates/plan-issue.ts";
import { mailServers } from "../../mail/smtp/smtp-url.ts";
import { formatTime } from "../../time/format-time.ts";
import { counted } from "../terminal/output.ts";

export type PlanFigures = Omit<IssuePlan, "curve">;

/** The curve is for a chart. */
export async function planFigures(
	app: App,
	issue: Parameters<typeof planIssue>[2],
): Promise<PlanFigures | null> {
	const plan = await planIssue(app, mailServers(app.config.smtpUrl), issue);
	if (!plan) return null;
	const { curve, ...figures } = plan;
	return figures;
}

/** How many messages are to be sent, how fast and until when, and which servers asked for less. */
export function planFields(
	plan: PlanFigures | null,
	timeZone: string,
): [string, string][] {
	if (!plan || plan.left === 0) return [];
	return [
		["plan", `${counted(plan.left, "message")} to go, ${pace(plan, timeZone)}`],
		...plan.slowed.map(
			({ server, scope, perMinute, usual }): [string, string] => [
				"slowed",
				`${scope || "all mail"} through ${server}: ${perMinute} a minute, as the server asked (was ${usual})`,
			],
		),
	];
}

function pace(
	{ ends, perHour, because }: PlanFigures,
	timeZone: string,
): string {
	if (ends === null) return "as fast as the SMTP server takes them";
	if (perHour === null) return "at once: all of them are within the limits";
	const speed =
		perHour < 600
			? `${perHour} an hour`
			: `${Math.round(perHour / 60).toLocaleString("en")} a minute`;
	return `${speed}, until ${formatTime(ends, timeZone)} at the earliest (${because})`;
}
