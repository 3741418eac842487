import { issuesInStates, SEALED_STATES } from "../db/issue/issues.ts";
import type { IssueFigures } from "../delivery/returns/figures.ts";
import { findIssue } from "../issue/life/find-issue.ts";
import { currentFigures } from "../report/current-figures.ts";
import { formatTime } from "../time/format-time.ts";
import type { Io, Register } from "./terminal/io.ts";
import { writeFields, writeJson, writeTable } from "./terminal/output.ts";
import { withApp } from "./terminal/with-app.ts";

/** Issues in the overview. */
const MAX_ISSUES = 10;

export const report: Register = (program, io) => {
	program
		.command("report")
		.description("print what became of issues: accepted, bounced, complaints")
		.argument("[issue]", "its number, or id:N (default: the last ten)")
		.option("--json", "print it as JSON")
		.addHelpText(
			"after",
			`
These are the numbers of the studio's reports. Bounces are counted by cause and by
mailbox provider, each message once; domains with few readers count together. Leaves,
votes and saves are those until the next issue was sealed. Counts stay when deliveries are
deleted after RETAIN_DELIVERIES.

Example:
  digest report 12 --json | jq .bounced`,
		)
		.action(
			async (reference: string | undefined, options: { json?: boolean }) =>
				withApp(io, async (app) => {
					const { db, config } = app;
					if (reference !== undefined) {
						const issue = await findIssue(db, reference, SEALED_STATES, "");
						const figures = await currentFigures(app, issue);
						if (options.json) writeJson(io, figures);
						else if (figures) writeIssue(io, figures, config.timeZone);
						else io.out("The issue is not sealed yet: it has no figures.\n");
						return;
					}
					const rows: IssueFigures[] = [];
					for (const issue of await issuesInStates(
						db,
						SEALED_STATES,
						MAX_ISSUES,
					)) {
						const figures = await currentFigures(app, issue);
						if (figures) rows.push(figures);
					}
					if (options.json) return writeJson(io, rows);
					if (rows.length === 0) return io.out("No issue was sent yet.\n");
					writeTable(
						io,
						[
							...["issue", "recipients", "accepted", "bounced", "gone"],
							...["complaints", "leaves", "votes", "saves"],
						],
						rows.map((one) => [
							...[one.issue, one.recipients, one.accepted, sum(one.bounced)],
							...[one.bounced.gone ?? 0, one.complaints, one.leaves],
							...[one.votes, one.saves],
						]),
					);
				}),
		);
};

function writeIssue(io: Io, figures: IssueFigures, timeZone: string): void {
	io.out(`Issue ${figures.issue}: ${figures.state}\n`);
	writeFields(io, [
		["sealed", formatTime(figures.sealedAt, timeZone)],
		["recipients", figures.recipients],
		["accepted", figures.accepted],
		["bounced", inWords(figures.bounced)],
		["bounced at", inWords(figures.bouncedByDomain)],
		["refused", figures.refused ? inWords(figures.refused) : NOT_YET],
		["complaints", figures.complaints],
		["leaves", figures.leaves],
		["votes", figures.votes],
		["saves", figures.saves],
	]);
}

/** A zero would say that there was none. */
const NOT_YET = "not counted yet; the issue has not ended";

const MAX_NAMES = 10;

/** "12: 9 gone, 3 full"; "0" */
export function inWords(counts: Record<string, number>): string {
	const names = Object.entries(counts);
	if (names.length === 0) return "0";
	const shown = names
		.slice(0, MAX_NAMES)
		.map(([name, count]) => `${count} ${name}`);
	const more = names.length - shown.length;
	return `${sum(counts)}: ${shown.join(", ")}${more > 0 ? ` and ${more} more, all listed by --json` : ""}`;
}

function sum(counts: Record<string, number>): number {
	return Object.values(counts).reduce((total, count) => total + count, 0);
}
