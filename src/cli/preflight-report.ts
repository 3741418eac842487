import {
	blocks,
	type Level,
	type PreflightReport,
	type ReportedFinding,
} from "../issue/preflight-report.ts";
import type { Io } from "./terminal/io.ts";
import { counted, writeRows, writeTable } from "./terminal/output.ts";

/** The report of a preflight, for people. */
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
	io.out(`\nSize of the HTML copy of ${largest.who}, by section\n`);
	writeRows(
		io,
		largest.sections.map(({ section, bytes: size }) => [
			bytes(size).padStart(9),
			`${String(Math.round((100 * size) / largest.html)).padStart(3)}%`,
			section,
		]),
		"  ",
	);
}

function writeFinding(
	io: Io,
	{ level, code, place, what, fix, readers, waived }: ReportedFinding,
	copies: number,
): void {
	io.out(`\n${level.padEnd(6)}${code}\n`);
	io.out(`      ${place}\n      ${what}\n      ${fix}\n`);
	if (waived !== undefined) io.out(`      Accepted: ${waived}\n`);
	if (readers.length < copies)
		io.out(`      Only in the copy of ${readers.join(", ")}\n`);
}

function writeRest(io: Io, report: PreflightReport): void {
	const lines = [
		...(report.spamScore === null
			? []
			: [`SpamAssassin, local rules: ${report.spamScore} points`]),
		...(report.notFetched.length === 0
			? []
			: [
					`Not fetched: ${counted(report.notFetched.length, "link")} to other sites`,
				]),
		...report.leftOut.map((what) => `Not checked: ${what}`),
	];
	if (lines.length > 0) io.out(`\n${lines.join("\n")}\n`);
}

function verdict({ findings }: PreflightReport): string {
	const count = (level: Level) =>
		findings.filter((finding) => finding.level === level).length;
	const found = (
		[
			[count("block"), "blocking finding"],
			[count("warn"), "warning"],
			[count("hint"), "hint"],
		] as const
	)
		.filter(([number]) => number > 0)
		.map(([number, noun]) => counted(number, noun));
	if (found.length === 0) return "No findings: the issue can be sent.";
	return `${found.join(", ")}: ${blocks(findings) ? "the issue can’t be sent" : "the issue can be sent"}.`;
}

function bytes(count: number): string {
	return `${count.toLocaleString("en")} B`;
}
