import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { categoriesOfTools } from "../../db/subscriber/choices.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import {
	ChoiceFailure,
	pause,
	revokeLinks,
	saveChoices,
} from "../../subscriber/choices.ts";
import { releaseVotesUnlessScanner } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { ISSUE_POLICY, privatePage } from "../http/middleware.ts";
import { readerWords } from "../language/words-for.ts";
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
				const { fault } = readerWords(config, subscriber).preferences;
				try {
					const saved = await saveChoices(
						db,
						clock,
						subscriber.id,
						readPreferences(body, await categoriesOfTools(db, clock.now())),
					);
					await recordSignOfLife(c, subscriber);
					// In the language that they may just have chosen.
					const now = readerWords(config, saved ?? subscriber).preferences.done;
					return show(c, saved, {
						done:
							subscriber.state === "unsubscribed"
								? now.savedWhileAway
								: now.saved,
					});
				} catch (error) {
					if (!(error instanceof ChoiceFailure)) throw error;
					const faults = error.faults.map((one) => fault[one]);
					return show(c, subscriber, {
						fault: faults.join(" ") || error.message,
					});
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
				const { preferences } = readerWords(config, subscriber);
				if (weeks === undefined)
					return show(c, subscriber, {
						fault: preferences.noSuchPause,
					});
				await recordSignOfLife(c, subscriber);
				return show(c, await pause(db, clock, subscriber.id, weeks), {
					done:
						weeks === null
							? preferences.done.pauseOver
							: preferences.done.paused,
				});
			})
			.post("/preferences/:token/renew", async (c) => {
				const subscriber = await reader(c);
				if (!subscriber) return answerWrongLink(deps, "preferences", c);
				return show(c, await revokeLinks(db, clock, subscriber.id), {
					done: readerWords(config, subscriber).preferences.done.disabled,
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
