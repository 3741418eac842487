import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { type ToolRecord, toolBySlug } from "../../db/catalog/catalog.ts";
import { voteOn } from "../../db/catalog/votes.ts";
import type { SubscriberRow, Verdict } from "../../db/schema.ts";
import { subscriberById } from "../../db/subscriber/subscribers.ts";
import { castVote } from "../../subscriber/vote.ts";
import { clientName, clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { wrongLinkPage } from "../http/errors.ts";
import { localLinks } from "../http/local-links.ts";
import { type Html, page } from "../http/page.ts";
import { privatePage } from "../http/security-headers.ts";
import { thisBrowser } from "./remember-me.ts";
import type { ControlWatch } from "./scanner-trap.ts";

/**
 * Ship or skip. The link in the mail names the choice; a person's button makes
 * it, because mail scanners open every link, among them one that no person
 * sees (`vote=control`).
 */
export function voteRoutes(deps: WebDeps, watch: ControlWatch): Hono {
	const { db, clock, config, tokens } = deps;
	const clientOf = clientReader(config.trustedProxies);
	const reader = async (c: Context) =>
		subscriberById(db, tokens.verify("vote", c.req.param("token") ?? "") ?? 0);

	async function votePage(
		c: Context,
		subscriber: SubscriberRow,
		tool: ToolRecord,
		said: Html | "",
	) {
		const mine = (await voteOn(db, subscriber.id, tool.id))?.verdict ?? null;
		const offered = asVerdict(c.req.query("vote"));
		return c.html(
			page(config, {
				title: `Vote on ${tool.name}`,
				scripts: ["bookmarks"],
				main: html`<section class="act">
<h1>Ship or skip ${tool.name}?</h1>
${said}
<p>${tool.tagline}</p>
${mine === null ? "" : html`<p>Your vote: <b class="${mine}">${mine}</b>. You can change it.</p>`}
${ballot(tool, mine, offered)}
<p class="note"><a href="${localLinks(config).tool(tool.slug)}">All about ${tool.name}</a>. One vote a reader; it counts for what the community says.</p>
</section>
${thisBrowser(deps, subscriber)}`,
			}),
		);
	}

	return new Hono()
		.use("/vote/:token", privatePage)
		.get("/vote/:token", async (c) => {
			const subscriber = await reader(c);
			const tool = await toolBySlug(db, c.req.query("tool") ?? "");
			if (subscriber && c.req.query("vote") === "control")
				watch.opened(subscriber.id, clientName(clientOf(c)));
			return subscriber && tool
				? votePage(c, subscriber, tool, "")
				: wrongLinkPage(c, config);
		})
		.post("/vote/:token", async (c) => {
			const subscriber = await reader(c);
			const body = new URLSearchParams(await c.req.text());
			const tool = await toolBySlug(db, body.get("tool") ?? "");
			const choice = body.get("vote");
			const verdict = asVerdict(choice);
			if (!subscriber || !tool || (verdict === null && choice !== "none"))
				return wrongLinkPage(c, config);
			await castVote(db, clock, {
				subscriberId: subscriber.id,
				toolId: tool.id,
				verdict,
				source: body.get("from") === "site" ? "site" : "mail",
				trapOpened: watch.hasOpened(subscriber.id, clientName(clientOf(c))),
			});
			return votePage(c, subscriber, tool, thanks(verdict));
		});
}

function asVerdict(text: string | undefined | null): Verdict | null {
	return text === "ship" || text === "skip" ? text : null;
}

/** What the mail's link chose comes first; there is a way to take a vote back. */
function ballot(
	tool: ToolRecord,
	mine: Verdict | null,
	offered: Verdict | null,
): Html {
	const order: Verdict[] =
		offered === "skip" ? ["skip", "ship"] : ["ship", "skip"];
	return html`<form method="post" class="row">
<input type="hidden" name="tool" value="${tool.slug}">
${order.map((verdict) => html`<button${verdict === (offered ?? mine) ? "" : html` class="quiet"`} name="vote" value="${verdict}">${verdict === "ship" ? "Ship it" : "Skip it"}</button>`)}
${mine === null ? "" : html`<button class="quiet" name="vote" value="none">Take my vote back</button>`}
</form>`;
}

function thanks(verdict: Verdict | null): Html {
	return verdict === null
		? html`<p role="status">Your vote is taken back.</p>`
		: html`<p role="status">Thank you. You voted ${verdict}.</p>`;
}
