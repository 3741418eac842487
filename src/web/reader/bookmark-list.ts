import { html } from "hono/html";
import { communityOf } from "../../catalog/community.ts";
import { toolPanel } from "../../catalog/panel.ts";
import type { Config } from "../../config/config.ts";
import type { ToolRecord } from "../../db/catalog/catalog.ts";
import { isolate } from "../../issue/words/isolate.ts";
import type { BookmarkedToolRecord } from "../../reader/bookmarked-tools.ts";
import { communityLabel } from "../../render/labels.ts";
import { fact } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import { panelLine } from "../site/verdict.ts";

/** A subscriber's bookmarks with verdicts and changes, each with a button to remove it. */
export function bookmarkList(
	config: Config,
	bookmarks: readonly BookmarkedToolRecord[],
	words: Speech,
): Html {
	const { bookmarks: said, language, links } = words;
	return html`<ul class="bookmarks">
${bookmarks.map(
	({ tool, change }) => html`<li>
<h2><a href="${links.tool(tool.slug)}">${fact(tool.name, words)}</a></h2>
${change ? html`<p class="change">${said.changed(change.is, change.was)}</p>` : ""}
${panelLine(toolPanel(tool), language)}
<p class="note">${said.community(communityLabel(communityOf(tool, config.communityMinimum), language))}</p>
<form method="post"><button class="quiet" name="remove" value="${tool.slug}" aria-label="${said.removeTool(isolate(tool.name))}">${said.remove}</button></form>
</li>`,
)}
</ul>`;
}

export function noBookmarks({ bookmarks, panel, links }: Speech): Html {
	return html`<p class="empty">${bookmarks.none} <a href="${links.tools}">${panel.tools}</a></p>`;
}

/** Where a "save" link in a mail leads. */
export function saveQuestion(tool: ToolRecord, words: Speech): Html {
	const { bookmarks } = words;
	return html`<section class="question" aria-labelledby="save">
<h2 id="save">${bookmarks.saveHeading(fact(tool.name, words))}</h2>
<p>${fact(tool.tagline, words)}</p>
<form method="post"><button name="save" value="${tool.slug}">${bookmarks.saveButton(isolate(tool.name))}</button></form>
</section>`;
}
