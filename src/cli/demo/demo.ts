import { serveApp } from "../serve.ts";
import { type Register, withApp } from "../terminal/command.ts";
import { runDemo } from "./run-demo.ts";

export const demo: Register = (program, io) => {
	program
		.command("demo")
		.description(
			"the whole story on samples: two weeks' issues, sent and readable",
		)
		.option("--serve", "stay up and serve the pages (default on a terminal)")
		.option("--no-serve", "end when the issues are sent")
		.addHelpText(
			"after",
			`
Uses the built-in defaults alone: a SQLite file and a mailbox under DATA_DIR,
sample comparisons, and sample subscribers at example.com. Nothing leaves this
machine. Running it again changes nothing.

Example:
  digest demo --serve`,
		)
		.action(async (options: { serve?: boolean }) =>
			withApp(io, async (app) => {
				await runDemo(io, app);
				io.out("\n");
				if (options.serve ?? io.terminal.out) return serveApp(io, app);
				io.out(
					`To read them in a browser:\n  npm run -s digest -- serve\nand open http://localhost:${app.config.studioPort}/mailbox\n`,
				);
			}),
		);
};
