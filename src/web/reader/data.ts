import { type Context, Hono } from "hono";
import { markSeen } from "../../db/subscriber/inactive-subscribers.ts";
import { exportSubscriberData } from "../../subscriber/leaving/data-export.ts";
import { eraseSubscriber } from "../../subscriber/leaving/erase.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { privatePage } from "../http/security-headers.ts";
import { dataPage, erasedPage, erasePage } from "./data-pages.ts";
import { preferenceReader } from "./preference-reader.ts";
import { keepPage, keptPage } from "./reconfirm-pages.ts";

/** What is kept about a reader: to read, to take along, and to
 * erase, without asking anybody; and the answer to "still want this?". */
export function dataRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const reader = (c: Context) => preferenceReader(deps, c);
	return new Hono()
		.use("/preferences/:token/*", privatePage)
		.get("/preferences/:token/data", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			const all = await exportSubscriberData(db, subscriber, clock.now());
			return c.html(dataPage(deps, subscriber, all));
		})
		.get("/preferences/:token/data.json", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			c.header("content-disposition", 'attachment; filename="my-data.json"');
			return c.json(await exportSubscriberData(db, subscriber, clock.now()));
		})
		.get("/preferences/:token/keep", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			return c.html(keepPage(deps, subscriber));
		})
		.post("/preferences/:token/keep", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			await markSeen(db, subscriber.id, clock.now());
			return c.html(keptPage(deps, subscriber));
		})
		.get("/preferences/:token/erase", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			return c.html(erasePage(deps, subscriber));
		})
		.post("/preferences/:token/erase", async (c) => {
			const subscriber = await reader(c);
			const sure =
				new URLSearchParams(await c.req.text()).get("sure") === "yes";
			if (!subscriber) return wrongLinkPage(c, config);
			if (!sure) return c.html(erasePage(deps, subscriber, true), 422);
			await eraseSubscriber(db, clock, config, subscriber.id, "page");
			return c.html(erasedPage(config));
		});
}
