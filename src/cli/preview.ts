import { createStudio } from "../studio/app.ts";
import { createStudioDeps } from "../studio/create-deps.ts";
import { listen } from "../web/http/listen.ts";
import { type Register, withApp } from "./terminal/command.ts";
import { untilStopped } from "./terminal/until-stopped.ts";

export const preview: Register = (program, io) => {
	program
		.command("preview")
		.description(
			"look at the coming issue in a browser, as any subscriber will get it",
		)
		.option(
			"--port <port>",
			"where to listen on the loopback (default: STUDIO_PORT)",
		)
		.addHelpText(
			"after",
			`
The page follows every change of a template or the content by itself. Only
this machine can open it. Ctrl-C ends it.

Example:
  digest preview`,
		)
		.action(async (options: { port?: string }) =>
			withApp(
				{
					...io,
					env: { ...io.env, STUDIO_PORT: options.port ?? io.env.STUDIO_PORT },
				},
				async (app) => {
					const studio = createStudio(await createStudioDeps(app, io.signal));
					const server = await listen(studio.fetch, {
						host: "127.0.0.1",
						port: app.config.studioPort,
						setting: "STUDIO_PORT",
					});
					io.out(`Preview: ${server.url}/studio/preview\n`);
					await untilStopped(io.signal);
					await server.close();
				},
			),
		);
};
