import type { Context, MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { networkOf } from "../../subscriber/network.ts";
import { clientReader } from "./client.ts";
import { createClientQueue } from "./client-queue.ts";
import { faultPage } from "./errors.ts";

/** Pages that are made at the same time: while one waits for PostgreSQL, another is made. */
const MAX_MAKING = 4;
/** Pages that wait. Beyond that, readers wait longer than they would. */
const MAX_WAITING = 500;

/**
 * Pages wait in a queue, so that the rest of the process goes first: unsubscribing
 * by POST, sending, sign-ups. Making pages takes at most half of the processor's
 * time while several ask, however many they are. Each client in turn has one page made, so that one who
 * asks for hundreds does not keep others waiting.
 */
export function pageQueue(config: Config): MiddlewareHandler {
	const clientOf = clientReader(config.trustedProxies);
	const queue = createClientQueue({
		maxRunning: MAX_MAKING,
		maxWaiting: MAX_WAITING,
	});
	return async (c, next) => {
		if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
		const ip = clientOf(c).ip ?? "";
		const done = await queue.turn(networkOf(ip) ?? ip);
		if (done === null) return busyPage(c, config);
		try {
			// Nobody reads the page of a client that has gone meanwhile.
			if (c.req.raw.signal.aborted) return c.body(null, 408);
			await next();
		} finally {
			done();
		}
	};
}

function busyPage(c: Context, config: Config) {
	c.header("retry-after", "10");
	return faultPage(c, config, 503, ({ faults: { busy } }) => ({
		title: busy.title,
		main: html`<h1>${busy.title}</h1>
<p>${busy.next}</p>`,
	}));
}
