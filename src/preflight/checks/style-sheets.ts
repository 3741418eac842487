import postcss, { type Root } from "postcss";
import { type HtmlElement, isText } from "./html-tree.ts";

/**
 * The CSS of style elements and of style attributes, parsed. Null stands for CSS
 * that can't be parsed.
 */
export function styleSheetsOf(
	elements: readonly HtmlElement[],
): (Root | null)[] {
	const sheets = elements
		.filter(({ name }) => name === "style")
		.flatMap(({ children }) => children.filter(isText))
		.map(({ data }) => parse(data));
	const inline = new Set(
		elements.flatMap(({ attribs }) => (attribs.style ? [attribs.style] : [])),
	);
	return [...sheets, ...[...inline].map(parseInline)];
}

/** An inline style must parse as exactly one rule: "}" within it would end it. */
function parseInline(style: string): Root | null {
	const root = parse(`x{${style}}`);
	return root?.nodes.length === 1 ? root : null;
}

function parse(css: string): Root | null {
	try {
		return postcss.parse(css);
	} catch {
		return null;
	}
}
