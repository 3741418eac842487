import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";

/**
 * Saving and voting on the site. Both take a script, which shows the buttons:
 * who saves is a visitor with their own browser, who votes a subscriber that
 * it remembers. Without one, the links in the mail do the same.
 */
export function toolActions(
	config: Pick<Config, "publicUrl">,
	{ slug, name, panel }: ToolContent,
): Html {
	return html`<div class="actions">
<button class="quiet" type="button" data-shelf="save" data-slug="${slug}" aria-label="Save ${name}" data-verdict="${panel.verdict ?? ""}" hidden>Save</button>
<form class="row" data-vote data-tool="${slug}" aria-label="Vote on ${name}" hidden>
<button class="quiet" value="ship">Ship it</button>
<button class="quiet" value="skip">Skip it</button>
<span role="status"></span>
</form>
<p class="note" data-vote-hint>Readers vote by the links in their mail. <a href="${localLinks(config).subscribe}">Become one</a></p>
</div>`;
}
