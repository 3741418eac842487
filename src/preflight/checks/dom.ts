import {
	type Document,
	type Element,
	isTag,
	isText,
	parseDocument,
} from "./html-tree.ts";

export type { Document, Element };

/** Elements that begin and end a line of their own. */
const BLOCKS = new Set(
	"address article blockquote body br center dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead title tr ul".split(
		" ",
	),
);
const SILENT = new Set(["style", "script", "head", "title"]);

/** A document's elements with the places where each begins and ends. */
export function readHtml(html: string): Document {
	return parseDocument(html);
}

/** Every element below `root`, in the order of the document. */
export function elementsOf(root: Document | Element): readonly Element[] {
	const known = below.get(root);
	if (known) return known;
	const elements: Element[] = [];
	const collect = ({ children }: Document | Element): void => {
		for (const child of children)
			if (isTag(child)) {
				elements.push(child);
				collect(child);
			}
	};
	collect(root);
	below.set(root, elements);
	return elements;
}

// A document is read over and over, and never changes.
const below = new WeakMap<Document | Element, readonly Element[]>();
const gathered = new WeakMap<Document | Element, string>();

/** Those with one of these names. */
export function named(root: Document | Element, ...names: string[]) {
	return elementsOf(root).filter(({ name }) => names.includes(name));
}

/** The elements round `element`, the nearest first. */
export function ancestorsOf(element: Element): Element[] {
	const { parent } = element;
	return parent && isTag(parent) ? [parent, ...ancestorsOf(parent)] : [];
}

/** What a person reads or hears: one line, spaces between blocks, what stands for pictures too, the preheader not. */
export function wordsOf(node: Document | Element): string {
	return oneLine(gather(node));
}

export function oneLine(text: string): string {
	return text.replace(/(?:\s|\u200B|\u034F)+/gu, " ").trim();
}

/** Whether its own style takes it out of sight. */
export function isHidden({ attribs }: Element): boolean {
	return (
		/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribs.style ?? "") ||
		"hidden" in attribs
	);
}

/** "<td class="card">, under “A vs B”": where an element stands, for people. */
export function whereIs(root: Document, element: Element): string {
	const { name, attribs } = element;
	const mark = attribs.id
		? ` id="${attribs.id}"`
		: attribs.class
			? ` class="${attribs.class}"`
			: "";
	const heading = named(root, "h1", "h2", "h3")
		.filter((one) => (one.startIndex ?? 0) < (element.startIndex ?? 0))
		.at(-1);
	const under = heading ? `, under “${wordsOf(heading)}”` : "";
	return `HTML, <${name}${mark}>${under}`;
}

function gather(node: Document | Element): string {
	const known = gathered.get(node);
	if (known !== undefined) return known;
	const text = textWithin(node);
	gathered.set(node, text);
	return text;
}

function textWithin(node: Document | Element): string {
	return node.children
		.map((child) => {
			if (isText(child)) return child.data;
			if (!isTag(child) || SILENT.has(child.name) || isHidden(child)) return "";
			const { attribs, name } = child;
			const label = attribs["aria-label"];
			const spoken =
				name === "img"
					? (attribs.alt ?? "")
					: label && attribs.role === "img"
						? label
						: gather(child);
			return BLOCKS.has(name) ? ` ${spoken} ` : spoken;
		})
		.join("");
}
