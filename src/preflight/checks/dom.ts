import { withoutMarks } from "../../issue/content/marks.ts";
import {
	type HtmlDocument,
	type HtmlElement,
	isTag,
	isText,
} from "./html-tree.ts";

/** Elements that begin and end a line of their own. */
const BLOCKS = new Set(
	"address article blockquote body br center dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead title tr ul".split(
		" ",
	),
);
/** Elements whose content is not shown in the page. */
const NOT_SHOWN = new Set(["style", "script", "head", "title"]);

// A document is read many times and never changes.
const elementCache = new WeakMap<
	HtmlDocument | HtmlElement,
	readonly HtmlElement[]
>();
const textCache = new WeakMap<HtmlDocument | HtmlElement, string>();

/** Every element below `root`, in the order of the document. */
export function elementsOf(
	root: HtmlDocument | HtmlElement,
): readonly HtmlElement[] {
	const known = elementCache.get(root);
	if (known) return known;
	const elements: HtmlElement[] = [];
	const collect = ({ children }: HtmlDocument | HtmlElement): void => {
		for (const child of children)
			if (isTag(child)) {
				elements.push(child);
				collect(child);
			}
	};
	collect(root);
	elementCache.set(root, elements);
	return elements;
}

/** The elements below `root` that have one of these tag names. */
export function elementsNamed(
	root: HtmlDocument | HtmlElement,
	...names: string[]
) {
	return elementsOf(root).filter(({ name }) => names.includes(name));
}

/** The elements around `element`, the innermost first. */
export function ancestorsOf(element: HtmlElement): HtmlElement[] {
	const { parent } = element;
	return parent && isTag(parent) ? [parent, ...ancestorsOf(parent)] : [];
}

/**
 * What a person reads or hears, on one line: with a space between blocks and
 * the alternative texts of pictures, without anything hidden (the preheader).
 */
export function visibleText(node: HtmlDocument | HtmlElement): string {
	return oneLine(cachedText(node));
}

/** White space and the invisible characters that pad a preheader become one space. */
export function oneLine(text: string): string {
	return text.replace(/(?:\s|\u200B|\u034F\u200C?)+/gu, " ").trim();
}

/** Whether its inline style or its attributes hide it. */
export function isHidden({ attribs }: HtmlElement): boolean {
	return (
		/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style ?? "") ||
		"hidden" in attribs
	);
}

/** "HTML, <td class="card">, under “A vs B”": where an element is, for people. */
export function describePlace(
	root: HtmlDocument,
	element: HtmlElement,
): string {
	const { name, attribs } = element;
	const attribute = attribs.id
		? ` id="${attribs.id}"`
		: attribs.class
			? ` class="${attribs.class}"`
			: "";
	const heading = elementsNamed(root, "h1", "h2", "h3")
		.filter((one) => (one.startIndex ?? 0) < (element.startIndex ?? 0))
		.at(-1);
	const under = heading ? `, under “${visibleText(heading)}”` : "";
	return `HTML, <${name}${attribute}>${under}`;
}

function cachedText(node: HtmlDocument | HtmlElement): string {
	const known = textCache.get(node);
	if (known !== undefined) return known;
	const text = textWithin(node);
	textCache.set(node, text);
	return text;
}

function textWithin(node: HtmlDocument | HtmlElement): string {
	return node.children
		.map((child) => {
			if (isText(child)) return withoutMarks(child.data);
			if (!isTag(child) || NOT_SHOWN.has(child.name) || isHidden(child))
				return "";
			const { attribs, name } = child;
			const label = attribs["aria-label"];
			const text =
				name === "img"
					? (attribs.alt ?? "")
					: label && attribs.role === "img"
						? label
						: cachedText(child);
			const shown = withoutMarks(text);
			return BLOCKS.has(name) ? ` ${shown} ` : shown;
		})
		.join("");
}
