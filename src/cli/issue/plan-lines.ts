import type { IssuePlan } from "../../delivery/rates/plan-issue.ts";
import { counted } from "../terminal/command.ts";

/** The plan for people: how many, how fast, until when, and who asked for patience. */
export function planLines(plan: IssuePlan | null): [string, string][] {
	if (!plan || plan.left === 0) return [];
	return [
		["plan", `${counted(plan.left, "message")} to go, ${pace(plan)}`],
		...plan.slowed.map(
			({ server, scope, perMinute, usual }): [string, string] => [
				"slowed",
				`${scope || "everything"} at ${server}, which asked for it: ${perMinute} a minute for now, ${usual} before`,
			],
		),
	];
}

function pace({ ends, perHour, because }: IssuePlan): string {
	if (ends === null) return "as fast as the mail server takes them";
	if (perHour === null) return "at once: the limits have room for all of them";
	const speed =
		perHour < 600
			? `${perHour} an hour`
			: `${Math.round(perHour / 60).toLocaleString("en")} a minute`;
	return `${speed}, until ${minute(ends)} at the earliest (${because})`;
}

/** "2026-11-24 09:00 UTC" */
function minute(instant: string): string {
	return `${instant.slice(0, 16).replace("T", " ")} UTC`;
}
