import type { App } from "../../app.ts";
import { serveApp } from "../serve.ts";
import type { Register } from "../terminal/io.ts";
import { withApp } from "../terminal/with-app.ts";
import { runDemo } from "./run-demo.ts";
import { WITH_BOOKMARKS } from "./sample-subscribers.ts";

/** A digest as a reader with bookmarks got it, and the draft. */
async function worthOpening(app: App): Promise<[string, string][]> {
	const mailbox = await app.mailbox();
	const [mail] = mailbox?.list({ search: WITH_BOOKMARKS, limit: 1 }) ?? [];
	return [
		...(mail
			? [["The last digest", `/mailbox/${mail.id}`] satisfies [string, string]]
			: []),
		["Next week’s draft", "/studio/preview"],
	];
}

export const demo: Register = (program, io) => {
	program
		.command("demo")
		.description(
			"send two sample issues to the built-in mailbox and draft a third, to see how it works",
		)
		.option(
			"--serve",
			"then keep running and serve the pages (default on a terminal)",
		)
		.option("--no-serve", "exit when the issues are sent")
		.addHelpText(
			"after",
			`
Uses an SQLite file and a mailbox in DATA_DIR, sample comparisons, and sample
subscribers at example.com: some with a lens, the brief format, bookmarks or
votes, one whose address is refused, and one who has not confirmed. No mail leaves
this machine. Running it again changes nothing.

Example:
  digest demo --serve`,
		)
		.action(async (options: { serve?: boolean }) =>
			// Lines for a collector would follow the list of pages that a person reads.
			withApp({ ...io, env: { LOG_LEVEL: "warn", ...io.env } }, async (app) => {
				await runDemo(io, app);
				io.out("\n");
				if (options.serve ?? io.terminal.out)
					return serveApp(io, app, { first: await worthOpening(app) });
				io.out(
					`To read them, run:\n  digest serve\nThen open http://localhost:${app.config.studioPort}/mailbox\n`,
				);
			}),
		);
};
