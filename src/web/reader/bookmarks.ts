import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { addBookmarks, removeBookmark } from "../../db/catalog/bookmarks.ts";
import { toolBySlug } from "../../db/catalog/catalog.ts";
import type { SubscriberRow } from "../../db/schema.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { bookmarkedTools } from "../../reader/bookmarked-tools.ts";
import { signOfLife } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { localLinks } from "../http/local-links.ts";
import { page } from "../http/page.ts";
import { privatePage } from "../http/security-headers.ts";
import { emptyShelf, saveQuestion, shelfList } from "./bookmark-list.ts";
import { thisBrowser } from "./remember-me.ts";
import type { ControlWatch } from "./scanner-trap.ts";

/**
 * Saved tools: a subscriber's behind their own link, and a visitor's, which
 * their browser keeps. A link in a mail only offers to save; a button saves.
 */
export function bookmarkRoutes(deps: WebDeps, watch: ControlWatch): Hono {
	const { db, clock, config, tokens } = deps;
	const links = localLinks(config);
	const clientOf = clientReader(config.trustedProxies);
	const reader = async (c: Context) =>
		subscriberById(
			db,
			tokens.verify("bookmarks", c.req.param("token") ?? "") ?? 0,
		);

	async function shelfPage(c: Context, subscriber: SubscriberRow) {
		const shelf = await bookmarkedTools(db, subscriber.id);
		const slug = c.req.method === "POST" ? undefined : c.req.query("save");
		const offered = slug ? await toolBySlug(db, slug) : undefined;
		const saved = shelf.some(({ tool }) => tool.id === offered?.id);
		return c.html(
			page(config, {
				title: "Bookmarks",
				place: "shelf",
				scripts: ["bookmarks"],
				main: html`<h1>Bookmarks</h1>
${offered && !saved ? saveQuestion(offered) : ""}
${shelf.length > 0 ? shelfList(config, shelf) : emptyShelf()}
${thisBrowser(deps, subscriber)}`,
			}),
		);
	}

	return new Hono()
		.get("/bookmarks", (c) =>
			c.html(
				page(config, {
					title: "Bookmarks",
					place: "shelf",
					scripts: ["bookmarks"],
					main: html`<h1>Bookmarks</h1>
<div data-shelf="list" data-facts="${links.toolFacts}" aria-live="polite"><p class="note" data-shelf="loading" hidden>Loading your bookmarks …</p></div>
<div data-shelf="empty" hidden>${emptyShelf()}</div>
<noscript><p>Without an account your browser keeps what you save, which needs JavaScript. Subscribers save with the links in their mail, without it.</p></noscript>
<p class="note">These are kept in this browser. <a href="${links.subscribe}">Subscribe</a>, and they come along: each issue then tells what changed about them.</p>`,
				}),
			),
		)
		.use("/bookmarks/:token", privatePage)
		.get("/bookmarks/:token", async (c) => {
			const subscriber = await reader(c);
			return subscriber ? shelfPage(c, subscriber) : wrongLinkPage(c, config);
		})
		.post("/bookmarks/:token", async (c) => {
			const subscriber = await reader(c);
			if (!subscriber) return wrongLinkPage(c, config);
			const body = new URLSearchParams(await c.req.text());
			const [saved, removed] = [body.get("save"), body.get("remove")];
			const tool = await toolBySlug(db, saved ?? removed ?? "");
			if (tool && saved !== null)
				await addBookmarks(db, subscriber.id, [tool.id], clock.now());
			if (tool && removed !== null)
				await removeBookmark(db, subscriber.id, tool.id);
			const client = clientName(clientOf(c));
			const watched = watch.hasOpened(subscriber.id, client);
			await signOfLife(db, clock, subscriber.id, watched);
			return shelfPage(c, subscriber);
		});
}
