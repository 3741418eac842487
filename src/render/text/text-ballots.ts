import { toolCondition } from "../../../templates/parts/tool-condition.ts";
import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import { frameOf } from "../labels.ts";
import { forReaders, type TextDraft, textSlot } from "./text-slots.ts";
import { WIDTH, wrap } from "./text-wrap.ts";

interface VotedOn {
	slug: string;
	name: string;
}

/**
 * One link for each tool. Its page takes either vote, so that a tool needs no
 * second link.
 *
 * @param before what separates it from what comes before
 */
export function ballots(
	draft: TextDraft,
	tools: readonly VotedOn[],
	theme: Theme,
	before: string,
): string {
	const words = frameOf(theme).text;
	const lines = tools.map((tool) => {
		const whenTool = (condition: string, piece: string) =>
			forReaders(draft, toolCondition(condition, tool.slug), piece);
		return [
			whenTool(
				"not-voted",
				wrap(say(words.question, { tool: tool.name }), WIDTH),
			),
			whenTool(
				"voted-ship",
				wrap(say(words.voted.ship, { tool: tool.name }), WIDTH),
			),
			whenTool(
				"voted-skip",
				wrap(say(words.voted.skip, { tool: tool.name }), WIDTH),
			),
			`\n${textSlot("vote")}?tool=${encodeURIComponent(tool.slug)}`,
		].join("");
	});
	return forReaders(draft, "mail", `${before}${lines.join("\n")}`);
}
