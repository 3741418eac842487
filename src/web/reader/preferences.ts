import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { pause, revokeLinks, saveChoices } from "../../subscriber/choices.ts";
import { releaseVotesUnlessScanner } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { ISSUE_POLICY, privatePage } from "../http/middleware.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { readPause } from "./pause-form.ts";
import { readPreferences } from "./preferences-fields.ts";
import { preferencesPage } from "./preferences-page.ts";
import { upcomingPreview } from "./preview-for-reader.ts";
import type { ScannerTrap } from "./scanner-trap.ts";
import { subscriberByToken } from "./subscriber-by-token.ts";

/** A reader's preferences, behind the link in every mail. There is no password. */
export function preferenceRoutes(
	deps: WebDeps,
	scannerTrap: ScannerTrap,
): Hono {
	const { db, clock, config } = deps;
	const clientOf = clientReader(config.trustedProxies);
	const preview = upcomingPreview(deps);
	const reader = (c: Context) => subscriberByToken(deps, "preferences", c);

	async function show(
		c: Context,
		subscriber: SubscriberRow | null,
		message: { done?: string; fault?: string } = {},
	) {
		if (!subscriber) return answerWrongLink(deps, "preferences", c);
		const categories = await categoriesOfTools(db, clock.now());
		return c.html(
			html`${preferencesPage(deps, subscriber, categories, message)}`,
			message.fault ? 422 : 200,
		);
	}

	async function recordSignOfLife(c: Context, subscriber: SubscriberRow) {
		const wasHit = scannerTrap.wasHit(subscriber.id, clientName(clientOf(c)));
		await releaseVotesUnlessScanner(db, clock, subscriber.id, wasHit);
	}

	return (
		new Hono()
			.use("/preferences/:token/*", privatePage)
			.get("/preferences/:token", async (c) => show(c, await reader(c)))
			.post("/preferences/:token", async (c) => {
				const subscriber = await reader(c);
				if (!subscriber) return answerWrongLink(deps, "preferences", c);
				const body = new URLSearchParams(await c.req.text());
				try {
					const saved = await saveChoices(
						db,
						clock,
						subscriber.id,
						readPreferences(body, await categoriesOfTools(db, clock.now())),
					);
					await recordSignOfLife(c, subscriber);
					return show(c, saved, {
						done:
							subscriber.state === "unsubscribed"
								? "Saved. It applies if you subscribe again."
								: "Saved. This applies from the next issue.",
					});
				} catch (error) {
					if (!(error instanceof Failure)) throw error;
					return show(c, subscriber, { fault: error.message });
				}
			})
			// An old tab opens the address of a page that a button led to.
			.get("/preferences/:token/:done{pause|renew}", async (c) =>
				show(c, await reader(c)),
			)
			.post("/preferences/:token/pause", async (c) => {
				const subscriber = await reader(c);
				const weeks = readPause(await c.req.text());
				if (!subscriber) return answerWrongLink(deps, "preferences", c);
				// A page from before they left: who gets nothing has nothing to pause.
				if (subscriber.state === "unsubscribed") return show(c, subscriber);
				if (weeks === undefined)
					return show(c, subscriber, {
						fault: "There is no such pause. Press one of the buttons.",
					});
				await recordSignOfLife(c, subscriber);
				return show(c, await pause(db, clock, subscriber.id, weeks), {
					done: weeks === null ? "The pause is over." : "Paused.",
				});
			})
			.post("/preferences/:token/renew", async (c) => {
				const subscriber = await reader(c);
				if (!subscriber) return answerWrongLink(deps, "preferences", c);
				return show(c, await revokeLinks(db, clock, subscriber.id), {
					done: "Older links to this page no longer work. Your next mail has a new one.",
				});
			})
			.get("/preferences/:token/preview", async (c) => {
				const subscriber = await reader(c);
				if (!subscriber) return answerWrongLink(deps, "preferences", c);
				c.header("content-security-policy", ISSUE_POLICY);
				return c.html(await preview(subscriber));
			})
	);
}
