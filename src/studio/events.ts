import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { describeError } from "../errors.ts";
import type { StudioDeps } from "./deps.ts";

const POLL_MS = 500;

/** How soon a page asks again when the server is away. */
const RETRY_MS = 1000;

/** How many silent polls until a word that keeps the connection alive, and shows whether it is. */
const SILENT_POLLS = 30;

/**
 * GET /studio/events tells an open page what it should show by now: once at
 * the start, so that no change falls between the page and its connection, and
 * again whenever that changes.
 */
export function events(deps: StudioDeps): Hono {
	return new Hono().get("/studio/events", (c) =>
		streamSSE(c, async (stream) => {
			const gone = new AbortController();
			stream.onAbort(() => gone.abort());
			const end = AbortSignal.any([gone.signal, deps.closing]);
			let told = "";
			for (let silent = 0; !end.aborted; silent++) {
				const data = JSON.stringify(await freshness(deps));
				if (data !== told || silent >= SILENT_POLLS) {
					await stream.writeSSE({ event: "change", data, retry: RETRY_MS });
					told = data;
					silent = 0;
				}
				await deps.clock.sleep(POLL_MS, end);
			}
		}),
	);
}

export interface Freshness {
	stamp: string;
	mail: string;
}

/** What a page carries and the events compare it with. To be read before what it stands for. */
export async function freshness(deps: StudioDeps): Promise<Freshness> {
	const mail = String(deps.mailbox?.version() ?? "");
	return { stamp: await deps.stamp().catch(describeError), mail };
}
