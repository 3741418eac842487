import { Hono } from "hono";
import { describeAudience, parseAudience } from "../../audience/audience.ts";
import { queryOf } from "../../audience/audience-terms.ts";
import { describeError, Failure } from "../../errors.ts";
import { exportByEditor } from "../../subscriber/by-editor/lists.ts";
import type { Held } from "../access/held-open.ts";
import { holdOpen } from "../access/signed-in.ts";
import type { StudioDeps } from "../deps.ts";
import { filterParams, filterText } from "./filter.ts";

/** /studio/people/export.csv: what `digest subscribers export` prints, in pieces as the browser takes them. */
export function exportRoutes(deps: StudioDeps): Hono {
	return new Hono().get("/studio/people/export.csv", async (c) => {
		try {
			const audience = parseAudience(filterText(filterParams(c.req.query())));
			const terms = await queryOf(deps.db, audience, deps.clock.now());
			const headers = {
				"content-type": "text/csv; charset=utf-8",
				"content-disposition": 'attachment; filename="subscribers.csv"',
			};
			// Nothing is read, so nothing is recorded.
			if (c.req.method === "HEAD") return new Response(null, { headers });
			const pieces = exportByEditor(
				deps,
				terms,
				describeAudience(audience),
				true,
			);
			const body = streamOf(pieces, deps, holdOpen(c));
			return new Response(body, { headers });
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return new Response(`${describeError(error)}\n`, { status: 400 });
		}
	});
}

/** Reads the next piece only when the last one was taken; when the browser stops, the server closes or the session ends, nothing more is read. */
function streamOf(
	pieces: AsyncGenerator<string>,
	{ closing, log }: Pick<StudioDeps, "closing" | "log">,
	held: Held,
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let isOver = false;
	const stop = async () => {
		isOver = true;
		held.release();
		await pieces.return(undefined).catch((error: unknown) => {
			log.error(
				{ error: describeError(error) },
				"the end of an export could not be recorded",
			);
		});
	};
	return new ReadableStream(
		{
			start(controller) {
				const end = AbortSignal.any([closing, held.signal]);
				const breakOff = () => {
					if (isOver) return;
					// Closed as if it were whole, it would pass for all subscribers.
					controller.error(new Error("The export was broken off."));
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
