import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { scheduleLine } from "../../issue/week/week.ts";
import type { WebDeps } from "../http/deps.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { readAsked } from "../http/sent-form.ts";
import { type FormState, signUpForm } from "./sign-up-form.ts";
import type { Door } from "./sign-up-intake.ts";

/** Asking for the digest by a form. Whatever is known of the address, the answer is one and the same. */
export function subscribeRoutes({ config }: WebDeps, door: Door): Hono {
	const ask = (c: Context, state: FormState = {}, status: 200 | 422 = 200) => {
		c.header("cache-control", "no-store");
		return c.html(
			page(config, {
				title: "Subscribe",
				place: "subscribe",
				scripts: door.proof ? ["bookmarks", "proof"] : ["bookmarks"],
				main: html`<section class="act">
<h1>Get ${config.publication}</h1>
<p>One email a week, ${scheduleLine(config)}. We mail you a link first, and nothing more before you press its button.</p>
${signUpForm(config, door, "subscribe", state)}
<p class="note">A reader already? <a href="${localLinks(config).preferencesDoor}">Change what you get</a>.</p>
</section>`,
			}),
			status,
		);
	};
	return new Hono()
		.get("/subscribe", (c) => ask(c))
		.post("/subscribe", async (c) => {
			const { form, address, fault } = await readAsked(c, door);
			if (!address) return ask(c, { email: form.email, fault }, 422);
			await door.ask(c, {
				kind: "subscribe",
				source: "form",
				address,
				formUrl: `${config.publicUrl}/${form.from === "home" ? "" : "subscribe"}`,
				tools: form.tools.split(","),
				trapped: form.website !== "",
			});
			c.header("cache-control", "no-store");
			return c.html(
				page(config, {
					title: "Check your mail",
					main: html`<section class="act" data-shelf-taken>
<h1>Check your mail</h1>
<p>If this address can get the digest, a mail is on its way with a link. Press the button there, and the next issue is yours.</p>
<p class="note">Nothing after some minutes? Look among the spam, and at how the address is spelled. There is one such mail a day at most.</p>
</section>`,
				}),
			);
		});
}
