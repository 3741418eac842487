import type { ToolContent } from "../../issue/content.ts";
import { html, join, trusted } from "../html.ts";
import { toolsOf } from "../labels.ts";
import type { Part } from "../part.ts";
import { slot } from "./structure.ts";

/** For each tool the reader's vote, or the buttons to cast one, and a way to save it. Not on the web. */
export const vote: Part = {
	name: "vd-vote",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison }, build: { partials } }) =>
		comparison === null
			? html``
			: slot(
					partials,
					"when:mail",
					join(toolsOf(comparison).map((tool) => line(tool, partials))).markup,
				),
};

function line(tool: ToolContent, partials: Record<string, string>) {
	const when = (question: string, markup: string) =>
		slot(partials, `when:${question}@${tool.slug}`, markup);
	const ask = (word: string, query: string) =>
		html`<a href="${trusted(query)}">${word}</a>`;
	const cast = (verdict: string) =>
		`%%slot:vote%%?tool=${encodeURIComponent(tool.slug)}&amp;vote=${verdict}`;
	return html`<p class="note vote">${tool.name}: ${when(
		"voted-ship",
		html`you said ship. ${ask("Change to skip", cast("skip"))}`.markup,
	)}${when(
		"voted-skip",
		html`you said skip. ${ask("Change to ship", cast("ship"))}`.markup,
	)}${when(
		"not-voted",
		html`${ask("Vote ship", cast("ship"))} · ${ask("Vote skip", cast("skip"))}`
			.markup,
	)}${when("saved", html` · on your shelf`.markup)}${when(
		"not-saved",
		html` · ${ask(
			"Save it",
			`%%slot:bookmarks%%?save=${encodeURIComponent(tool.slug)}`,
		)}`.markup,
	)}</p>`;
}
