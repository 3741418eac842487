import { html } from "hono/html";
import { communityOf } from "../../catalog/community.ts";
import { toolPanel } from "../../catalog/panel.ts";
import type { Config } from "../../config/config.ts";
import type { ToolRecord } from "../../db/catalog/catalog.ts";
import { isolate } from "../../issue/words/isolate.ts";
import type { BookmarkedToolRecord } from "../../reader/bookmarked-tools.ts";
import { communityLabel } from "../../render/labels.ts";
import { localLinks } from "../http/local-links.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { panelLine } from "../site/verdict.ts";

/** A subscriber's bookmarks with verdicts and changes, each with a button to remove it. */
export function bookmarkList(
	config: Config,
	bookmarks: readonly BookmarkedToolRecord[],
	{ bookmarks: words, language }: Speech,
): Html {
	const links = localLinks(config);
	return html`<ul class="bookmarks">
${bookmarks.map(
	({ tool, change }) => html`<li>
<h2><a href="${links.tool(tool.slug)}">${name(tool.name)}</a></h2>
${change ? html`<p class="change">${words.changed(change.is, change.was)}</p>` : ""}
${panelLine(toolPanel(tool), language)}
<p class="note">${words.community(communityLabel(communityOf(tool, config.communityMinimum), language))}</p>
<form method="post"><button class="quiet" name="remove" value="${tool.slug}" aria-label="${words.removeTool(isolate(tool.name))}">${words.remove}</button></form>
</li>`,
)}
</ul>`;
}

export function noBookmarks({ bookmarks }: Speech): Html {
	return html`<p class="empty">${bookmarks.none}</p>`;
}

/** Where a "save" link in a mail leads. */
export function saveQuestion(tool: ToolRecord, { bookmarks }: Speech): Html {
	return html`<section class="question" aria-labelledby="save">
<h2 id="save">${bookmarks.saveHeading(name(tool.name))}</h2>
<p>${name(tool.tagline)}</p>
<form method="post"><button name="save" value="${tool.slug}">${bookmarks.saveButton(isolate(tool.name))}</button></form>
</section>`;
}
