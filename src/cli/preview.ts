import { dotEnv } from "../config/env-file.ts";
import { createStudio } from "../studio/app.ts";
import { createStudioDeps } from "../studio/create-deps.ts";
import { UPLOAD_MS } from "../studio/upload.ts";
import { listen } from "../web/http/listen.ts";
import type { Register } from "./terminal/io.ts";
import { showInBrowser } from "./terminal/show-in-browser.ts";
import { untilStopped } from "./terminal/until-stopped.ts";
import { withApp } from "./terminal/with-app.ts";

export const preview: Register = (program, io) => {
	program
		.command("preview")
		.description(
			"view the coming issue, or the last one, in a browser, as any subscriber gets it",
		)
		.option("--port <port>", "port to listen on (default: STUDIO_PORT)")
		.option(
			"--no-open",
			"only print the address; by default a browser is opened, on a terminal",
		)
		.addHelpText(
			"after",
			`
The page reloads by itself when a template or the content changes. Only this
machine can open it. With STUDIO_URL set it is opened there, after signing in.
Press Ctrl-C to stop.

Example:
  digest preview`,
		)
		.action(async (options: { port?: string; open: boolean }) =>
			withApp(
				{
					...io,
					env: { ...io.env, STUDIO_PORT: options.port ?? io.env.STUDIO_PORT },
				},
				async (app) => {
					const studio = createStudio(
						await createStudioDeps(app, io.signal, {
							all: io.env,
							file: dotEnv(),
						}),
					);
					const server = await listen(studio.fetch, {
						host: "127.0.0.1",
						port: app.config.studioPort,
						setting: "STUDIO_PORT",
						longestMs: UPLOAD_MS,
					});
					const url = `${app.config.studioUrl ?? server.url}/studio/preview`;
					io.out(`Preview: ${url}\n`);
					if (options.open && io.terminal.out) showInBrowser(url, io.env);
					await untilStopped(io.signal);
					await server.close();
				},
			),
		);
};
