import type { IssueContent, ToolContent } from "../../issue/content/content.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { VerdictWords } from "../../issue/renderer.ts";
import { parseDocument } from "../checks/html-tree.ts";
import { htmlRows } from "../content/check-verdicts.ts";
import { verdictsIn } from "../content/verdict-words.ts";
import type { Lack, ProofCopy } from "./lack.ts";
import { numbersIn, onlyName, textRowsOf } from "./rows.ts";

/** A row of one part that names one tool. */
interface Row {
	part: Lack["part"];
	name: string;
	texts: string[];
}

/**
 * Rows of the made-up issue that show the verdict, the share or the score of
 * another tool or of another reviewer: in the issue every one is different.
 */
export function factsOfOthers(
	copy: ProofCopy,
	{ leads, briefs }: IssueContent,
	reader: Pick<Reader, "format" | "lens">,
	words: VerdictWords,
): Lack[] {
	const tools = new Map(
		[...leads, ...briefs]
			.flatMap(({ left, right }) => [left, right])
			.map((tool) => [tool.name, tool]),
	);
	const wrong = rowsOf(copy, [...tools.keys()]).flatMap(
		({ part, name, texts }): { part: Lack["part"]; kind: string }[] => {
			const tool = tools.get(name);
			if (!tool) return [];
			const expected = expectedOf(tool, reader);
			const verdicts = verdictsIn(texts, words[reader.format]);
			const numbers =
				// Another line of the text part can be a piece of a sentence on both tools.
				reader.format === "brief" &&
				(part === "HTML part" || verdicts.length > 0)
					? numbersIn(texts.join(" "))
					: null;
			return [
				...(verdicts.some((one) => one !== expected.verdict)
					? [{ part, kind: "verdict" }]
					: []),
				...((numbers ?? []).some((one) => one !== expected.figure)
					? [{ part, kind: "figure" }]
					: []),
			];
		},
	);
	const distinct = new Map(wrong.map((one) => [JSON.stringify(one), one]));
	return [...distinct.values()].map(({ part, kind }) => ({
		level: "block",
		kind: `own-${kind}`,
		part,
		what: `Next to the name of a tool there is the ${kind} of another tool or another reviewer.`,
		fix: `Fix the template: each name must have its own ${kind}, for readers with a lens that of their reviewer.`,
	}));
}

function expectedOf(
	{ panel, reviews }: ToolContent,
	{ lens }: Pick<Reader, "lens">,
) {
	const own = reviews.find(({ reviewer }) => reviewer === lens);
	return lens === null
		? { verdict: panel.verdict ?? "unknown", figure: `${panel.share}%` }
		: { verdict: own?.verdict ?? "unknown", figure: `${own?.score}` };
}

function rowsOf({ html, text }: ProofCopy, names: readonly string[]): Row[] {
	const rows = htmlRows({ dom: parseDocument(html), texts: [] });
	const ofHtml = rows.flatMap(({ pieces }): Row[] => {
		const texts = pieces.map(({ text }) => text);
		const name = onlyName(texts.join(" "), names);
		return name === null ? [] : [{ part: "HTML part", name, texts }];
	});
	const ofText = textRowsOf(text).flatMap((line): Row[] => {
		const name = onlyName(line, names);
		return name === null ? [] : [{ part: "text part", name, texts: [line] }];
	});
	return [...ofHtml, ...ofText];
}
