import { html } from "hono/html";
import type { ToolContent } from "../../issue/content/content.ts";
import { isolate } from "../../issue/words/isolate.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

/**
 * Buttons to save a tool and to vote on it. They need the script, which shows
 * them: "Save" to every visitor, the votes to a subscriber that the browser
 * remembers. Without it, the links in the mail do the same.
 */
export function toolActions(
	{ slug, name, panel }: ToolContent,
	words: Speech,
): Html {
	const { bookmarks, scripts, vote, links } = words;
	return html`<div class="actions">
<button class="quiet" type="button" data-bookmarks="toggle" data-slug="${slug}" aria-label="${bookmarks.saveButton(isolate(name))}" data-verdict="${panel.verdict ?? ""}" hidden>${scripts.save}</button>
<form class="row" data-vote data-tool="${slug}" aria-label="${vote.title(isolate(name))}" hidden>
<button class="quiet" value="ship">${vote.button.ship}</button>
<button class="quiet" value="skip">${vote.button.skip}</button>
<span role="status"></span>
</form>
<p class="note" data-vote-hint>${vote.hint(links.subscribe)}</p>
</div>`;
}
