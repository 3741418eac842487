import { recordedName } from "../../jobs/job.ts";
import { JOBS } from "../../jobs/scheduler.ts";
import { lastJobRun } from "../db/job-runs.ts";
import { Failure } from "../errors.ts";
import { formatTime } from "../time/format-time.ts";
import type { Register } from "./terminal/io.ts";
import { writeJson, writeTable } from "./terminal/output.ts";
import { withApp } from "./terminal/with-app.ts";

export const job: Register = (program, io) => {
	const group = program
		.command("job")
		.description("list the scheduled jobs, or run one now");
	group
		.command("list")
		.description("list every job, its next time and its last result")
		.option("--json", "print them as JSON")
		.addHelpText("after", "\nExample:\n  digest job list")
		.action(async (options: { json?: boolean }) =>
			withApp(io, async (app) => {
				const rows = await Promise.all(
					JOBS.map(async (one) => {
						const last = await lastJobRun(app.db, recordedName(one));
						return {
							name: one.name,
							about: one.about,
							nextDue: one.nextDue(app),
							lastDue: last?.due_at ?? null,
							lastState: last?.state ?? null,
							lastResult: last?.result ?? null,
						};
					}),
				);
				if (options.json) return writeJson(io, rows);
				writeTable(
					io,
					["job", "next due", "last run", "result", "what it does"],
					rows.map((row) => [
						row.name,
						row.nextDue === null
							? "when there is something to do"
							: formatTime(row.nextDue, app.config.timeZone),
						row.lastState,
						row.lastResult,
						row.about,
					]),
				);
			}),
		);
	group
		.command("run")
		.description("do what is due for a job now; safe to repeat")
		.argument("<name>", "the job's name, see: digest job list")
		.addHelpText("after", "\nExample:\n  digest job run draft-issue")
		.action(async (name: string) => {
			const found = JOBS.find(
				(one) => one.name === name || one.formerName === name,
			);
			if (!found)
				throw new Failure(
					"no-such-job",
					`There is no job “${name}”. There are: ${JOBS.map((one) => one.name).join(", ")}`,
				);
			if (found.name !== name)
				io.err(`digest: note: the job ${name} is now called ${found.name}.\n`);
			await withApp(io, async (app) => {
				const result = await found.runDue(app, io.signal);
				io.out(`${result ?? "Nothing is due."}\n`);
			});
		});
};
