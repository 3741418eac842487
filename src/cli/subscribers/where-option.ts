import { Option } from "commander";

export const WHERE = [
	"--where <filter>",
	'only subscribers that match a filter, such as "lens=skeptic accepted<90d"',
] as const;

export const WHERE_HELP = `
A filter has one or more of these conditions, and all must match. Use != for "not":
  state=active,pending       lens=skeptic,builder     lens=panel (no reviewer chosen)
  format=brief               category="Dev Tools"     suppressed=no
  accepted<90d  accepted>2026-10-01  accepted=never   when mail to them was last accepted
  bounces>=2                 issues in a row that did not reach them
  joined>6mo                 when they were added
Times are a date, or a time ago in days (d), weeks (w), months (mo) or years (y).
< means before, > means after.
`;

export function stateOption(): Option {
	return new Option(
		"--state <state>",
		"only subscribers in this state",
	).choices(["pending", "active", "unsubscribed"]);
}

/** Both options as one filter. */
export function filterText({
	state,
	where,
}: {
	state?: string;
	where?: string;
}): string {
	return [state ? `state=${state}` : "", where ?? ""].join(" ").trim();
}
