import { parseDocument } from "htmlparser2";

/*
 * How high a message is at 600 pixels, without a browser: lines of text by the
 * width of their letters, boxes by the styles of weekly.css. A test holds it
 * against a browser: at most 2% too low, and 5% too high.
 */

interface Box {
	/** Pixels. */
	size?: number;
	line?: number;
	/** The width of a letter, as part of its size: serif, sans, bold, capitals. */
	wide?: number;
	top?: number;
	bottom?: number;
	side?: number;
}

type Text = Required<Pick<Box, "size" | "line" | "wide">>;

const SERIF = 0.46;
const SANS = 0.51;

/** By element, by class, and by what both are in. */
const BOXES: Readonly<Record<string, Box>> = {
	h1: { size: 34, line: 38, wide: 0.5, top: 2, bottom: 12 },
	h2: { size: 26, line: 30, wide: 0.5 },
	h3: { size: 17, line: 22, wide: 0.52 },
	".section": {
		...{ size: 13, line: 18, wide: 0.72 },
		...{ top: 36, bottom: 6 },
	},
	".lead": { top: 50, bottom: 16 },
	".intro": { size: 18, line: 25 },
	".summary": { size: 18, line: 25, top: 6 },
	".news": { top: 2, bottom: 6 },
	".hello": { bottom: 4 },
	".note": { size: 13, line: 18, wide: SANS },
	".over": { size: 13, line: 18, wide: SANS },
	".parts": { top: 10 },
	".save": { size: 13, line: 36, wide: SANS },
	".facts-line": { size: 13, line: 18, wide: SANS, top: 12 },
	".silent": { top: 12 },
	".flip": { size: 13, line: 18, wide: SANS },
	".verdict-counts": { bottom: 14 },
	".verdict-counts td": { size: 13, line: 18, wide: SANS, top: 5 },
	".bar td": { size: 1, line: 6 },
	".plate td": { size: 18, line: 24, wide: SANS },
	".calls td": { size: 14, line: 18, wide: SANS, top: 3, bottom: 3 },
	".first td": { top: 7, bottom: 3 },
	".second td": { top: 3, bottom: 6 },
	".tool-list td": { size: 14, line: 18, wide: SANS, top: 8, bottom: 7 },
	".others": { top: 12 },
	".card h3": { top: 8 },
	".data": { top: 18 },
	".data th": { size: 13, line: 18, wide: SANS, top: 5, bottom: 0 },
	".data td": { size: 13, line: 18, wide: SANS, bottom: 5, side: 8 },
	".head th": { wide: 0.56, bottom: 4, side: 10 },
	".facts tbody": { top: 1 },
	".score-cell": { line: 22, top: 5, bottom: 3, side: 13 },
	".voice": { top: 12, side: 13 },
	".onward": { size: 14, line: 20, wide: 0.56, top: 12 },
	".ballots": { top: 14 },
	".buttons": { top: 4 },
	".brief": { top: 10 },
	".gist": { top: 2, bottom: 6 },
	".more": { top: 2, bottom: 2 },
	".foot": { top: 44 },
	".foot p": { size: 13, line: 18, wide: SANS, bottom: 8 },
};

/** The sheet at 600 pixels, without its margins. */
const WIDTH = 540;
/** Above and below the sheet's content. */
const AROUND = 48;
/** A line that is full ends before its last word that has no room. */
const RAGGED = 1.05;

const BLOCKS = new Set(["p", "div", "h1", "h2", "h3", "table"]);
const HIDDEN = /display:none/;

type Node = ReturnType<typeof parseDocument>["children"][number];
type Element = Node & {
	name: string;
	attribs: Record<string, string>;
	children: Node[];
};

/** The height of the HTML of a full digest at 600 pixels, in about. */
export function heightOf(html: string): number {
	const sheet = find(parseDocument(html).children, "inside");
	const text = { size: 15, line: 22, wide: SERIF };
	return AROUND + (sheet ? flow(sheet.children, text, WIDTH, []) : 0);
}

function isElement(node: Node): node is Element {
	return "attribs" in node;
}

function find(nodes: readonly Node[], name: string): Element | null {
	for (const node of nodes) {
		if (!isElement(node)) continue;
		if (classesOf(node).includes(name)) return node;
		const found = find(node.children, name);
		if (found) return found;
	}
	return null;
}

function classesOf({ attribs }: Element): string[] {
	return (attribs.class ?? "").split(" ").filter((name) => name !== "");
}

function boxOf(element: Element, around: readonly string[]): Box {
	const own = [element.name, ...classesOf(element).map((name) => `.${name}`)];
	const within = around.flatMap((outer) =>
		own.map((name) => `.${outer} ${name}`),
	);
	return Object.assign(
		{},
		...[...within, ...own].map((name) => BOXES[name] ?? {}),
	);
}

/** What is below each other: lines of text, and blocks between them. */
function flow(
	nodes: readonly Node[],
	text: Text,
	width: number,
	around: readonly string[],
): number {
	let height = 0;
	let run = 0;
	const endLine = () => {
		if (run > 0) height += linesIn(run, width) * text.line;
		run = 0;
	};
	const walk = (inner: readonly Node[], style: Text) => {
		for (const node of inner) {
			if (!isElement(node)) {
				if (node.type === "text" && "data" in node)
					run += widthOf(run === 0 ? node.data.trimStart() : node.data, style);
			} else if (node.name === "br") {
				if (run === 0) run = 1;
				endLine();
			} else if (BLOCKS.has(node.name)) {
				endLine();
				height += block(node, text, width, around);
			} else walk(node.children, { ...style, ...boxOf(node, around) });
		}
	};
	walk(nodes, text);
	endLine();
	return height;
}

function block(
	element: Element,
	text: Text,
	width: number,
	around: readonly string[],
): number {
	if (HIDDEN.test(element.attribs.style ?? "")) return 0;
	const { top = 0, bottom = 0, side = 0, ...own } = boxOf(element, around);
	const inner = [...around, ...classesOf(element)];
	const style = { ...text, ...own };
	const content =
		element.name === "table"
			? rows(element, style, width, inner)
			: flow(element.children, style, width - side, inner);
	return top + content + bottom;
}

function rows(
	table: Element,
	text: Text,
	width: number,
	around: readonly string[],
): number {
	const padding = around.includes("plate") ? 8 : 0;
	let columns: number[] | null = null;
	let height = 0;
	const visit = (element: Element, inner: readonly string[]) => {
		for (const child of element.children) {
			if (!isElement(child)) continue;
			const within = [...inner, ...classesOf(child)];
			if (child.name !== "tr") {
				height += boxOf(child, inner).top ?? 0;
				visit(child, within);
				continue;
			}
			const cells = child.children.filter(isElement);
			columns ??= widthsOf(cells, width);
			const widths = columns;
			const heights = cells.map((cell, index) => {
				const { top = 0, bottom = 0, side = 0, ...own } = boxOf(cell, within);
				const room = cell.attribs.colspan ? width : (widths[index] ?? width);
				const content = flow(
					cell.children,
					{ ...text, ...own },
					Math.max(20, room - side - 2 * padding),
					[...within, ...classesOf(cell)],
				);
				const least = Number(cell.attribs.height ?? 0);
				return Math.max(top + content + bottom + 2 * padding, least);
			});
			height += Math.max(0, ...heights);
		}
	};
	visit(table, around);
	return height;
}

/** A fixed layout: widths that are given, and the rest in equal parts. */
function widthsOf(cells: readonly Element[], width: number): number[] {
	const given = cells.map(({ attribs }) =>
		attribs.width?.endsWith("%")
			? (width * Number.parseFloat(attribs.width)) / 100
			: attribs.width
				? Number(attribs.width)
				: null,
	);
	const free = given.filter((one) => one === null).length;
	const left = width - given.reduce<number>((sum, one) => sum + (one ?? 0), 0);
	return given.map((one) => one ?? Math.max(0, left) / free);
}

function widthOf(text: string, { size, wide }: Text): number {
	return text.replace(/\s+/g, " ").length * size * wide;
}

function linesIn(run: number, width: number): number {
	return run <= width ? 1 : Math.ceil((run * RAGGED) / width);
}
