import { JOBS } from "../../jobs/schedule.ts";
import { lastRun } from "../db/job-runs.ts";
import { Failure } from "../errors.ts";
import {
	type Register,
	withApp,
	writeJson,
	writeTable,
} from "./terminal/command.ts";

export const job: Register = (program, io) => {
	const group = program
		.command("job")
		.description("the scheduled jobs, by hand");
	group
		.command("list")
		.description("each job, when it is due next and how it went last")
		.option("--json", "print them as JSON")
		.addHelpText("after", "\nExample:\n  digest job list")
		.action(async (options: { json?: boolean }) =>
			withApp(io, async (app) => {
				const rows = await Promise.all(
					JOBS.map(async (one) => {
						const last = await lastRun(app.db, one.name);
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
					["job", "next due", "last", "result", "about"],
					rows.map((row) => [
						row.name,
						row.nextDue ?? "when there is something to do",
						row.lastState,
						row.lastResult,
						row.about,
					]),
				);
			}),
		);
	group
		.command("run")
		.description("do now what the job finds due; safe to repeat")
		.argument("<name>", "the job's name, see: digest job list")
		.addHelpText("after", "\nExample:\n  digest job run draft-issue")
		.action(async (name: string) => {
			const found = JOBS.find((one) => one.name === name);
			if (!found)
				throw new Failure(
					"no-such-job",
					`There is no job “${name}”. There are: ${JOBS.map((one) => one.name).join(", ")}`,
				);
			await withApp(io, async (app) => {
				const result = await found.runDue(app, io.signal);
				io.out(`${result ?? "nothing is due"}\n`);
			});
		});
};
