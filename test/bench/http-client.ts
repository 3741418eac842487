import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

export interface Ask {
	/** Default: POST. */
	method?: "GET" | "POST";
	path: string;
	type?: string;
	body?: string;
	/** What is expected. */
	status: number;
}

/** Sends one request. Says whether the answer was what is expected. */
export type Client = (ask: Ask) => Promise<boolean>;

export function client(url: string): Client {
	const agent = new Agent({ keepAlive: true, maxSockets: 128 });
	const { hostname, port } = new URL(url);
	return ({ method = "POST", path, type = "text/plain", body = "", status }) =>
		new Promise((resolve) => {
			const sent = request(
				{
					agent,
					hostname,
					port,
					path,
					method,
					headers: {
						"content-type": type,
						"content-length": Buffer.byteLength(body),
					},
				},
				(response) => {
					response.resume();
					response.on("end", () => resolve(response.statusCode === status));
				},
			);
			sent.on("error", () => resolve(false));
			sent.end(body);
		});
}

/** Sends `rate` requests a second. A request's time counts from the moment it was due. */
export async function offer(
	seconds: number,
	rate: number,
	ask: (n: number) => Promise<boolean>,
): Promise<{ perSecond: number; p99: number; failed: number }> {
	const begun = performance.now();
	const times: number[] = [];
	const open: Promise<void>[] = [];
	let failed = 0;
	for (let n = 0; n < seconds * rate; n++) {
		const due = begun + (n * 1_000) / rate;
		const early = due - performance.now();
		if (early > 1) await wait(early);
		open.push(
			ask(n).then((ok) => {
				times.push(performance.now() - due);
				if (!ok) failed++;
			}),
		);
	}
	await Promise.all(open);
	const taken = (performance.now() - begun) / 1_000;
	times.sort((a, b) => a - b);
	return {
		perSecond: (times.length - failed) / taken,
		p99: times[Math.ceil(times.length * 0.99) - 1] ?? 0,
		failed,
	};
}

/** Clients that ask again as soon as they have their answer, until `signal` says stop. Returns how many answers they got a second. */
export async function askAgain(
	clients: number,
	one: () => Promise<boolean>,
	signal: AbortSignal,
): Promise<{ perSecond: number; failed: number }> {
	const begun = performance.now();
	let answers = 0;
	let failed = 0;
	await Promise.all(
		Array.from({ length: clients }, async () => {
			while (!signal.aborted)
				if (await one()) answers++;
				else failed++;
		}),
	);
	return { perSecond: (answers * 1_000) / (performance.now() - begun), failed };
}
