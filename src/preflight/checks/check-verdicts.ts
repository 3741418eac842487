import type { Reviewer } from "../../db/schema.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import type { Finding } from "../finding.ts";
import type { Facts, Specimen } from "../rendered-copy.ts";
import { ancestorsOf, elementsOf, whereIs, wordsOf } from "./dom.ts";
import type { Element } from "./html-tree.ts";
import { folded } from "./stories.ts";

/** What a verdict reads like, once counts ("3 ship / 1 skip") and shares ("62% ship") are out of the way. */
const COUNTS =
	/\d+%?\s*(?:panel\s+|community\s+)?(?:ship|skip)\w*|(?:now|was)\s+(?:ship|skip)/g;
const VERDICT = /\b(ship|skip|not given)\b/g;
const VERDICT_WITHIN = /ship|skip|not given/i;
/** An element that says a verdict and nothing else. */
const BADGE = /^(?:[+×?✓✗]\s*)?(ship|skip|not given)$/;
/** A line that begins with a verdict, its sign before it. */
const LEADING =
	/^[:\s([–—-]*(?:[+×?✓✗x]\s)?\s*(ship|skip|not given)\b(?!\s*(?:both|\/))/;
/** Characters of a name that the text part keeps on one line or two. */
const LINE = 60;
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
): Finding[] {
	const { lens } = specimen.reader;
	const all = [...content.leads, ...content.briefs].flatMap(
		({ left, right }) => [left, right],
	);
	const confusing = all.find(({ name }) => VERDICT_WITHIN.test(name));
	if (confusing) return [unchecked(confusing)];
	const tools = new Map(
		all
			.map((tool) => [folded(tool.name), tool] as const)
			// What is called "7" can't be told from numbers.
			.filter(([name]) => /\p{L}\p{M}*\p{L}/u.test(name)),
	);
	const lines = linesOf(specimen.mail.text ?? "");
	return [...tools].flatMap(([name, tool]) => {
		const right = verdictsOf(tool, lens);
		return [
			...inHtml(specimen, name, tool, right, tools),
			// A name that takes several lines stands on none of them whole.
			...(name.length > LINE ? [] : inText(lines, name, tool, right, tools)),
		];
	});
}

function inHtml(
	{ dom }: Specimen,
	name: string,
	tool: ToolContent,
	right: readonly Word[],
	tools: ReadonlyMap<string, ToolContent>,
): Finding[] {
	const marks = elementsOf(dom).filter(
		(element) =>
			// A cell that says "Free" tells a price, even where a tool is called so.
			element.name !== "td" &&
			foldedOf(element) === name &&
			!elementsOf(element).some((inner) => foldedOf(inner) === name),
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
			onlyOf(foldedOf(row), name, tools) &&
			saysShare(row, name) &&
			wordsIn(wordsOf(row)).length === 0
		)
			found.push(withoutWord(place, tool));
		const own = round.filter((one) => onlyOf(foldedOf(one), name, tools));
		const said = own.map(badgesIn).find((words) => words.length > 0) ?? [];
		const [only, ...others] = said;
		if (only && others.length === 0 && !right.includes(only))
			found.push(wrong(place, tool, only, right));
		told ||= own.some((one) =>
			wordsIn(foldedOf(one)).some((word) => right.includes(word)),
		);
	}
	if (marks.length > 0 && !told && found.length === 0)
		found.push(untold("HTML part", tool));
	return found;
}

/** Verdicts that stand by themselves, as sign and word; not the reader's own vote, and nothing that prose says. */
function badgesIn(element: Element): Word[] {
	if (/\byour vote\b/.test(foldedOf(element))) return [];
	const words = [element, ...elementsOf(element)].flatMap((one) => {
		const [, word] = BADGE.exec(foldedOf(one)) ?? [];
		return word ? [word as Word] : [];
	});
	return [...new Set(words)];
}

const foldedWords = new WeakMap<Element, string>();

function foldedOf(element: Element): string {
	const known = foldedWords.get(element) ?? folded(wordsOf(element));
	foldedWords.set(element, known);
	return known;
}

/**
 * A tool's lines are those where the verdict leads ("× Skip 25% Tool") or
 * follows the name ("Tool: Skip"); elsewhere prose may say "ship" of anything.
 */
function inText(
	{ rows, wrapped }: Lines,
	name: string,
	tool: ToolContent,
	right: readonly Word[],
	tools: ReadonlyMap<string, ToolContent>,
): Finding[] {
	const ofTool = (line: string) =>
		line.includes(name) && onlyOf(line, name, tools);
	const leading = rows.filter(ofTool).flatMap((line) => {
		const rest = line.startsWith(name) ? line.slice(name.length) : line;
		const [, word] = LEADING.exec(rest) ?? [];
		return word ? [word as Word] : [];
	});
	const lies = leading.filter((word) => !right.includes(word));
	if (lies.length > 0) return [wrong("text part", tool, lies[0] ?? "", right)];
	const told = [...rows, ...wrapped]
		.filter(ofTool)
		.map(wordsIn)
		.some((words) => words.length === 1 && right.includes(words[0] as Word));
	return leading.length > 0 || told ? [] : [untold("text part", tool)];
}

interface Lines {
	rows: string[];
	/** Each with the next, over which it may be wrapped. */
	wrapped: string[];
}

function linesOf(text: string): Lines {
	const paragraphs = text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.split("\n").map(folded));
	return {
		rows: paragraphs.flat(),
		wrapped: paragraphs.flatMap((rows) =>
			rows.slice(1).map((row, index) => `${rows[index]} ${row}`),
		),
	};
}

function onlyOf(
	line: string,
	name: string,
	tools: ReadonlyMap<string, ToolContent>,
): boolean {
	const rest = line.replaceAll(name, " ");
	// "Pebble 7B Instruct" is not "Pebble 7B", though it begins so.
	return ![...tools.keys()].some((other) =>
		other !== name && other.includes(name)
			? line.includes(other)
			: rest.includes(other),
	);
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

function saysShare(row: Element, name: string): boolean {
	return /\d%/.test(foldedOf(row).replaceAll(name, " "));
}

/** A row of this tool's alone, not a sentence that names it. */
function namesIn(row: Element, name: string): boolean {
	return foldedOf(row).length < name.length + 24;
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

function unchecked({ name }: ToolContent): Finding {
	return {
		level: "hint",
		code: "verdicts-unchecked",
		place: "both parts",
		what: `Whether each verdict stands with its tool can’t be told by a program, since one is called “${name}”.`,
		mend: "Read the calls yourself.",
	};
}
