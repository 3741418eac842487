import type { Context } from "hono";
import { describeError } from "../../errors.ts";
import type { StudioDeps } from "../deps.ts";
import { holdOpen } from "./signed-in.ts";

type Pieces = Generator<string> | AsyncGenerator<string>;

/**
 * A long download. The next piece is made only when the last one was taken; when the
 * browser stops, the server closes or the session ends, no more are made.
 *
 * @param begin makes the pieces; a HEAD request makes none
 */
export function heldDownload(
	c: Context,
	deps: Pick<StudioDeps, "closing" | "log">,
	headers: Record<string, string>,
	begin: () => Pieces,
): Response {
	const body = c.req.method === "HEAD" ? null : heldStream(c, deps, begin());
	return new Response(body, { headers });
}

function heldStream(
	c: Context,
	{ closing, log }: Pick<StudioDeps, "closing" | "log">,
	pieces: Pieces,
): ReadableStream<Uint8Array> {
	const held = holdOpen(c);
	const encoder = new TextEncoder();
	let isOver = false;
	const stop = async () => {
		isOver = true;
		held.release();
		try {
			await pieces.return(undefined);
		} catch (error) {
			log.error(
				{ error: describeError(error) },
				"the end of a download could not be recorded",
			);
		}
	};
	return new ReadableStream(
		{
			start(controller) {
				const end = AbortSignal.any([closing, held.signal]);
				const breakOff = () => {
					if (isOver) return;
					// Closed as if it were whole, it would pass for all of them.
					controller.error(new Error("The download was broken off."));
					void stop();
				};
				end.addEventListener("abort", breakOff, { once: true });
				if (end.aborted) breakOff();
			},
			async pull(controller) {
				const { done, value } = await pieces.next();
				if (isOver) return;
				if (!done) return controller.enqueue(encoder.encode(value));
				isOver = true;
				held.release();
				controller.close();
			},
			cancel: stop,
		},
		{ highWaterMark: 0 },
	);
}
