import { audienceTerms } from "../../audience/audience-terms.ts";
import { exportSubscribers } from "../../subscriber/csv/export.ts";
import { type Register, withApp } from "../terminal/command.ts";
import { filterText, stateOption, WHERE, WHERE_HELP } from "./where-option.ts";

interface Options {
	state?: string;
	where?: string;
}

export const subscribersExport: Register = (program, io, exit) => {
	program
		.command("export")
		.description("subscribers as CSV on standard output")
		.addOption(stateOption())
		.option(...WHERE)
		.addHelpText(
			"after",
			`
What an import takes again: choices, bookmarks, consents and who must not be
mailed come along. A cell that a spreadsheet would run as a formula begins with
an apostrophe, which an import takes off again.
${WHERE_HELP}
Example:
  digest subscribers export > subscribers.csv
  digest subscribers export --where "lens=skeptic accepted<90d" > asleep.csv`,
		)
		.action(async (options: Options) =>
			withApp(io, async ({ db, clock }) => {
				const terms = audienceTerms(filterText(options), clock.now());
				for await (const piece of exportSubscribers(db, terms)) {
					if (io.signal.aborted) return exit(1);
					io.out(piece);
					await io.drained();
				}
			}),
		);
};
