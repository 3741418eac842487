import type { Finding } from "../issue/preflight-report.ts";
import {
	describePlace,
	elementsNamed,
	elementsOf,
	visibleText,
} from "./checks/dom.ts";
import {
	type HtmlDocument,
	type HtmlElement,
	parseDocument,
} from "./checks/html-tree.ts";

/** Part of a text: its first character, and the one after its last. */
export interface Span {
	from: number;
	to: number;
}

/**
 * The element that a finding is about: of those whose place is described in the same words
 * the innermost that has what the finding quotes, else the heading that it names.
 *
 * @param html without marks
 * @returns the whole element; null: the finding names no place in the HTML
 */
export function locateInHtml(
	html: string,
	{ place, what }: Pick<Finding, "place" | "what">,
): Span | null {
	const dom = parseDocument(html);
	const described = elementsDescribed(dom, place);
	const heading = headingNamed(dom, place);
	const pool = described.length > 0 ? described : under(dom, heading);
	const quotes = quotesIn(what);
	const found =
		innermostWith(pool, quotes) ??
		(described.length > 0 ? described[0] : null) ??
		heading ??
		innermostWith(elementsOf(dom), quotes);
	return found ? spanOf(found) : null;
}

/** The words that a finding quotes, in the text part; null: they are not there. */
export function locateInText(
	text: string,
	{ place, what }: Pick<Finding, "place" | "what">,
): Span | null {
	for (const quote of [...quotesIn(what), ...quotesIn(place)]) {
		const words = quote
			.split(/\s+/)
			.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
		const found = new RegExp(words.join("\\s+"), "u").exec(text);
		if (found) return { from: found.index, to: found.index + found[0].length };
	}
	return null;
}

/** Text between quotation marks, without the sign that it was shortened; and URLs. */
function quotesIn(sentence: string): string[] {
	const quoted = [...sentence.matchAll(/“([^”]+)”/g)].map(([, text]) => text);
	const urls = [...sentence.matchAll(/https?:\/\/[^\s“”]+/g)].map(([url]) =>
		url.replace(/[.,:;]$/, ""),
	);
	return [...quoted, ...urls].flatMap((text) => {
		const words = (text ?? "").replace(/…$/, "").trim();
		return words === "" ? [] : [words];
	});
}

/** The elements whose place `describePlace` writes in these words. */
function elementsDescribed(dom: HtmlDocument, place: string): HtmlElement[] {
	const [, name] = /^HTML, <([\w-]+)/.exec(place) ?? [];
	if (name !== undefined)
		return elementsNamed(dom, name).filter(
			(element) => describePlace(dom, element) === place,
		);
	const [, id] = /^HTML, id="(.*)"$/.exec(place) ?? [];
	return id === undefined
		? []
		: elementsOf(dom).filter(({ attribs }) => attribs.id === id);
}

function headingNamed(dom: HtmlDocument, place: string): HtmlElement | null {
	const quotes = quotesIn(place);
	return (
		elementsNamed(dom, "h1", "h2", "h3").find((one) =>
			quotes.includes(visibleText(one)),
		) ?? null
	);
}

/** The elements from a heading to the next one of its rank; all of them without a heading. */
function under(
	dom: HtmlDocument,
	heading: HtmlElement | null,
): readonly HtmlElement[] {
	if (heading === null) return elementsOf(dom);
	const from = heading.startIndex ?? 0;
	const next = elementsNamed(dom, heading.name).find(
		({ startIndex }) => (startIndex ?? 0) > from,
	);
	const to = next?.startIndex ?? Number.POSITIVE_INFINITY;
	return elementsOf(dom).filter(
		({ startIndex }) => (startIndex ?? 0) >= from && (startIndex ?? 0) < to,
	);
}

function innermostWith(
	elements: readonly HtmlElement[],
	quotes: readonly string[],
): HtmlElement | null {
	for (const quote of quotes) {
		const smallest = elements
			.filter((element) => has(element, quote))
			.reduce<HtmlElement | null>(
				(best, one) => (best && sizeOf(best) <= sizeOf(one) ? best : one),
				null,
			);
		if (smallest) return smallest;
	}
	return null;
}

function has(element: HtmlElement, quote: string): boolean {
	return (
		Object.values(element.attribs).some((value) => value.includes(quote)) ||
		visibleText(element).includes(quote)
	);
}

function spanOf({ startIndex, endIndex }: HtmlElement): Span {
	return { from: startIndex ?? 0, to: (endIndex ?? 0) + 1 };
}

function sizeOf(element: HtmlElement): number {
	const { from, to } = spanOf(element);
	return to - from;
}
