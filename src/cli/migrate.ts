import { readConfig } from "../config/config.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import type { Register } from "./terminal/io.ts";
import { counted, writeJson } from "./terminal/output.ts";

export const migrateCommand: Register = (program, io) => {
	program
		.command("migrate")
		.description("bring the database schema up to date")
		.option("--json", "print the steps that were run as JSON")
		.addHelpText(
			"after",
			`
A new database is set up at its first use. Run this only for a database of an
older version, and make a backup first. Running it again changes nothing.

Example:
  digest migrate`,
		)
		.action(async (options: { json?: boolean }) => {
			const db = openDatabase(readConfig(io.env).databaseUrl);
			try {
				const steps = await migrate(db);
				if (options.json) return writeJson(io, { steps });
				io.out(
					steps.length === 0
						? "The database is up to date.\n"
						: `Ran ${counted(steps.length, "step")}: ${steps.join(", ")}\n`,
				);
			} finally {
				await db.destroy();
			}
		});
};
