import type { CsvImportCounts } from "../../subscriber/csv/import-counts.ts";
import type { Io } from "../terminal/io.ts";
import { counted, writeRows } from "../terminal/output.ts";

/** What an import did: counts on standard output, refused rows on standard error. */
export function writeImportReport(
	io: Io,
	counts: CsvImportCounts & { interrupted: boolean },
	options: { dryRun?: boolean; report?: string },
): void {
	const { added, confirmed, same, duplicates, refused } = counts;
	io.out(
		`${counted(counts.rows, "row")} read${options.dryRun ? "; nothing was changed. The import would give" : ""}:\n`,
	);
	const lines: [title: string, count: number, note: string][] = [
		["active", added.active, " new"],
		["pending", added.pending, " new"],
		["unsubscribed", added.unsubscribed, " new; they are never mailed"],
		["confirmed", confirmed, " were pending and are active now"],
		["unchanged", same, " were there already"],
		["duplicates", duplicates, " of an earlier row"],
		["refused", refused, ""],
	];
	writeRows(
		io,
		lines
			.filter(([, count]) => count > 0)
			.map(([title, count, note]) => [
				title,
				`${count.toLocaleString("en")}${note}`,
			]),
		"  ",
	);
	if (counts.interrupted)
		io.err(
			"digest: interrupted. Import the same file again to continue. No row is imported twice.\n",
		);
	if (counts.unknownTools.length > 0)
		io.err(
			`digest: warning: bookmarks of unknown tools were not saved: ${counts.unknownTools.join(", ")}\n`,
		);
	for (const [code, { count, first }] of Object.entries(counts.reasons))
		io.err(
			`digest: ${counted(count, "row")} refused (${code}). The first is line ${first.line}: ${first.reason}\n`,
		);
	if (refused === 0) return;
	io.err(
		options.report
			? `digest: every refused row and its reason are in ${options.report}\n`
			: "digest: to list every refused row with its reason, add --report FILE\n",
	);
}
