import { Hono } from "hono";
import { describeAudience, parseAudience } from "../../audience/audience.ts";
import { queryOf } from "../../audience/audience-terms.ts";
import { describeError, Failure } from "../../errors.ts";
import { exportByEditor } from "../../subscriber/by-editor/lists.ts";
import { heldDownload } from "../access/held-stream.ts";
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
			return heldDownload(c, deps, headers, () =>
				exportByEditor(deps, terms, describeAudience(audience), true),
			);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return new Response(`${describeError(error)}\n`, { status: 400 });
		}
	});
}
