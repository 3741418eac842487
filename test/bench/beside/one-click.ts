import { startDigest } from "../../support/process.ts";
import { askAgain, client, offer } from "../http-client.ts";
import { atMostTimes, type Measurement } from "../measurement.ts";
import { type BesideInstallation, get, shown } from "./installation.ts";

const SECONDS = 5;
const CLIENTS = 50;
const ONE_CLICKS = 25;

/** The time of a one-click unsubscribe while others ask for one page as fast as they get it, for each page. */
export async function oneClickBesidePages(
	installation: BesideInstallation,
): Promise<Measurement[]> {
	const server = startDigest(["serve"], installation.env);
	try {
		const ask = client(await server.says(/readers +(http:\S+)\/\n/));
		const leave = () => installation.leave(ask);
		for (const page of installation.pages) await get(ask, page);
		await offer(2, 200, leave);
		const alone = await offer(SECONDS, ONE_CLICKS, leave);
		const measurements: Measurement[] = [];
		for (const page of installation.pages) {
			const stop = new AbortController();
			const asked = askAgain(CLIENTS, () => get(ask, page), stop.signal);
			const left = await offer(SECONDS, ONE_CLICKS, leave);
			stop.abort();
			const { perSecond } = await asked;
			measurements.push(
				atMostTimes(5, {
					name: `one-click unsubscribe, 99th percentile, beside ${CLIENTS} clients of ${shown(page)} (${Math.round(perSecond)} pages a second)`,
					value: left.p99,
					unit: "ms",
					peer: "the same without them",
					peerValue: alone.p99,
				}),
			);
		}
		return measurements;
	} finally {
		server.child.kill("SIGKILL");
		await server.ended;
	}
}
