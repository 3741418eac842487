import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { normalizedWords } from "./phrases.ts";

type Named = Pick<ToolContent, "slug" | "name" | "shortName">;

/** What a name can do without: a remark in brackets, a subtitle, a maker, a version. The first that is there goes first. */
const ENDINGS = [
	/\s*[([{][^()[\]{}]*[)\]}]$/u,
	/\s*(?::\s|\s[–—-]\s).*$/u,
	/\s+(?:by|from|von)\s+\S.*$/u,
	/\s+v?\d+(?:\.\d+)*\p{L}{0,2}$/iu,
];

/**
 * The short name of a tool: the one that its source gives, else what is left of
 * the name without its ending. Only if no other tool of the issue could be meant
 * by it; otherwise the whole name.
 *
 * @param tools of the issue
 */
export function shortNameOf(tool: Named, tools: readonly Named[]): string {
	const others = tools.filter(({ slug }) => slug !== tool.slug);
	const options = [
		tool.shortName ?? "",
		...withoutEndings(withoutOwner(tool.name)),
		withoutOwner(tool.name),
		...withoutEndings(tool.name),
	];
	const clear = options.find(
		(name) => name.trim() !== "" && !others.some((one) => isMeant(name, one)),
	);
	return clear ?? tool.name;
}

/** The name without each of its endings in turn, the longest first. Something of two letters or more is left. */
function withoutEndings(name: string): string[] {
	const shorter: string[] = [];
	let rest = name;
	for (const ending of ENDINGS) {
		const next = rest.replace(ending, "");
		if (next === rest || !/\p{L}.*\p{L}/u.test(next)) continue;
		rest = next;
		shorter.push(rest);
	}
	return shorter.reverse();
}

/** "owner/model", the id of a model, without its owner; any other name as it is. */
function withoutOwner(name: string): string {
	const [, model = ""] = /^[^\s/]+\/([^\s/]+)$/u.exec(name) ?? [];
	return /\p{L}.*\p{L}/u.test(model) ? model : name;
}

/** Whether somebody could take a short name for this tool's: its words are the beginning of one of the tool's names. */
function isMeant(short: string, { name, shortName }: Named): boolean {
	const words = `${normalizedWords(short)} `;
	return [name, withoutOwner(name), shortName ?? name].some((one) =>
		`${normalizedWords(one)} `.startsWith(words),
	);
}

/** All tools of some comparisons. */
export function toolsIn(
	comparisons: readonly Pick<ComparisonContent, "left" | "right">[],
): ToolContent[] {
	return comparisons.flatMap(({ left, right }) => [left, right]);
}
