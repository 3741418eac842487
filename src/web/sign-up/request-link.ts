import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { readAsked } from "../http/sent-form.ts";
import { doorForm, type FormState } from "./sign-up-form.ts";
import type { Door } from "./sign-up-intake.ts";

/** Asking for the link to one's own pages, by address. Whether it is a subscriber's is told by mail alone. */
export function preferenceDoorRoutes({ config }: WebDeps, door: Door): Hono {
	const links = localLinks(config);
	const ask = (c: Context, state: FormState = {}, status: 200 | 422 = 200) => {
		c.header("cache-control", "no-store");
		return c.html(
			page(config, {
				title: "Your preferences",
				scripts: door.proof ? ["proof"] : [],
				main: html`<section class="act">
<h1>Change what you get</h1>
<p>Every mail of ours has a link to your own page. None at hand? We mail you one; there is no password.</p>
${doorForm(config, door, state)}
</section>`,
			}),
			status,
		);
	};
	return new Hono()
		.get("/preferences", (c) => ask(c))
		.post("/preferences", async (c) => {
			const { form, address, fault } = await readAsked(c, door);
			if (!address) return ask(c, { email: form.email, fault }, 422);
			await door.ask(c, {
				kind: "preferences-link",
				source: "form",
				address,
				formUrl: `${config.publicUrl}/preferences`,
				tools: [],
				trapped: form.website !== "",
			});
			c.header("cache-control", "no-store");
			return c.html(
				page(config, {
					title: "Check your mail",
					main: html`<section class="act">
<h1>Check your mail</h1>
<p>If this address gets the digest, a mail with the link to its own pages is on its way.</p>
<p class="note">There is one such mail a day at most. Not a reader yet? <a href="${links.subscribe}">Subscribe</a>.</p>
</section>`,
				}),
			);
		});
}
