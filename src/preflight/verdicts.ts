import type { Reviewer } from "../db/schema.ts";
import type { ToolContent } from "../issue/content.ts";
import { ancestorsOf, elementsOf, whereIs, wordsOf } from "./dom.ts";
import type { Finding } from "./finding.ts";
import type { Element } from "./html-tree.ts";
import type { Facts, Specimen } from "./specimen.ts";
import { folded } from "./stories.ts";

/** What a verdict reads like, once counts ("3 ship / 1 skip") and shares ("62% ship") are out of the way. */
const COUNTS =
	/\d+%?\s*(?:panel\s+|community\s+)?(?:ship|skip)\w*|(?:now|was)\s+(?:ship|skip)/g;
const VERDICT = /\b(ship|skip|not given)\b/g;
/** Elements that hold one tool's line. */
const ROWS = new Set(["tr", "li", "p"]);

type Word = "ship" | "skip" | "not given";

/**
 * Each tool's name stands with its verdict, in words, in both parts: the
 * panel's or, for readers who read through one reviewer's eyes, that one's.
 */
export function checkVerdicts(
	specimen: Specimen,
	{ content }: Facts,
	lens: Reviewer | null,
): Finding[] {
	const tools = new Map(
		[...content.leads, ...content.briefs]
			.flatMap(({ left, right }) => [left, right])
			.map((tool) => [folded(tool.name), tool]),
	);
	return [...tools].flatMap(([name, tool]) => {
		const right = verdictsOf(tool, lens);
		return [
			...inHtml(specimen, name, tool, right),
			...inText(specimen.mail.text ?? "", name, tool, right, tools),
		];
	});
}

function inHtml(
	{ dom }: Specimen,
	name: string,
	tool: ToolContent,
	right: readonly Word[],
): Finding[] {
	const marks = elementsOf(dom).filter(
		(element) =>
			folded(wordsOf(element)) === name &&
			!elementsOf(element).some((inner) => folded(wordsOf(inner)) === name),
	);
	const found: Finding[] = [];
	let told = false;
	for (const mark of marks) {
		const round = [mark, ...ancestorsOf(mark)];
		const row = round.find((one) => ROWS.has(one.name));
		const place = whereIs(dom, mark);
		// A row with a share and no word leaves the verdict to its colour.
		if (
			row &&
			namesIn(row, name) &&
			saysShare(row) &&
			wordsIn(wordsOf(row)).length === 0
		)
			found.push(withoutWord(place, tool));
		const said = round
			.map((one) => wordsIn(wordsOf(one)))
			.find((words) => words.length > 0);
		if (said?.length !== 1) continue;
		if (said.some((word) => right.includes(word))) told = true;
		else found.push(wrong(place, tool, said[0] ?? "", right));
	}
	if (marks.length > 0 && !told && found.length === 0)
		found.push(untold("HTML part", tool));
	return found;
}

/** A tool's line: where its name begins or ends it, with what stands between the tools. */
function inText(
	text: string,
	name: string,
	tool: ToolContent,
	right: readonly Word[],
	tools: ReadonlyMap<string, ToolContent>,
): Finding[] {
	const paragraphs = text.split(/\n\s*\n/).map((one) => one.split("\n"));
	const lines = paragraphs.flatMap((rows) => [
		...rows.map(folded),
		...rows.slice(1).map((row, index) => folded(`${rows[index]} ${row}`)),
	]);
	const said = lines
		.filter((line) => line.includes(name) && onlyOf(line, name, tools))
		.map(wordsIn)
		.filter((words) => words.length === 1)
		.flat();
	if (said.length === 0) return [untold("text part", tool)];
	return said.some((word) => right.includes(word))
		? []
		: [wrong("text part", tool, said[0] ?? "", right)];
}

function onlyOf(
	line: string,
	name: string,
	tools: ReadonlyMap<string, ToolContent>,
): boolean {
	const rest = line.replaceAll(name, " ");
	return ![...tools.keys()].some((other) => rest.includes(other));
}

function verdictsOf(
	{ panel, reviews }: ToolContent,
	lens: Reviewer | null,
): Word[] {
	const seen = reviews.find(({ reviewer }) => reviewer === lens)?.verdict;
	return [
		panel.verdict ?? "not given",
		...(lens === null ? [] : [seen ?? "not given"]),
	] as Word[];
}

function wordsIn(words: string): Word[] {
	const plain = folded(words).replace(COUNTS, " ");
	return [
		...new Set([...plain.matchAll(VERDICT)].map(([word]) => word as Word)),
	];
}

function saysShare(row: Element): boolean {
	return /\d%/.test(wordsOf(row));
}

/** A row of this tool's alone, not a sentence that names it. */
function namesIn(row: Element, name: string): boolean {
	return folded(wordsOf(row)).length < name.length + 24;
}

function wrong(
	place: string,
	{ name }: ToolContent,
	said: string,
	right: readonly Word[],
): Finding {
	return {
		level: "block",
		code: "verdict-differs",
		place,
		what: `It says “${said}” of ${name}, and the issue says “${right[0]}”.`,
		mend: "Mend the template: a verdict must be the one that the issue holds.",
	};
}

function withoutWord(place: string, { name }: ToolContent): Finding {
	return {
		level: "block",
		code: "verdict-without-word",
		place,
		what: `The verdict on ${name} is not told in words: whoever sees no colour does not learn it.`,
		mend: "Write the verdict as sign and word, beside its colour.",
	};
}

function untold(part: string, { name }: ToolContent): Finding {
	return {
		level: "block",
		code: "verdict-missing",
		place: part,
		what: `It does not tell the verdict on ${name} beside its name.`,
		mend: "Mend the template: each tool's name stands with its verdict, in words.",
	};
}
