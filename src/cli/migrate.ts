import { readConfig } from "../config/config.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open.ts";
import { counted, type Register, writeJson } from "./terminal/command.ts";

export const migrateCommand: Register = (program, io) => {
	program
		.command("migrate")
		.description("bring the database's schema up to date")
		.option("--json", "print what was run as JSON")
		.addHelpText(
			"after",
			`
A new database is set up by whatever uses it first; only an older one needs
this, and a backup before it. Running it again changes nothing.

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
