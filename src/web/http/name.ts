import { html, raw } from "hono/html";
import type { ToolContent } from "../../issue/content/content.ts";
import { bdi } from "../../render/mail-html.ts";

type Html = ReturnType<typeof html>;

/** A name or a fact, isolated: its direction changes nothing around it, and a long identifier breaks at its signs. Not for attributes. */
export function name(text: string): Html {
	return html`${raw(bdi(text).markup)}`;
}

/** "A vs B", each name isolated. */
export function pairOf(comparison: {
	left: Pick<ToolContent, "name">;
	right: Pick<ToolContent, "name">;
}): Html {
	return html`${name(comparison.left.name)} vs ${name(comparison.right.name)}`;
}
