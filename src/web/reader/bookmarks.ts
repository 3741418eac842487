import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { addBookmarks, removeBookmark } from "../../db/catalog/bookmarks.ts";
import { toolBySlug } from "../../db/catalog/catalog.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { bookmarkedTools } from "../../reader/bookmarked-tools.ts";
import { releaseVotesUnlessScanner } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { privatePage } from "../http/middleware.ts";
import { fact, langOf } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import { readerWords, visitorWords } from "../language/words-for.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { bookmarkList, noBookmarks, saveQuestion } from "./bookmark-list.ts";
import { ownerQuestion } from "./owner-question.ts";
import { rememberMe } from "./remember-me.ts";
import type { ScannerTrap } from "./scanner-trap.ts";
import { subscriberByToken } from "./subscriber-by-token.ts";

/**
 * Two pages of bookmarks: a visitor's, which their browser keeps, and a
 * subscriber's, behind their own link. A link in a mail only shows the button
 * that saves, because mail scanners open every link.
 */
export function bookmarkRoutes(deps: WebDeps, scannerTrap: ScannerTrap): Hono {
	const { db, clock, config } = deps;
	const clientOf = clientReader(config.trustedProxies);

	async function bookmarksPage(
		c: Context,
		subscriber: SubscriberRow,
		done: Html | "" = "",
	) {
		const words = readerWords(config, subscriber);
		const { title } = words.bookmarks;
		const bookmarks = await bookmarkedTools(db, subscriber.id, clock.now());
		const slug = c.req.method === "POST" ? null : linkWord(c.req.url, "save");
		const offered = slug ? await toolBySlug(db, slug, clock.now()) : undefined;
		const isSaved = bookmarks.some(({ tool }) => tool.id === offered?.id);
		return c.html(
			page(config, {
				words,
				title,
				place: "bookmarks",
				scripts: ["bookmarks"],
				main: html`<h1>${title}</h1>
${done ? html`<p class="done" role="status">${done}</p>` : ""}
${c.req.method === "POST" ? "" : ownerQuestion(subscriber, words)}
${offered && !isSaved ? saveQuestion(offered, words) : ""}
${bookmarks.length > 0 ? bookmarkList(config, bookmarks, words) : noBookmarks(words)}
${rememberMe(deps, subscriber, words)}`,
			}),
		);
	}

	return new Hono()
		.get("/bookmarks", (c) => {
			const words = visitorWords(config, c);
			const { title, loading, noScript, kept, subscribe } = words.bookmarks;
			const { links } = words;
			return c.html(
				page(config, {
					words,
					title,
					place: "bookmarks",
					scripts: ["bookmarks"],
					main: html`<h1>${title}</h1>
<div data-bookmarks="list" data-facts="${links.toolFacts}"${langOf(words.written, words) === "" ? "" : html` data-written="${words.written}"`} aria-live="polite"><p class="note" data-bookmarks="loading" hidden>${loading}</p></div>
<div data-bookmarks="empty" hidden>${noBookmarks(words)}</div>
<noscript><p>${noScript}</p></noscript>
<p class="note">${kept} <span data-invitation>${subscribe(links.subscribe)}</span></p>`,
				}),
			);
		})
		.use("/bookmarks/:token", privatePage)
		.get("/bookmarks/:token", async (c) => {
			const subscriber = await subscriberByToken(deps, "bookmarks", c);
			return subscriber
				? bookmarksPage(c, subscriber)
				: answerWrongLink(deps, "bookmarks", c);
		})
		.post("/bookmarks/:token", async (c) => {
			const subscriber = await subscriberByToken(deps, "bookmarks", c);
			if (!subscriber) return answerWrongLink(deps, "bookmarks", c);
			const body = new URLSearchParams(await c.req.text());
			const [saved, removed] = [body.get("save"), body.get("remove")];
			const tool = await toolBySlug(db, saved ?? removed ?? "", clock.now());
			if (tool && saved !== null)
				await addBookmarks(db, subscriber.id, [tool.id], clock.now());
			if (tool && removed !== null)
				await removeBookmark(db, subscriber.id, tool.id);
			const client = clientName(clientOf(c));
			const wasHit = scannerTrap.wasHit(subscriber.id, client);
			await releaseVotesUnlessScanner(db, clock, subscriber.id, wasHit);
			const words = readerWords(config, subscriber);
			return bookmarksPage(
				c,
				subscriber,
				tool
					? words.bookmarks.done(saved !== null, fact(tool.name, words))
					: "",
			);
		});
}
