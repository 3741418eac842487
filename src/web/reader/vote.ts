import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { communityOf } from "../../catalog/community.ts";
import { type ToolRecord, toolBySlug } from "../../db/catalog/catalog.ts";
import { voteOn } from "../../db/catalog/votes.ts";
import type { Verdict } from "../../db/catalog-tables.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { communityLabel } from "../../render/labels.ts";
import { castVote } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { privatePage } from "../http/middleware.ts";
import { fact } from "../http/name.ts";
import { type Html, page } from "../http/page.ts";
import { linkWord } from "../http/repair-link.ts";
import { readerWords, type Speech } from "../language/words-for.ts";
import { answerWrongLink } from "./answer-wrong-link.ts";
import { ownerQuestion } from "./owner-question.ts";
import { rememberMe } from "./remember-me.ts";
import type { ScannerTrap } from "./scanner-trap.ts";
import { subscriberByToken } from "./subscriber-by-token.ts";

/**
 * A vote, ship or skip. The link in a mail only preselects it; a button casts
 * it, because mail scanners open every link. One link (`vote=control`) is hidden
 * from people: only a scanner opens it.
 */
export function voteRoutes(deps: WebDeps, scannerTrap: ScannerTrap): Hono {
	const { db, clock, config } = deps;
	const clientOf = clientReader(config.trustedProxies);

	async function votePage(
		c: Context,
		subscriber: SubscriberRow,
		tool: ToolRecord,
		message: Html | "",
	) {
		const words = readerWords(config, subscriber);
		const { vote } = words;
		const current = (await voteOn(db, subscriber.id, tool.id))?.verdict ?? null;
		const preselected = asVerdict(linkWord(c.req.url, "vote"));
		return c.html(
			page(config, {
				words,
				title: vote.title(isolate(tool.name)),
				scripts: ["bookmarks"],
				main: html`<section class="narrow">
<h1>${vote.heading(fact(tool.name, words))}</h1>
${message}
<p>${fact(tool.tagline, words)}</p>
${message === "" ? ownerQuestion(subscriber, words) : ""}
${current === null ? "" : html`<p>${vote.current(current)}</p>`}
${ballot(tool, current, preselected, vote)}
<p class="note">${vote.about(fact(tool.name, words), words.links.tool(tool.slug))}</p>
${rememberMe(deps, subscriber, words)}
</section>`,
			}),
		);
	}

	return new Hono()
		.use("/vote/:token", privatePage)
		.get("/vote/:token", async (c) => {
			const subscriber = await subscriberByToken(deps, "vote", c);
			const tool = await toolBySlug(
				db,
				linkWord(c.req.url, "tool") ?? "",
				clock.now(),
			);
			if (subscriber && linkWord(c.req.url, "vote") === "control")
				scannerTrap.recordHit(subscriber.id, clientName(clientOf(c)));
			if (subscriber && linkWord(c.req.url, "tool") === null)
				return c.html(whichTool(config, readerWords(config, subscriber)));
			return subscriber && tool
				? votePage(c, subscriber, tool, "")
				: answerWrongLink(deps, "vote", c);
		})
		.post("/vote/:token", async (c) => {
			const subscriber = await subscriberByToken(deps, "vote", c);
			const body = new URLSearchParams(await c.req.text());
			const tool = await toolBySlug(db, body.get("tool") ?? "", clock.now());
			const choice = body.get("vote");
			const verdict = asVerdict(choice);
			if (!subscriber || !tool || (verdict === null && choice !== "none"))
				return answerWrongLink(deps, "vote", c);
			await castVote(db, clock, {
				subscriberId: subscriber.id,
				toolId: tool.id,
				verdict,
				source: body.get("from") === "site" ? "site" : "mail",
				trapOpened: scannerTrap.wasHit(subscriber.id, clientName(clientOf(c))),
			});
			// With this vote, unless it waits in quarantine.
			const counted = (await toolBySlug(db, tool.slug)) ?? tool;
			const { vote, language } = readerWords(config, subscriber);
			const community = communityOf(counted, config.communityMinimum);
			return votePage(
				c,
				subscriber,
				tool,
				html`<p role="status">${verdict === null ? vote.removed : vote.thanks(verdict)}</p><p>${vote.community(communityLabel(community, language))}</p>`,
			);
		});
}

/** The site's buttons name the tool in the form, so the address of the page behind them does not. */
function whichTool(config: WebDeps["config"], words: Speech): Html {
	const { title, heading, why, next } = words.vote.noTool;
	return page(config, {
		words,
		title,
		main: html`<section class="narrow">
<h1>${heading}</h1>
<p>${why}</p>
<p>${next(words.links.home)}</p>
</section>`,
	});
}

function asVerdict(text: string | null): Verdict | null {
	return text === "ship" || text === "skip" ? text : null;
}

/** The preselected verdict comes first. A reader who has voted can also remove the vote. */
function ballot(
	tool: ToolRecord,
	current: Verdict | null,
	preselected: Verdict | null,
	vote: Speech["vote"],
): Html {
	const order: Verdict[] =
		preselected === "skip" ? ["skip", "ship"] : ["ship", "skip"];
	return html`<form method="post" class="row">
<input type="hidden" name="tool" value="${tool.slug}">
${order.map((verdict) => html`<button${verdict === (preselected ?? current) ? "" : html` class="quiet"`} name="vote" value="${verdict}">${vote.button[verdict]}</button>`)}
${current === null ? "" : html`<button class="quiet" name="vote" value="none">${vote.remove}</button>`}
</form>`;
}
