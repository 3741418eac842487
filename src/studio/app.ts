import { Hono } from "hono";
import { html } from "hono/html";
import { assets } from "./assets.ts";
import type { StudioDeps } from "./deps.ts";
import { events } from "./events.ts";
import { guard } from "./guard.ts";
import { shell } from "./layout.ts";
import { desk } from "./pages/dashboard.ts";
import { letters } from "./pages/letters.ts";
import { mailbox } from "./pages/mailbox.ts";
import { preview } from "./preview/preview.ts";

/**
 * The editors' desk. It has no login: let it listen on the loopback alone, on
 * a port of its own, where no reverse proxy in front of the public one reaches
 * it. It only reads; every answer to GET is made without a write.
 */
export function createStudio(deps: StudioDeps): Hono {
	const app = new Hono();
	app.use(guard);
	app.get("/", (c) => c.redirect("/studio"));
	app.route("/", assets);
	app.route("/", desk(deps));
	app.route("/", preview(deps));
	app.route("/", letters(deps));
	app.route("/", events(deps));
	app.route("/", mailbox(deps));
	app.notFound((c) =>
		c.html(
			shell({
				title: "Not found",
				place: "desk",
				publication: deps.config.publication,
				shows: {},
				main: html`<section class="card blank"><h1>There is no such page</h1><p><a href="/studio">To the desk</a></p></section>`,
			}),
			404,
		),
	);
	return app;
}
