import type { ColumnPlan } from "../../subscriber/csv/columns.ts";
import type { EncodingGuess } from "../../subscriber/csv/guess-encoding.ts";
import {
	type CsvImportCounts,
	countLines,
} from "../../subscriber/csv/import-counts.ts";
import { visible } from "../../text/visible-text.ts";
import type { Io } from "../terminal/io.ts";
import { counted, writeRows } from "../terminal/output.ts";

/** What an import did: counts on standard output, refused rows on standard error. */
export function writeImportReport(
	io: Io,
	counts: CsvImportCounts & {
		interrupted: boolean;
		columns?: ColumnPlan;
		encoding?: EncodingGuess;
	},
	options: { dryRun?: boolean; report?: string },
): void {
	const { refused } = counts;
	if (counts.encoding) writeEncoding(io, counts.encoding);
	if (counts.columns) writeColumns(io.out, counts.columns);
	io.out(
		`${counted(counts.rows, "row")} read${options.dryRun ? "; nothing was changed. The import would give" : ""}:\n`,
	);
	writeRows(
		io,
		countLines(counts).map(([title, count, note]) => [
			title,
			`${count.toLocaleString("en")}${note && ` ${note}`}`,
		]),
		"  ",
	);
	if (counts.interrupted)
		io.err(
			"digest: interrupted. Import the same file again to continue. No row is imported twice.\n",
		);
	if (counts.unknownTools.length > 0)
		io.err(
			`digest: warning: bookmarks of unknown tools were not saved: ${counts.unknownTools.map(visible).join(", ")}\n`,
		);
	for (const [code, { count, first }] of Object.entries(counts.warnings))
		io.err(
			`digest: warning: in ${counted(count, "row")} a value was not understood (${code}). The first is line ${first.line}: ${visible(first.reason)}\n`,
		);
	for (const [code, { count, first }] of Object.entries(counts.reasons))
		io.err(
			`digest: ${counted(count, "row")} refused (${code}). The first is line ${first.line}: ${visible(first.reason)}\n`,
		);
	if (refused === 0) return;
	io.err(
		options.report
			? `digest: every refused row with its reason is in ${options.report}; correct it there, and import that file\n`
			: "digest: to list every refused row with its reason, add --report FILE\n",
	);
}

/** Which columns are used, and for what, and which are not. */
export function writeColumns(
	write: (text: string) => void,
	{ used, ignored, guessedAddress }: ColumnPlan,
): void {
	const address = used.find(({ field }) => field === "email");
	if (guessedAddress && address)
		write(
			`No header is known as the address. ${named(address.title)} holds addresses, and was taken. If another is meant: --columns email=NAME\n`,
		);
	if (used.length > 0)
		write(
			`Columns used: ${used.map(({ title, field }) => `${named(title)} (${field})`).join(", ")}\n`,
		);
	if (ignored.length > 0)
		write(`Columns ignored: ${ignored.map(named).join(", ")}\n`);
}

function named(title: string): string {
	return title.trim() === "" ? "one without a name" : `“${visible(title)}”`;
}

function writeEncoding(io: Io, guess: EncodingGuess): void {
	if (!guess.guessed) return;
	const { encoding, sure, other, example } = guess;
	const word = example === "" ? "" : ` So “${visible(example)}” is in it.`;
	io.err(
		sure
			? `digest: the file is not UTF-8; its letters fit ${encoding}, and it was read so.${word} If that is wrong: --encoding NAME\n`
			: `digest: warning: the file is not UTF-8. It was read as ${encoding}, but that is not sure.${word} If names look wrong, save it as UTF-8, or name its encoding: --encoding NAME${other === null ? "" : ` (the next best is ${other})`}\n`,
	);
}
