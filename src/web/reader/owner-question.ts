import { html } from "hono/html";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { masked } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

/**
 * Asks whether it is the owner of the link, before any button: whoever a mail was
 * forwarded to has its links, too, and would act for somebody else. The address is
 * masked, because they may not know it.
 */
export function ownerQuestion(
	{ email }: Pick<SubscriberRow, "email">,
	words: Speech,
): Html {
	return html`<p class="note">${words.owner(masked({ email }), words.links.subscribe)}</p>`;
}
