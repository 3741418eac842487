import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";

/**
 * Buttons to save a tool and to vote on it. They need the script, which shows
 * them: "Save" to every visitor, the votes to a subscriber that the browser
 * remembers. Without it, the links in the mail do the same.
 */
export function toolActions(
	config: Pick<Config, "publicUrl">,
	{ slug, name, panel }: ToolContent,
): Html {
	return html`<div class="actions">
<button class="quiet" type="button" data-bookmarks="toggle" data-slug="${slug}" aria-label="Save ${isolate(name)}" data-verdict="${panel.verdict ?? ""}" hidden>Save</button>
<form class="row" data-vote data-tool="${slug}" aria-label="Vote on ${isolate(name)}" hidden>
<button class="quiet" value="ship">Ship it</button>
<button class="quiet" value="skip">Skip it</button>
<span role="status"></span>
</form>
<p class="note" data-vote-hint>Subscribers vote with the links in their mail. <a href="${localLinks(config).subscribe}">Subscribe</a></p>
</div>`;
}
