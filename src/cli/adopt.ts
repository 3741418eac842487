import { adopt } from "../delivery/adoption.ts";
import { joinWithAnd } from "../issue/words/phrases.ts";
import type { Register } from "./terminal/io.ts";
import { withApp } from "./terminal/with-app.ts";

export const adoptCommand: Register = (program, io) => {
	program
		.command("adopt")
		.description("allow sending from a restored or copied database")
		.addHelpText(
			"after",
			`
A restored or copied database does not send: it may not know what the original
has already sent. Adopting it allows sending from it, and stops the issues that
were approved or being sent, so that you can resume or cancel each of them.

Example:
  digest adopt`,
		)
		.action(async () =>
			withApp(io, async (app) => {
				const stopped = await adopt(app, app.installation);
				io.out("This installation may send from its database now.\n");
				if (stopped.length > 0)
					io.out(
						`Stopped issue ${joinWithAnd(stopped.map(String))}, which may have been sent already. See: digest issue list\n`,
					);
			}),
		);
};
