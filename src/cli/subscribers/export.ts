import { describeAudience } from "../../audience/audience.ts";
import { queryOf } from "../../audience/audience-terms.ts";
import { countAudience } from "../../db/subscriber/subscriber-export.ts";
import { exportByEditor } from "../../subscriber/by-editor/lists.ts";
import type { Register } from "../terminal/io.ts";
import { writeData } from "../terminal/output.ts";
import { withApp } from "../terminal/with-app.ts";
import {
	readFilter,
	stateOption,
	WHERE,
	WHERE_HELP,
	writeMeaning,
} from "./where-option.ts";

interface Options {
	state?: string;
	where?: string;
}

export const subscribersExport: Register = (program, io, exit) => {
	program
		.command("export")
		.description("print subscribers as CSV")
		.addOption(stateOption())
		.option(...WHERE)
		.addHelpText(
			"after",
			`
The file can be imported again: it includes choices, bookmarks, consents and
suppressions. A cell that a spreadsheet would run as a formula begins with an
apostrophe; an import removes it.
${WHERE_HELP}
Example:
  digest subscribers export > subscribers.csv
  digest subscribers export --where "lens=skeptic accepted older 90d" > inactive.csv`,
		)
		.action(async (options: Options) =>
			withApp(io, async (app) => {
				const { db, clock } = app;
				const audience = readFilter(options);
				const terms = await queryOf(db, audience, clock.now());
				if (options.where)
					writeMeaning(io, audience, await countAudience(db, terms));
				for await (const piece of exportByEditor(
					app,
					terms,
					describeAudience(audience),
				)) {
					if (io.signal.aborted) return exit(1);
					writeData(io, piece);
					await io.drained();
				}
			}),
		);
};
