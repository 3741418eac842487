import { html } from "hono/html";
import { langOf } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";

/** Plain text of the catalog as HTML paragraphs, which empty lines separate. */
export function paragraphs(text: string, words: Speech): Html {
	const parts = text
		.split(/\n\s*\n/)
		.map((part) => part.trim())
		.filter((part) => part !== "");
	return html`${parts.map((part) => html`<p dir="auto"${langOf(words.written, words)}>${part}</p>`)}`;
}
