import type { ImportCounts } from "../../subscriber/csv/import-counts.ts";
import { counted } from "../terminal/command.ts";
import type { Io } from "../terminal/io.ts";

/** What an import came to: counts on standard output, what was refused on standard error. */
export function writeTally(
	io: Io,
	tally: ImportCounts & { interrupted: boolean },
	options: { dryRun?: boolean; report?: string },
): void {
	const { added, confirmed, same, duplicates, refused } = tally;
	const line = (title: string, count: number, more = "") => {
		if (count > 0)
			io.out(`  ${title.padEnd(12)}${count.toLocaleString("en")}${more}\n`);
	};
	io.out(
		`${counted(tally.rows, "row")} read${options.dryRun ? "; nothing was changed. It would come to" : ""}:
`,
	);
	line("active", added.active, " new");
	line("pending", added.pending, " new");
	line("left", added.unsubscribed, " new, never to be mailed");
	line("confirmed", confirmed, " had been asked, and are active now");
	line("unchanged", same, " were here already");
	line("duplicates", duplicates, " of an earlier row");
	line("refused", refused);
	if (tally.interrupted)
		io.err(
			"digest: interrupted. Import the same file again: what is in is not taken twice.\n",
		);
	if (tally.unknownTools.length > 0)
		io.err(
			`digest: warning: not saved, because no tool is called so: ${tally.unknownTools.join(", ")}\n`,
		);
	for (const [code, { count, first }] of Object.entries(tally.reasons))
		io.err(
			`digest: ${counted(count, "row")} refused (${code}), the first in line ${first.line}: ${first.reason}\n`,
		);
	if (refused === 0) return;
	io.err(
		options.report
			? `digest: each with its line and reason: ${options.report}\n`
			: "digest: to see each with its line and reason, add --report FILE\n",
	);
}
