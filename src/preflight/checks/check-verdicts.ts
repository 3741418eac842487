import type { Reviewer } from "../../db/catalog-tables.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { finding } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { normalizeText } from "./compare-text.ts";
import { ancestorsOf, describePlace, elementsOf, visibleText } from "./dom.ts";
import type { HtmlElement } from "./html-tree.ts";
import {
	badgeVerdict,
	leadingVerdict,
	namesNoOtherTool,
	type VerdictWord,
	verdictsIn,
} from "./verdict-words.ts";

const LOOKS_LIKE_VERDICT = /ship|skip|not given/i;
/** Characters. The text part breaks longer names over several lines. */
const MAX_NAME = 60;
/** Elements that contain the line of one tool. */
const ROWS = new Set(["tr", "li", "p"]);

/** A tool of the issue, and what its verdict may be for this reader. */
interface CheckedTool {
	tool: ToolContent;
	/** Normalized. */
	name: string;
	/** The panel's and, for a reader with a lens, that reviewer's. */
	allowed: VerdictWord[];
	/** Normalized names of all tools of the issue. */
	names: readonly string[];
}

/**
 * Each tool's name is next to its verdict, in words, in both parts: the verdict
 * of the panel or, for a reader with a lens, of that reviewer.
 */
export function checkVerdicts(
	copy: RenderedCopy,
	{ content }: Expected,
): Finding[] {
	const { lens } = copy.reader;
	const all = [...content.leads, ...content.briefs].flatMap(
		({ left, right }) => [left, right],
	);
	const ambiguous = all.find(({ name }) => LOOKS_LIKE_VERDICT.test(name));
	if (ambiguous) return [verdictsUnchecked(ambiguous)];
	const tools = new Map(
		all
			.map((tool) => [normalizeText(tool.name), tool] as const)
			// A name such as "7" cannot be distinguished from other numbers.
			.filter(([name]) => /\p{L}\p{M}*\p{L}/u.test(name)),
	);
	const names = [...tools.keys()];
	const lines = linesOf(copy.mail.text ?? "");
	return [...tools].flatMap(([name, tool]) => {
		const allowed = verdictsOf(tool, lens);
		const checked: CheckedTool = { tool, name, allowed, names };
		return [
			...checkHtml(copy, checked),
			...(name.length > MAX_NAME ? [] : checkText(lines, checked)),
		];
	});
}

function verdictsOf(
	{ panel, reviews }: ToolContent,
	lens: Reviewer | null,
): VerdictWord[] {
	const own = reviews.find(({ reviewer }) => reviewer === lens)?.verdict;
	return [
		panel.verdict ?? "not given",
		...(lens === null ? [] : [own ?? "not given"]),
	] as VerdictWord[];
}

function checkHtml({ dom }: RenderedCopy, checked: CheckedTool): Finding[] {
	const { name, allowed, names } = checked;
	const mentions = elementsOf(dom).filter(
		(element) =>
			// A cell with "Free" is a price, even when a tool has this name.
			element.name !== "td" &&
			!isFact(element) &&
			textOf(element) === name &&
			!elementsOf(element).some((inner) => textOf(inner) === name),
	);
	const found: Finding[] = [];
	let hasVerdict = false;
	for (const mention of mentions) {
		const around = [mention, ...ancestorsOf(mention)];
		const place = describePlace(dom, mention);
		const own = around.filter((one) =>
			namesNoOtherTool(textOf(one), name, names),
		);
		if (verdictOnlyInColour(around, checked))
			found.push(verdictWithoutWord(place, checked));
		const nearest = own.map(badgesIn).find((words) => words.length > 0) ?? [];
		const [only, ...others] = nearest;
		if (only && others.length === 0 && !allowed.includes(only))
			found.push(verdictDiffers(place, only, checked));
		hasVerdict ||= own.some((one) =>
			verdictsIn(textOf(one)).some((word) => allowed.includes(word)),
		);
	}
	if (mentions.length > 0 && !hasVerdict && found.length === 0)
		found.push(verdictMissing("HTML part", checked));
	return found;
}

/** Whether it is all of a cell with a fact, such as a price, which src/render isolates. */
function isFact({ name, parent }: HtmlElement): boolean {
	return name === "bdi" && parent?.type === "tag" && parent.name === "td";
}

/** Whether the tool's own row has a share and no word: then only its colour is the verdict. */
function verdictOnlyInColour(
	around: readonly HtmlElement[],
	{ name, names }: CheckedTool,
): boolean {
	const row = around.find((one) => ROWS.has(one.name));
	if (row === undefined) return false;
	const text = textOf(row);
	// Longer text is a sentence that mentions the tool.
	return (
		text.length < name.length + 24 &&
		namesNoOtherTool(text, name, names) &&
		/\d%/.test(text.replaceAll(name, " ")) &&
		verdictsIn(text).length === 0
	);
}

/** The verdicts that have an element of their own; not the reader's own vote, and not words in prose. */
function badgesIn(element: HtmlElement): VerdictWord[] {
	if (/\byour vote\b/.test(textOf(element))) return [];
	const words = [element, ...elementsOf(element)].flatMap(
		(one) => badgeVerdict(textOf(one)) ?? [],
	);
	return [...new Set(words)];
}

const normalizedTexts = new WeakMap<HtmlElement, string>();

function textOf(element: HtmlElement): string {
	const text =
		normalizedTexts.get(element) ?? normalizeText(visibleText(element));
	normalizedTexts.set(element, text);
	return text;
}

/**
 * Reads only lines where the verdict is at the beginning ("× Skip 25% Tool") or
 * follows the name ("Tool: Skip"). In other lines "ship" may mean anything.
 */
function checkText({ rows, pairs }: Lines, checked: CheckedTool): Finding[] {
	const { name, allowed, names } = checked;
	const isOwn = (line: string) =>
		line.includes(name) && namesNoOtherTool(line, name, names);
	const leading = rows.filter(isOwn).flatMap((line) => {
		const rest = line.startsWith(name) ? line.slice(name.length) : line;
		return leadingVerdict(rest) ?? [];
	});
	const different = leading.find((word) => !allowed.includes(word));
	if (different) return [verdictDiffers("text part", different, checked)];
	const hasVerdict = [...rows, ...pairs]
		.filter(isOwn)
		.map(verdictsIn)
		.some(
			([only, ...others]) =>
				others.length === 0 && only && allowed.includes(only),
		);
	return leading.length > 0 || hasVerdict
		? []
		: [verdictMissing("text part", checked)];
}

interface Lines {
	rows: string[];
	/** Each row joined with the next one of its paragraph: a sentence may be wrapped. */
	pairs: string[];
}

function linesOf(text: string): Lines {
	const paragraphs = text
		.split(/\n\s*\n/)
		.map((paragraph) => paragraph.split("\n").map(normalizeText));
	return {
		rows: paragraphs.flat(),
		pairs: paragraphs.flatMap((rows) =>
			rows.slice(1).map((row, index) => `${rows[index]} ${row}`),
		),
	};
}

function verdictDiffers(
	place: string,
	said: VerdictWord,
	{ tool, allowed }: CheckedTool,
): Finding {
	return finding(
		"block",
		"verdict-differs",
		place,
		`It shows “${said}” for ${tool.name}, and the issue has “${allowed[0]}”.`,
		"Fix the template: it must show the verdict of the issue.",
	);
}

function verdictWithoutWord(place: string, { tool }: CheckedTool): Finding {
	return finding(
		"block",
		"verdict-without-word",
		place,
		`The verdict on ${tool.name} is not there in words: people who do not see colours miss it.`,
		"Write the verdict as sign and word, in addition to its colour.",
	);
}

function verdictMissing(part: string, { tool }: CheckedTool): Finding {
	return finding(
		"block",
		"verdict-missing",
		part,
		`The verdict on ${tool.name} is not next to its name.`,
		"Fix the template: put the verdict next to the name of each tool, in words.",
	);
}

function verdictsUnchecked({ name }: ToolContent): Finding {
	return finding(
		"hint",
		"verdicts-unchecked",
		"both parts",
		`The verdicts could not be checked, because the name of a tool contains one: “${name}”.`,
		"Compare the verdicts with the issue yourself.",
	);
}
