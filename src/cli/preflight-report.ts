import type { Level, ReportedFinding } from "../preflight/finding.ts";
import type { PreflightReport } from "../preflight/report.ts";
import { counted, writeTable } from "./terminal/command.ts";
import type { Io } from "./terminal/io.ts";

/** What a preflight found, for people. */
export function writePreflight(
	io: Io,
	issue: { number: number; subject: string },
	report: PreflightReport,
): void {
	io.out(`Issue ${issue.number}: “${issue.subject}”\n\n`);
	writeTable(
		io,
		["copy of", "HTML", "text", "why"],
		report.copies.map(({ who, html, text, why }) => [
			who,
			bytes(html),
			bytes(text),
			why,
		]),
	);
	writeSections(io, report);
	for (const finding of report.findings)
		writeFinding(io, finding, report.copies.length);
	writeRest(io, report);
	io.out(`\n${verdict(report)}\n`);
}

function writeSections(io: Io, { copies }: PreflightReport): void {
	const [largest] = [...copies].sort((a, b) => b.html - a.html);
	if (!largest) return;
	io.out(`\nWhere the HTML of ${largest.who} goes\n`);
	for (const { section, bytes: size } of largest.sections)
		io.out(
			`  ${bytes(size).padStart(9)}  ${String(Math.round((100 * size) / largest.html)).padStart(3)}%  ${section}\n`,
		);
}

function writeFinding(
	io: Io,
	{ level, code, place, what, fix, readers }: ReportedFinding,
	copies: number,
): void {
	io.out(`\n${level.padEnd(6)}${code}\n`);
	io.out(`      ${place}\n      ${what}\n      ${fix}\n`);
	if (readers.length < copies)
		io.out(`      in the copy of ${readers.join(", ")}\n`);
}

function writeRest(io: Io, report: PreflightReport): void {
	const lines = [
		...(report.spamScore === null
			? []
			: [`SpamAssassin, local rules: ${report.spamScore} points`]),
		...(report.notFetched.length === 0
			? []
			: [
					`${counted(report.notFetched.length, "link")} to other people's pages: looked at, not fetched`,
				]),
		...report.leftOut.map((what) => `left out: ${what}`),
	];
	if (lines.length > 0) io.out(`\n${lines.join("\n")}\n`);
}

function verdict({ findings }: PreflightReport): string {
	const count = (level: Level) =>
		findings.filter((finding) => finding.level === level).length;
	const told = (
		[
			[count("block"), "blocking finding"],
			[count("warn"), "warning"],
			[count("hint"), "hint"],
		] as const
	)
		.filter(([number]) => number > 0)
		.map(([number, noun]) => counted(number, noun));
	if (told.length === 0) return "Nothing found: it can go out.";
	return `${told.join(", ")}: ${count("block") > 0 ? "it can’t go out so" : "it can go out"}.`;
}

function bytes(count: number): string {
	return `${count.toLocaleString("en")} B`;
}
