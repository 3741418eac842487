import { Hono } from "hono";
import { requireCurrentSchema } from "../../db/migrate.ts";
import { describeError, Failure } from "../../errors.ts";
import type { WebDeps } from "./deps.ts";

/** For whatever watches the process: is it up, and can it do its work. */
export function healthRoutes({ db, log }: WebDeps): Hono {
	return new Hono()
		.get("/healthz", (c) => plain(c.text("ok\n")))
		.get("/readyz", async (c) => {
			try {
				await requireCurrentSchema(db);
				return plain(c.text("ready\n"));
			} catch (error) {
				log.warn({ error: describeError(error) }, "not ready");
				const reason =
					error instanceof Failure
						? error.message
						: "The database does not answer.";
				return plain(c.text(`${reason}\n`, 503));
			}
		});
}

function plain(response: Response): Response {
	response.headers.set("cache-control", "no-store");
	return response;
}
