import { html } from "hono/html";
import type { ToolContent } from "../../issue/content/content.ts";
import { withoutDirection } from "../../issue/words/isolate.ts";
import { charactersOf } from "../../issue/words/phrases.ts";
import type { Html } from "../http/page.ts";

/** The letter or digit that a tool's name begins with, on a square. */
export function tile({ name }: Pick<ToolContent, "name">): Html {
	const found = charactersOf(withoutDirection(name)).find((one) =>
		/[\p{L}\p{N}]/u.test(one),
	);
	return html`<span class="tile" aria-hidden="true">${(found ?? "").toLocaleUpperCase("en")}</span>`;
}
