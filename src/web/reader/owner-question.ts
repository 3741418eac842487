import { html } from "hono/html";
import type { Config } from "../../config/config.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { maskAddress } from "../../subscriber/address.ts";
import { localLinks } from "../http/local-links.ts";
import type { Html } from "../http/page.ts";

/**
 * Asks whether it is the owner of the link, before any button: whoever a mail was
 * forwarded to has its links, too, and would act for somebody else. The address is
 * masked, because they may not know it.
 */
export function ownerQuestion(
	config: Config,
	{ email }: Pick<SubscriberRow, "email">,
): Html {
	return html`<p class="note">Are you <b>${maskAddress(email)}</b>? What you press here counts for this address. If somebody forwarded the mail to you, please close this page and <a href="${localLinks(config).subscribe}">get your own mail every week</a>.</p>`;
}
