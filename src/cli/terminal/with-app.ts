import { type App, openApp } from "../../app.ts";
import { readConfig } from "../../config/config.ts";
import { createLog } from "../../log.ts";
import type { Io } from "./io.ts";

/**
 * Opens the app, runs `work` with it, and closes it again even if `work` throws.
 *
 * @param actor who acts, for the audit log
 */
export async function withApp<T>(
	io: Io,
	work: (app: App) => Promise<T>,
	actor = "command line",
): Promise<T> {
	const config = readConfig(io.env);
	const app = await openApp({
		config,
		clock: io.clock,
		log: createLog(config.logLevel),
		worker: io.worker,
		actor,
	});
	try {
		return await work(app);
	} finally {
		await app.close();
	}
}
