import { join, resolve } from "node:path";
import { startScheduler } from "../../jobs/scheduler.ts";
import type { App } from "../app.ts";
import type { Config } from "../config/config.ts";
import { dotEnv, hasSecret } from "../config/env-file.ts";
import { postalAddressWarning } from "../config/postal-address-warning.ts";
import { publicUrlWarning } from "../config/public-url-warning.ts";
import { allEditors } from "../db/studio/editors.ts";
import { openToOthers } from "../private-file.ts";
import { createStudio } from "../studio/app.ts";
import { createStudioDeps } from "../studio/create-deps.ts";
import { UPLOAD_MS } from "../studio/upload.ts";
import { createWeb } from "../web/http/app.ts";
import { listen } from "../web/http/listen.ts";
import type { Io, Register } from "./terminal/io.ts";
import { untilStopped } from "./terminal/until-stopped.ts";
import { withApp } from "./terminal/with-app.ts";

export const serve: Register = (program, io) => {
	program
		.command("serve")
		.description(
			"run the web pages, the studio, the scheduler and the sender in one process",
		)
		.addHelpText(
			"after",
			`
The pages for readers listen on HOST and PORT. The studio and the built-in
mailbox listen on STUDIO_PORT, and only this machine can open them, unless STUDIO_URL is
set: then editors sign in. Each week
the issue is drafted DRAFT_HOURS before SEND_AT, and sent at SEND_AT once it is
approved. With AUTO_APPROVE it is approved automatically. Ctrl-C finishes the
messages in flight and stops.

Example:
  TIME_ZONE=Europe/Berlin SEND_AT="tue 09:00" digest serve`,
		)
		.action(async () => withApp(io, (app) => serveApp(io, app), "schedule"));
};

/**
 * Serves until `io.signal` is aborted. Then takes nothing new, finishes what is in flight, and closes.
 *
 * @param options.first what to open first: its name, and its path on the studio's port
 */
export async function serveApp(
	io: Io,
	app: App,
	{ first = [] }: { first?: readonly (readonly [string, string])[] } = {},
): Promise<void> {
	const { config } = app;
	const { signal } = io;
	for (const warning of [
		publicUrlWarning(config),
		postalAddressWarning(config),
		...openToOthers(privateFiles(config)),
	])
		if (warning !== null)
			io.err(`Warning: ${warning}
`);
	// Reports an unusable DKIM key now, not at the first message.
	await app.signer();
	const web = await listen(createWeb(app).fetch, {
		host: config.host,
		port: config.port,
		setting: "PORT",
	});
	try {
		const deps = await createStudioDeps(app, signal, {
			all: io.env,
			file: dotEnv(),
		});
		const studio = await listen(
			createStudio({ ...deps, wake: () => scheduler.tick() }).fetch,
			{
				host: config.studioHost,
				port: config.studioPort,
				setting: "STUDIO_PORT",
				longestMs: UPLOAD_MS,
			},
		);
		const scheduler = startScheduler(app, signal);
		const studioUrl = config.studioUrl ?? studio.url;
		for (const [name, path] of first)
			io.out(`${name.padEnd(20)}${studioUrl}${path}\n`);
		io.out(`Pages for readers   ${web.url}/\n`);
		io.out(`Studio              ${studioUrl}/studio\n`);
		if (config.smtpUrl === null)
			io.out(`Built-in mailbox    ${studioUrl}/mailbox\n`);
		if (config.smtpUrl === null && config.studioUrl !== null)
			io.err(
				"Warning: SMTP_URL is not set, so no letter with a link to sign in leaves this machine. Make a link with: digest editors link NAME\n",
			);
		// This server speaks no TLS, so an https address is a proxy's.
		if (
			config.studioUrl?.startsWith("https:") &&
			config.trustedProxies.length === 0
		)
			io.err(
				"Warning: TRUSTED_PROXIES is not set, so everybody who signs in to the studio counts as one client, and one of them can use up the attempts of all. For a proxy on this machine set TRUSTED_PROXIES=loopback\n",
			);
		if (config.studioUrl !== null && (await allEditors(app.db)).length === 0)
			io.err(
				"Warning: nobody can sign in to the studio yet. Add yourself with: digest editors add ADDRESS\n",
			);
		io.out("Press Ctrl-C to stop.\n");
		await untilStopped(signal);
		// At once: each waits for what it has in hand, and nobody waits for their sum.
		await Promise.all([
			app.signUps.stop(),
			scheduler.stop(),
			studio.close(),
			web.close(),
		]);
	} finally {
		await web.close();
	}
}

function privateFiles({ databaseUrl, dataDir, dkim }: Config): string[] {
	const isFile = !/^postgres(ql)?:/.test(databaseUrl);
	return [
		...(isFile ? [databaseUrl] : []),
		join(dataDir, "mailbox.sqlite"),
		...(dkim ? [dkim.keyFile] : []),
		...(dkim?.ed25519 ? [dkim.ed25519.keyFile] : []),
		...(hasSecret(dotEnv()) ? [resolve(".env")] : []),
	];
}
