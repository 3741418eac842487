import { html } from "hono/html";
import type { Html } from "../http/page.ts";

/** Text as paragraphs: an empty line parts them. */
export function prose(text: string): Html {
	const paragraphs = text
		.split(/\n\s*\n/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
	return html`${paragraphs.map((part) => html`<p>${part}</p>`)}`;
}
