import { Hono } from "hono";
import { requireCurrentSchema } from "../../db/migrate.ts";
import { describeError, Failure } from "../../errors.ts";
import type { WebDeps } from "./deps.ts";

/** For monitoring: `/healthz` says that the process is up, `/readyz` that it can do its work. */
export function healthRoutes({ db, log }: WebDeps): Hono {
	return new Hono()
		.get("/healthz", (c) => uncached(c.text("ok\n")))
		.get("/readyz", async (c) => {
			try {
				await requireCurrentSchema(db);
				return uncached(c.text("ready\n"));
			} catch (error) {
				log.warn({ error: describeError(error) }, "not ready");
				const reason =
					error instanceof Failure
						? error.message
						: "The database does not answer.";
				return uncached(c.text(`${reason}\n`, 503));
			}
		});
}

function uncached(response: Response): Response {
	response.headers.set("cache-control", "no-store");
	return response;
}
