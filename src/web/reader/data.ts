import { type Context, Hono } from "hono";
import { exportSubscriberData } from "../../subscriber/leaving/data-export.ts";
import { eraseSubscriber } from "../../subscriber/leaving/erase.ts";
import type { WebDeps } from "../http/deps.ts";
import { privatePage } from "../http/middleware.ts";
import { readerWords } from "../language/words-for.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { dataPage, erasedPage, erasePage } from "./data-pages.ts";
import { subscriberByToken } from "./subscriber-by-token.ts";

/** What is kept about a reader: they can read it, download it and erase it by themselves. */
export function dataRoutes(deps: WebDeps): Hono {
	const { db, clock, config } = deps;
	const reader = (c: Context) => subscriberByToken(deps, "preferences", c);
	return new Hono()
		.use("/preferences/:token/*", privatePage)
		.get("/preferences/:token/data", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			const all = await exportSubscriberData(db, subscriber, clock.now());
			return c.html(dataPage(deps, subscriber, all));
		})
		.get("/preferences/:token/data.json", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			c.header("content-disposition", 'attachment; filename="my-data.json"');
			return c.json(await exportSubscriberData(db, subscriber, clock.now()));
		})
		.get("/preferences/:token/erase", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			return c.html(erasePage(deps, subscriber));
		})
		.post("/preferences/:token/erase", async (c) => {
			const subscriber = await reader(c);
			const isConfirmed =
				new URLSearchParams(await c.req.text()).get("sure") === "yes";
			if (!subscriber) return answerWrongLink(deps, "preferences", c);
			if (!isConfirmed) return c.html(erasePage(deps, subscriber, true), 422);
			await eraseSubscriber(db, clock, config, subscriber.id, "page");
			return c.html(erasedPage(config, readerWords(config, subscriber)));
		});
}
