import { Option } from "commander";

export const WHERE = [
	"--where <filter>",
	'only those whom a filter means, such as "lens=skeptic accepted<90d"',
] as const;

export const WHERE_HELP = `
A filter is made of these, all of which must hold; != turns one round:
  state=active,pending       lens=skeptic,builder     lens=panel (nobody's)
  format=brief               category="Dev Tools"     suppressed=no
  accepted<90d  accepted>2026-10-01  accepted=never   when mail to them was last accepted
  bounces>=2                 issues in a row that did not reach them
  joined>6mo                 s, h, d, w, mo and y ago, or a day
`;

export function stateOption(): Option {
	return new Option("--state <state>", "only these").choices([
		"pending",
		"active",
		"unsubscribed",
	]);
}

/** Both ways to say it, as one filter. */
export function filterText({
	state,
	where,
}: {
	state?: string;
	where?: string;
}): string {
	return [state ? `state=${state}` : "", where ?? ""].join(" ").trim();
}
