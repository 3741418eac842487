import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";
import type { PageWords } from "../language/page-words.ts";
import { otherThanEnglish } from "../sign-up/sign-up-form.ts";

/**
 * Buttons to save a tool and to vote on it. They need the script, which shows
 * them: "Save" to every visitor, the votes to a subscriber that the browser
 * remembers. Without it, the links in the mail do the same.
 */
export function toolActions(
	config: Pick<Config, "publicUrl">,
	{ slug, name, panel }: ToolContent,
	words: PageWords,
): Html {
	const { bookmarks, scripts, vote } = words;
	return html`<div class="actions"${otherThanEnglish(words)}>
<button class="quiet" type="button" data-bookmarks="toggle" data-slug="${slug}" aria-label="${bookmarks.saveButton(isolate(name))}" data-verdict="${panel.verdict ?? ""}" hidden>${scripts.save}</button>
<form class="row" data-vote data-tool="${slug}" aria-label="${vote.title(isolate(name))}" hidden>
<button class="quiet" value="ship">${vote.button.ship}</button>
<button class="quiet" value="skip">${vote.button.skip}</button>
<span role="status"></span>
</form>
<p class="note" data-vote-hint>${vote.hint(localLinks(config).subscribe)}</p>
</div>`;
}
