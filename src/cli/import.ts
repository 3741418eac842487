import type { App } from "../app.ts";
import { changeLines } from "../catalog/import/change-lines.ts";
import type { CatalogChange } from "../catalog/import/changes.ts";
import { importPaths } from "../catalog/import/import.ts";
import { describeProblem } from "../catalog/import/problem.ts";
import type { ImportCounts, ImportReport } from "../catalog/import/report.ts";
import { importedHistory } from "../issue/week/select-week.ts";
import type { Instant } from "../time/clock.ts";
import type { Io, Register } from "./terminal/io.ts";
import { instant } from "./terminal/option-values.ts";
import { counted, writeJson } from "./terminal/output.ts";
import { comparisonsProgress } from "./terminal/progress.ts";
import { withApp } from "./terminal/with-app.ts";

interface Options {
	publishedAt?: string;
	dryRun?: boolean;
	json?: boolean;
}

export const importCommand: Register = (program, io, exit) => {
	program
		.command("import")
		.description("import comparisons from JSON, JSON Lines or page captures")
		.argument("<path...>", "files or folders (.json, .jsonl, .ndjson, .txt)")
		.option(
			"--published-at <instant>",
			"publication time of the comparisons (default: what each file says, or now)",
			instant,
		)
		.option("--dry-run", "show what would change, and change nothing")
		.option("--json", "print the report as JSON")
		.addHelpText(
			"after",
			`
Each file is read and checked whole before anything of it is written. An error
names the file and the place in it, and nothing of that file is imported; the
other files are imported all the same. Importing a file again changes nothing.
A comparison whose publication time is later is on no page and in no mail until
then. What its file says of tools (reviews, prices, taglines) counts at once: a tool
that is public already shows it.
For the JSON format see: digest schema

Example:
  digest import captures/ --published-at 2026-11-18T09:00:00Z
  digest import week.jsonl --dry-run`,
		)
		.action(async (paths: string[], options: Options) =>
			withApp(io, async (app) => {
				const progress = comparisonsProgress(io);
				let planned: readonly CatalogChange[] = [];
				const begun = app.clock.now();
				const report = await importPaths(app.db, app.clock, paths, {
					...(options.publishedAt ? { publishedAt: options.publishedAt } : {}),
					dryRun: options.dryRun ?? false,
					...(app.actor !== undefined && { actor: app.actor }),
					onPlanned: (changes) => {
						planned = changes;
					},
					onProgress: progress.show,
				}).finally(progress.end);
				if (options.json) writeJson(io, report);
				else {
					writeReport(io, report);
					for (const line of changeLines(planned)) io.out(`${line}\n`);
				}
				for (const warning of report.warnings)
					io.err(`digest: warning: ${describeProblem(warning)}\n`);
				if (!report.dryRun) await warnOfHistory(io, app, begun);
				for (const error of report.errors)
					io.err(`digest: ${describeProblem(error)}\n`);
				if (report.errors.length > 0) exit(1);
			}),
		);
};

/** Says which comparisons are too old for any issue. `begun` is when the import began. */
async function warnOfHistory(io: Io, app: App, begun: Instant): Promise<void> {
	const { db, config, clock } = app;
	const { count, firstStart } = await importedHistory(
		db,
		config,
		begun,
		clock.now(),
	);
	if (count > 0)
		io.err(
			`digest: warning: ${counted(count, "comparison")} published before the first window, which began at ${firstStart}: on the site, but in no issue. To put one into an issue, import it again with a later time: --published-at.\n`,
		);
}

function writeReport(io: Io, report: ImportReport): void {
	const imported = report.files.filter((file) => file.ok).length;
	const all = [report.comparisons, report.tools];
	const changed = all.some(({ created, updated }) => created + updated > 0);
	if (imported > 0 && !changed)
		io.out(
			`Nothing changed: ${counted(report.comparisons.unchanged, "comparison")} and ${counted(report.tools.unchanged, "tool")} were already there.\n`,
		);
	else if (imported > 0)
		io.out(
			`${report.dryRun ? "Would import" : "Imported"} ${counted(imported, "file")}.\n  comparisons  ${counts(report.comparisons)}\n  tools        ${counts(report.tools)}\n`,
		);
	const refused = report.files.length - imported;
	if (refused > 0)
		io.out(
			`Not imported: ${counted(refused, "file")}. See the errors below.\n`,
		);
}

function counts({ created, updated, unchanged }: ImportCounts): string {
	return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}
