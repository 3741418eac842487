import { Option } from "commander";
import { type Audience, parseAudience } from "../../audience/audience.ts";
import { audienceInWords } from "../../audience/audience-words.ts";
import type { Io } from "../terminal/io.ts";
import { counted } from "../terminal/output.ts";

export const WHERE = [
	"--where <filter>",
	'only subscribers that match a filter, such as "lens=skeptic accepted older 90d"',
] as const;

export const WHERE_HELP = `
A filter has one or more of these conditions, and all must match. Use != for "not":
  state=active,pending       lens=skeptic,builder     lens=panel (no reviewer chosen)
  format=brief               category="Dev Tools"     suppressed=no
  language=de,default        default: none chosen, so the first of PUBLICATION_LANGUAGE
  source=import,form         where they ever agreed: form, api, page, import, cli, studio; or none
  accepted older 90d         the last mail to them was accepted more than 90 days ago
  accepted within 90d        ... less than 90 days ago
  accepted>2026-10-01        ... after that day began; < is before it
  accepted=never             no mail to them was ever accepted
  bounces>=2                 issues in a row that did not reach them
  joined within 6mo          when they were added: older, within, < and > as above
A time ago is in days (d), weeks (w), months (mo) or years (y).
`;

export function stateOption(): Option {
	return new Option(
		"--state <state>",
		"only subscribers in this state",
	).choices(["pending", "active", "unsubscribed"]);
}

/** Both options as one filter. @throws Failure `bad-filter` */
export function readFilter(options: {
	state?: string;
	where?: string;
}): Audience {
	return parseAudience(filterText(options));
}

/** What the filter means, on standard error: standard output may be data. */
export function writeMeaning(io: Io, audience: Audience, count: number): void {
	io.err(`${counted(count, "subscriber")}: ${audienceInWords(audience)}\n`);
}

function filterText({
	state,
	where,
}: {
	state?: string;
	where?: string;
}): string {
	return [state ? `state=${state}` : "", where ?? ""].join(" ").trim();
}
