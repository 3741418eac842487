import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { StudioDeps } from "./deps.ts";
import { currentVersions } from "./versions.ts";

const POLL_MS = 500;

/** How soon a page connects again when the server is gone. */
const RETRY_MS = 1000;

/** After this many polls without a change, the same event is sent again: it keeps the connection alive and shows whether it is. */
const KEEPALIVE_POLLS = 30;

/**
 * GET /studio/events sends the current versions: once at the start, so that no
 * change between the page and its connection is missed, and after each change.
 */
export function eventRoutes(
	deps: Pick<
		StudioDeps,
		"clock" | "closing" | "mailbox" | "upcoming" | "renderer"
	>,
): Hono {
	return new Hono().get("/studio/events", (c) =>
		streamSSE(c, async (stream) => {
			const disconnected = new AbortController();
			stream.onAbort(() => disconnected.abort());
			const end = AbortSignal.any([disconnected.signal, deps.closing]);
			let sent = "";
			for (let unchanged = 0; !end.aborted; unchanged++) {
				const data = JSON.stringify(await currentVersions(deps));
				if (data !== sent || unchanged >= KEEPALIVE_POLLS) {
					await stream.writeSSE({ event: "change", data, retry: RETRY_MS });
					sent = data;
					unchanged = 0;
				}
				await deps.clock.sleep(POLL_MS, end);
			}
		}),
	);
}
