import { startScheduler } from "../../jobs/schedule.ts";
import type { App } from "../app.ts";
import { createStudio } from "../studio/app.ts";
import { createStudioDeps } from "../studio/create-deps.ts";
import { createWeb } from "../web/http/app.ts";
import { listen } from "../web/http/listen.ts";
import { type Register, withApp } from "./terminal/command.ts";
import type { Io } from "./terminal/io.ts";
import { untilStopped } from "./terminal/until-stopped.ts";

export const serve: Register = (program, io) => {
	program
		.command("serve")
		.description("web pages, studio, scheduler and sender in one process")
		.addHelpText(
			"after",
			`
The pages for readers listen on HOST and PORT; the studio and the built-in
mailbox on the loopback only, on STUDIO_PORT. Each week the issue is drafted
DRAFT_HOURS before SEND_AT, and sent at that time once it is approved (by
itself with AUTO_APPROVE). Ctrl-C finishes what is in flight and ends.

Example:
  TIME_ZONE=Europe/Berlin SEND_AT="tue 09:00" digest serve`,
		)
		.action(async () => withApp(io, (app) => serveApp(io, app)));
};

/** Serves until the signal to end, then closes in order: stop claiming, drain, close. */
export async function serveApp(io: Io, app: App): Promise<void> {
	const { config, signal } = { config: app.config, signal: io.signal };
	// A key that is no good is told of now, not at the first message.
	await app.signer();
	const web = await listen(createWeb(app).fetch, {
		host: config.host,
		port: config.port,
		setting: "PORT",
	});
	try {
		const studio = await listen(
			createStudio(await createStudioDeps(app, signal)).fetch,
			{ host: "127.0.0.1", port: config.studioPort, setting: "STUDIO_PORT" },
		);
		const scheduler = startScheduler(app, signal);
		io.out(`Pages for readers   ${web.url}/\n`);
		io.out(`Studio              ${studio.url}/studio\n`);
		if (config.smtpUrl === null)
			io.out(`Built-in mailbox    ${studio.url}/mailbox\n`);
		io.out("Ctrl-C ends it.\n");
		await untilStopped(signal);
		await scheduler.stop();
		await studio.close();
	} finally {
		await web.close();
	}
}
