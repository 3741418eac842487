import { Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import { CONFIRMATION_DAYS } from "../../subscriber/sign-up/confirmation-token.ts";
import { spanInWords, type TimeSpan } from "../../time/time-span.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf } from "../http/head.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import { page } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { visitorWords } from "../language/words-for.ts";

/** What is kept of readers and for how long, from the settings that hold. */
export function privacyRoutes({ config }: Pick<WebDeps, "config">): Hono {
	const links = localLinks(config);
	return new Hono().get("/privacy", revalidate(), (c) =>
		c.html(
			page(config, {
				words: visitorWords(config, c),
				mainLanguage: "en",
				title: "Privacy",
				description: `What ${config.publication} keeps of its readers, and for how long.`,
				address: addressOf(config, "privacy"),
				main: html`<article class="prose">
<h1>Privacy</h1>
<p class="standfirst">No cookies, and no tracking pixel. This is all that is kept.</p>
<h2>If you only read here</h2>
<p>The server’s log has a line for each page that was asked for: which page, when, and how long it took. It has no address of yours and no name of your browser. Tools that you save stay in your own browser.</p>
<h2>If you subscribe</h2>
<table class="kept">
<thead><tr><th scope="col">What</th><th scope="col">How long</th></tr></thead>
<tbody>
${rowsOf(config).map(([what, howLong]) => html`<tr><th scope="row">${what}</th><td>${howLong}</td></tr>\n`)}</tbody>
</table>
<p>We do not know whether you open or read a mail. Links are not counted unless you turn that on among your preferences. Nothing is given or sold to others; mail servers on the way to you see your address, as with any mail.</p>
<h2>What you can do</h2>
<ul class="plain">
<li><b>Leave</b> with one click, from any issue.</li>
<li><b>See, change and take along</b> everything we keep about you, on the page of your <a href="${links.requestLink}">preferences</a>.</li>
<li><b>Have it erased</b>, on the same page. What remains is a note not to mail you if you asked for that, without your address in it.</li>
</ul>
${
	config.postalAddress === ""
		? ""
		: html`<h2>Who is responsible</h2>
<p>${name(config.publication)}, ${name(config.postalAddress)}</p>`
}
</article>`,
			}),
		),
	);
}

function rowsOf(config: Config): [what: string, howLong: string][] {
	const { retainConsents, retainDeliveries, retainLogs, retireAfter } = config;
	return [
		[
			"Your address, the name you gave, and what you chose",
			retireAfter === null
				? "until you have it erased"
				: `until you have it erased. After ${spanInWords(retireAfter)} without a sign of you we ask whether you still want the mails; without an answer within ${spanInWords(config.retireGrace)} you are unsubscribed`,
		],
		[
			"Tools you saved, and your votes",
			"until you remove them, or have them erased",
		],
		[
			"The proof that you asked for the mails: the text you agreed to, when, and from which network address and browser",
			`${after(retainConsents, "you left")}${config.erasedConsents === "keep" ? ". It is kept even if you have the rest erased, and only a keyed hash of your address leads to it then" : ", or until you have it erased"}`,
		],
		[
			"A link that confirms your address",
			`works once, for ${CONFIRMATION_DAYS} days`,
		],
		[
			"Which issues were mailed to you",
			after(retainDeliveries, "the issue was complete"),
		],
		["What your mail server answered", after(retainLogs, "the answer")],
		[
			"A note not to mail an address, after a bounce, a complaint or a request",
			"until it is lifted; as a keyed hash, not as the address",
		],
	];
}

/** @param event from which the time counts; null: it has no end */
function after(span: TimeSpan | null, event: string): string {
	return span === null
		? "as long as this digest exists"
		: `${spanInWords(span)} after ${event}`;
}
