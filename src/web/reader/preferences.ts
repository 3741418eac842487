import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { SubscriberRow } from "../../db/schema.ts";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import { Failure } from "../../errors.ts";
import { pause, revokeLinks, saveChoices } from "../../subscriber/choices.ts";
import { releaseVotesUnlessScanner } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { ISSUE_POLICY, privatePage } from "../http/security-headers.ts";
import { readChoices } from "./choice-fields.ts";
import { readWeeks } from "./pause-form.ts";
import { preferenceReader } from "./preference-reader.ts";
import { preferencesPage } from "./preferences-page.ts";
import { nextPreview } from "./preview-for-reader.ts";
import type { ControlWatch } from "./scanner-trap.ts";

/** What a reader gets and how, behind a link from any mail: there is no password. */
export function preferenceRoutes(deps: WebDeps, watch: ControlWatch): Hono {
	const { db, clock, config } = deps;
	const clientOf = clientReader(config.trustedProxies);
	const preview = nextPreview(deps);
	const reader = (c: Context) => preferenceReader(deps, c);

	async function show(
		c: Context,
		subscriber: SubscriberRow | null,
		told: { done?: string; fault?: string } = {},
	) {
		if (!subscriber) return wrongLinkPage(c, config);
		const categories = await categoriesOfTools(db);
		return c.html(
			html`${preferencesPage(deps, subscriber, categories, told)}`,
			told.fault ? 422 : 200,
		);
	}

	async function bySign(c: Context, subscriber: SubscriberRow) {
		const watched = watch.hasOpened(subscriber.id, clientName(clientOf(c)));
		await releaseVotesUnlessScanner(db, clock, subscriber.id, watched);
	}

	return new Hono()
		.use("/preferences/:token/*", privatePage)
		.get("/preferences/:token", async (c) => show(c, await reader(c)))
		.post("/preferences/:token", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			const body = new URLSearchParams(await c.req.text());
			try {
				const kept = await saveChoices(
					db,
					clock,
					subscriber.id,
					readChoices(body, await categoriesOfTools(db)),
				);
				await bySign(c, subscriber);
				return show(c, kept, { done: "Saved. The next issue follows it." });
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				return show(c, subscriber, { fault: error.message });
			}
		})
		.post("/preferences/:token/pause", async (c) => {
			const subscriber = await reader(c);
			const weeks = readWeeks(await c.req.text());
			if (!subscriber || weeks === undefined) return wrongLinkPage(c, config);
			await bySign(c, subscriber);
			return show(c, await pause(db, clock, subscriber.id, weeks), {
				done: weeks === null ? "The pause is over." : "Paused.",
			});
		})
		.post("/preferences/:token/renew", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			return show(c, await revokeLinks(db, clock, subscriber.id), {
				done: "Every link to this page that was mailed before is worthless now. The next mail brings a new one.",
			});
		})
		.get("/preferences/:token/preview", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			c.header("content-security-policy", ISSUE_POLICY);
			return c.html(await preview(subscriber));
		});
}
