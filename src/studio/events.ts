import { Hono } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { holdOpen } from "./access/signed-in.ts";
import type { StudioDeps } from "./deps.ts";
import { currentVersions } from "./versions.ts";

const POLL_MS = 500;

/** Pages at a time. */
const MAX_STREAMS = 20;

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
		"clock" | "db" | "closing" | "mailbox" | "glance" | "templateHash"
	>,
): Hono {
	/** One look serves all pages that are open. */
	const pages = new Set<(versions: string) => Promise<void>>();
	const look = async () => JSON.stringify(await currentVersions(deps));
	let looking = false;
	const keepLooking = async () => {
		if (looking) return;
		looking = true;
		try {
			while (pages.size > 0 && !deps.closing.aborted) {
				const versions = await look();
				await Promise.all([...pages].map((tell) => tell(versions)));
				await deps.clock.sleep(POLL_MS, deps.closing);
			}
		} finally {
			looking = false;
		}
	};
	return new Hono().get("/studio/events", (c) => {
		// Hono answers HEAD as GET, and nobody would end the stream.
		if (c.req.method === "HEAD")
			return c.body(null, 200, { "content-type": "text/event-stream" });
		if (pages.size >= MAX_STREAMS)
			return c.text(
				`${MAX_STREAMS} pages of the studio are open already. Close some of them.`,
				503,
			);
		let sent = "";
		let unchanged = 0;
		let stream: SSEStreamingApi | null = null;
		const held = holdOpen(c);
		const tell = async (data: string) => {
			if (stream === null) return;
			if (data === sent && ++unchanged < KEEPALIVE_POLLS) return;
			sent = data;
			unchanged = 0;
			await stream.writeSSE({ event: "change", data, retry: RETRY_MS });
		};
		pages.add(tell);
		return streamSSE(c, async (opened) => {
			const disconnected = new AbortController();
			opened.onAbort(() => disconnected.abort());
			const end = AbortSignal.any([
				disconnected.signal,
				deps.closing,
				held.signal,
			]);
			try {
				stream = opened;
				await tell(await look());
				void keepLooking();
				if (!end.aborted)
					await new Promise((resolve) =>
						end.addEventListener("abort", resolve, { once: true }),
					);
			} finally {
				pages.delete(tell);
				held.release();
			}
		});
	});
}
