import { openBesideInstallation } from "./beside/installation.ts";
import { oneClickBesidePages } from "./beside/one-click.ts";
import { sendingBesideWork } from "./beside/sending.ts";
import type { Measurement } from "./measurement.ts";

// The issue must not end before the last of the measurements.
const SUBSCRIBERS = 600_000;

/**
 * One process of the whole service on SQLite: the time of a one-click unsubscribe,
 * and the messages sent a second, beside everything else that it may have to do.
 * The quiet values are from the same run.
 */
export async function bench(): Promise<Measurement[]> {
	const installation = await openBesideInstallation(SUBSCRIBERS);
	try {
		return [
			...(await oneClickBesidePages(installation)),
			...(await sendingBesideWork(installation)),
		];
	} finally {
		await installation.close();
	}
}
