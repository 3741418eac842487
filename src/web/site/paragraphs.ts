import { html } from "hono/html";
import type { Html } from "../http/page.ts";

/** Plain text as HTML paragraphs, which empty lines separate. */
export function paragraphs(text: string): Html {
	const parts = text
		.split(/\n\s*\n/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
	return html`${parts.map((part) => html`<p dir="auto">${part}</p>`)}`;
}
