import { html, raw } from "hono/html";
import type { ToolContent } from "../../issue/content/content.ts";
import { bdi } from "../../render/mail-html.ts";
import { maskAddress } from "../../subscriber/address.ts";

type Html = ReturnType<typeof html>;

/** A name or a fact, isolated: its direction changes nothing around it, and a long identifier breaks at its signs. Not for attributes. */
export function name(text: string): Html {
	return html`${raw(bdi(text).markup)}`;
}

/** An address as a page may show it to anyone who holds a link. */
export function masked({ email }: { email: string }): Html {
	return html`<b>${maskAddress(email)}</b>`;
}

/** "A vs B", each name isolated. */
export function pairOf(comparison: {
	left: Pick<ToolContent, "name">;
	right: Pick<ToolContent, "name">;
}): Html {
	return html`${name(comparison.left.name)} vs ${name(comparison.right.name)}`;
}
