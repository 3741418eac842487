import { adopt } from "../delivery/adoption.ts";
import { list } from "../issue/words/phrases.ts";
import { type Register, withApp } from "./terminal/command.ts";

export const adoptCommand: Register = (program, io) => {
	program
		.command("adopt")
		.description("send from this database, which was restored or copied")
		.addHelpText(
			"after",
			`
A restored or copied database sends nothing by itself: it may not know whom
its original has mailed. Adopting it stops whatever was approved or on its way
there, for you to resume or cancel.

Example:
  digest adopt`,
		)
		.action(async () =>
			withApp(io, async (app) => {
				const stopped = await adopt(app, app.installation);
				io.out("This installation sends from its database from now on.\n");
				if (stopped.length > 0)
					io.out(
						`Stopped issue ${list(stopped.map(String))}: it may have gone out already. See: digest issue list\n`,
					);
			}),
		);
};
