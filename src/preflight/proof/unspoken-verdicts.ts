import type { IssueContent } from "../../issue/content/content.ts";
import { elementsOf, visibleText } from "../checks/dom.ts";
import { type HtmlElement, parseDocument } from "../checks/html-tree.ts";
import type { Lack, ProofCopy } from "./lack.ts";
import { onlyName, textRowsOf } from "./rows.ts";

/**
 * The verdicts that a template does not put into words. Between the two copies
 * only the verdicts differ, so what names one tool alone must read differently in
 * them: else the verdict is missing there, or is there as a colour alone. Which
 * words a template has for a verdict does not matter.
 */
export function unspokenVerdicts(
	copy: ProofCopy,
	swapped: ProofCopy,
	{ leads, briefs }: IssueContent,
): Lack[] {
	const names = [
		...new Set(
			[...leads, ...briefs].flatMap(({ left, right }) => [
				left.name,
				right.name,
			]),
		),
	];
	const html = htmlRows(copy.html, swapped.html, names);
	const lines = textRows(copy.text, swapped.text, names);
	const silent = (rows: readonly Row[]) =>
		names.filter(
			(name) =>
				!rows.some((row) => row.name === name && row.before !== row.after),
		);
	// A colour may decorate a quote, but not a score or a share: there it is the verdict.
	const inColour = html.filter(
		({ before, after, recoloured }) =>
			recoloured && before === after && /\d/.test(before),
	);
	const lack = (
		part: Lack["part"],
		kind: string,
		what: string,
		fix: string,
	): Lack => ({ level: "block", kind, part, what, fix });
	return [
		...(["HTML part", "text part"] as const).flatMap((part) => {
			const missing = silent(part === "HTML part" ? html : lines);
			return missing.length === 0
				? []
				: [
						lack(
							part,
							"verdict",
							`The verdict is not next to the name of ${missing.length} of ${names.length} tools.`,
							"Fix the template: put the verdict next to the name of each tool, in words.",
						),
					];
		}),
		...(inColour.length === 0
			? []
			: [
					lack(
						"HTML part",
						"verdict-in-words",
						`A verdict is shown by its colour alone (${inColour[0]?.place}): people who do not see colours miss it.`,
						"Write the verdict as sign and word, in addition to its colour.",
					),
				]),
	];
}

/** What names one tool and no other one: an element, or a line. */
interface Row {
	name: string;
	/** As it reads with the verdicts of the one copy and of the other. */
	before: string;
	after: string;
	/** The markup differs. */
	recoloured: boolean;
	place: string;
}

function htmlRows(
	before: string,
	after: string,
	names: readonly string[],
): Row[] {
	const [one, other] = [before, after].map((html) => ({
		html,
		elements: elementsOf(parseDocument(html)),
	}));
	if (!one || !other || one.elements.length !== other.elements.length)
		return one && other ? rowsByName(one.elements, other.elements, names) : [];
	const source = (html: string, { startIndex, endIndex }: HtmlElement) =>
		html.slice(startIndex ?? 0, (endIndex ?? 0) + 1);
	return one.elements.flatMap((element, index) => {
		const twin = other.elements[index];
		const name = onlyName(visibleText(element), names);
		if (!twin || name === null) return [];
		return [
			{
				name,
				before: visibleText(element),
				after: visibleText(twin),
				recoloured: source(one.html, element) !== source(other.html, twin),
				place: `<${element.name}>`,
			},
		];
	});
}

/** The rows of two copies whose elements can't be paired, because a verdict changes which there are. */
function rowsByName(
	one: readonly HtmlElement[],
	other: readonly HtmlElement[],
	names: readonly string[],
): Row[] {
	const texts = (elements: readonly HtmlElement[]) =>
		elements.map((element) => visibleText(element));
	return joinedByName(texts(one), texts(other), names);
}

function textRows(
	before: string,
	after: string,
	names: readonly string[],
): Row[] {
	return joinedByName(textRowsOf(before), textRowsOf(after), names);
}

/** One row for each tool: all texts that name it alone. */
function joinedByName(
	before: readonly string[],
	after: readonly string[],
	names: readonly string[],
): Row[] {
	const [one, other] = [before, after].map((texts) =>
		Map.groupBy(texts, (text) => onlyName(text, names)),
	);
	return names.map((name) => ({
		name,
		before: one?.get(name)?.join("\n") ?? "",
		after: other?.get(name)?.join("\n") ?? "",
		recoloured: false,
		place: "",
	}));
}
