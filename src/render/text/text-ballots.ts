import type { Verdict } from "../../db/catalog-tables.ts";
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
	before: string,
): string {
	const lines = tools.map((tool) => {
		const whenTool = (condition: string, piece: string) =>
			forReaders(draft, `${condition}@${tool.slug}`, piece);
		return [
			whenTool(
				"not-voted",
				wrap(`Your vote on ${tool.name}, ship or skip?`, WIDTH),
			),
			whenTool("voted-ship", wrap(voted("ship", tool), WIDTH)),
			whenTool("voted-skip", wrap(voted("skip", tool), WIDTH)),
			`\n${textSlot("vote")}?tool=${encodeURIComponent(tool.slug)}`,
		].join("");
	});
	return forReaders(draft, "mail", `${before}${lines.join("\n")}`);
}

function voted(verdict: Verdict, { name }: VotedOn): string {
	return `You voted ${verdict} on ${name}. Change it:`;
}
