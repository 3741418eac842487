import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { takeEvents } from "../../delivery/returns/take-events.ts";
import { describeError } from "../../errors.ts";
import { visible } from "../../text/visible-text.ts";
import type { WebDeps } from "../http/deps.ts";
import { type AmazonSns, createAmazonSns } from "./amazon-sns.ts";
import { readersOf } from "./read-request.ts";

/** SNS sends at most 256 KB, SendGrid 768 KB. */
const MAX_BODY_BYTES = 1024 * 1024;
/** More lines of one request are not logged. */
const MAX_LOGGED = 20;

/**
 * POST /webhooks/feedback/SERVICE: events of sending services. It has routes of its
 * own for bodies that are larger than a form's and are no form. A request is
 * answered with 200 only after its rows are committed.
 */
export function webhookRoutes(
	deps: WebDeps,
	sns: AmazonSns = createAmazonSns(),
): Hono {
	const { config, clock, log } = deps;
	const readers = readersOf(config, sns);
	const answer = (
		c: Context,
		status: 200 | 400 | 401 | 403 | 413 | 503,
		body: object,
	) => c.json(body, status);
	return new Hono().post(
		"/webhooks/feedback/:service",
		bodyLimit({
			maxSize: MAX_BODY_BYTES,
			onError: (c) => answer(c, 413, { error: "the request is too large" }),
		}),
		async (c) => {
			const service = c.req.param("service");
			const read = readers.get(service);
			if (read === undefined) return c.notFound();
			const where = { provider: service };
			try {
				const body = new Uint8Array(await c.req.arrayBuffer());
				const reading = await read(
					{ header: (name) => c.req.header(name) ?? null, body },
					clock.now(),
				);
				if (reading.kind === "refused") {
					log.warn({ ...where, why: reading.why }, "webhook refused");
					return answer(c, reading.status, { error: reading.why });
				}
				if (reading.kind === "confirm") {
					await sns.confirm(reading.url);
					log.info(where, "webhook: the subscription is confirmed");
					return answer(c, 200, { confirmed: true });
				}
				const { events, faults, receipt } = reading;
				const taken = await takeEvents(deps, service, events, {
					receipt,
					isSigned: true,
				});
				if (taken.isReplay) {
					log.warn(where, "webhook refused: a copy with another body");
					return answer(c, 403, { error: "its token was used before" });
				}
				for (const line of [...taken.lines, ...faults].slice(0, MAX_LOGGED))
					log.info(where, `webhook: ${visible(line)}`);
				if (taken.failures.length > 0)
					throw new Error(taken.failures.slice(0, 3).join("; "));
				return answer(c, 200, { taken: taken.lines.length, faults });
			} catch (error) {
				log.error({ ...where, error: describeError(error) }, "webhook failed");
				return answer(c, 503, { error: "try again later" });
			}
		},
	);
}
