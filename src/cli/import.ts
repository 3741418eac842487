import { importPaths } from "../catalog/import/import.ts";
import { describeProblem } from "../catalog/import/problem.ts";
import type { ImportCounts, ImportReport } from "../catalog/import/report.ts";
import { instant } from "./issue/draft.ts";
import {
	counted,
	type Register,
	withApp,
	writeJson,
} from "./terminal/command.ts";
import { importProgress } from "./terminal/import-progress.ts";
import type { Io } from "./terminal/io.ts";

interface Options {
	publishedAt?: string;
	dryRun?: boolean;
	json?: boolean;
}

export const importCommand: Register = (program, io, exit) => {
	program
		.command("import")
		.description("take in comparisons from JSON, JSON Lines or page captures")
		.argument("<path...>", "files or folders (.json, .jsonl, .ndjson, .txt)")
		.option(
			"--published-at <instant>",
			"when they were published (default: as each says, else now)",
			instant,
		)
		.option("--dry-run", "tell what would happen, and do nothing")
		.option("--json", "print the report as JSON")
		.addHelpText(
			"after",
			`
All or nothing for each file: a bad one is named, with the place, and does not
keep the others out. Importing again changes nothing. What JSON must look like
tells: digest schema

Example:
  digest import captures/ --published-at 2026-11-18T09:00:00Z
  digest import week.jsonl --dry-run`,
		)
		.action(async (paths: string[], options: Options) =>
			withApp(io, async (app) => {
				const progress = importProgress(io);
				const report = await importPaths(app.db, app.clock, paths, {
					...(options.publishedAt ? { publishedAt: options.publishedAt } : {}),
					dryRun: options.dryRun ?? false,
					onProgress: progress.show,
				}).finally(progress.end);
				if (options.json) writeJson(io, report);
				else writeReport(io, report);
				for (const warning of report.warnings)
					io.err(`digest: warning: ${describeProblem(warning)}\n`);
				for (const error of report.errors)
					io.err(`digest: ${describeProblem(error)}\n`);
				if (report.errors.length > 0) exit(1);
			}),
		);
};

function writeReport(io: Io, report: ImportReport): void {
	const taken = report.files.filter((file) => file.ok).length;
	const all = [report.comparisons, report.tools];
	const changed = all.some(({ created, updated }) => created + updated > 0);
	if (taken > 0 && !changed)
		io.out(
			`Nothing changed: ${counted(report.comparisons.unchanged, "comparison")} and ${counted(report.tools.unchanged, "tool")} were here already.\n`,
		);
	else if (taken > 0)
		io.out(
			`${report.dryRun ? "Would import" : "Imported"} ${counted(taken, "file")}.\n  comparisons  ${tally(report.comparisons)}\n  tools        ${tally(report.tools)}\n`,
		);
	const refused = report.files.length - taken;
	if (refused > 0) io.out(`${counted(refused, "file")} left out, see below.\n`);
}

function tally({ created, updated, unchanged }: ImportCounts): string {
	return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}
