import { TemplateError } from "../../issue/renderer.ts";

/** An element of a template, with the line on which it begins. */
export interface MarkupElement {
	name: string;
	line: number;
	attributes: { name: string; value: string; line: number }[];
	/** Text runs and elements, in order. */
	children: (MarkupElement | { text: string; line: number })[];
}

/** HTML's elements without an end tag. */
const VOID = new Set([
	"br",
	"hr",
	"img",
	"input",
	"meta",
	"link",
	"wbr",
	"col",
]);
/** Elements whose content is not markup. */
const VERBATIM = new Set(["mj-style", "style"]);

const TOKEN =
	/<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"<]*"|'[^'<]*'))?)*)\s*(\/?)>|</g;
const ATTRIBUTE = /([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/**
 * Reads a template as strictly as XML is read. MJML's own parser silently closes
 * what was left open, wherever it likes.
 *
 * @throws TemplateError for anything unclosed, closed twice or incomplete
 */
export function parseTemplate(file: string, source: string): MarkupElement {
	const lineAt = lineCounter(source);
	const root: MarkupElement = {
		name: "",
		line: 1,
		attributes: [],
		children: [],
	};
	const open: MarkupElement[] = [root];
	let end = 0;

	for (const token of source.matchAll(TOKEN)) {
		if (token.index < end) continue;
		const line = lineAt(token.index);
		const parent = open.at(-1) ?? root;
		addText(parent, source.slice(end, token.index), lineAt(end));
		end = token.index + token[0].length;
		if (token[0].startsWith("<!--")) continue;

		const [, slash, name = "", inside = "", selfClosing] = token;
		if (name === "")
			throw new TemplateError(
				file,
				line,
				"this “<” begins no complete tag; write &lt; for the sign itself, or close the quotes and brackets of the tag",
			);
		if (slash === "/") {
			if (parent.name !== name) throw wrongEndTag(file, line, name, open);
			open.pop();
			continue;
		}
		const element: MarkupElement = {
			name,
			line,
			attributes: readAttributes(inside, lineAt, token.index + 1 + name.length),
			children: [],
		};
		forbidRepeated(file, element);
		parent.children.push(element);
		if (selfClosing === "/" || VOID.has(name)) continue;
		open.push(element);
		if (VERBATIM.has(name)) {
			const close = source.indexOf(`</${name}`, end);
			end = close === -1 ? end : close;
		}
	}
	addText(open.at(-1) ?? root, source.slice(end), lineAt(end));
	const left = open.at(-1);
	if (left && left !== root)
		throw new TemplateError(file, left.line, `<${left.name}> is never closed`);
	return root;
}

/** Either the innermost element was left open, or this end tag is one too many. */
function wrongEndTag(
	file: string,
	line: number,
	name: string,
	open: readonly MarkupElement[],
): TemplateError {
	const inner = open.at(-1);
	return inner && open.some((element) => element.name === name)
		? new TemplateError(
				file,
				inner.line,
				`<${inner.name}> is not closed before </${name}> on line ${line}`,
			)
		: new TemplateError(file, line, `</${name}> closes nothing that is open`);
}

function readAttributes(
	inside: string,
	lineAt: (index: number) => number,
	offset: number,
): MarkupElement["attributes"] {
	return [...inside.matchAll(ATTRIBUTE)].map((match) => ({
		name: match[1] ?? "",
		value: match[2] ?? match[3] ?? "",
		line: lineAt(offset + match.index),
	}));
}

function forbidRepeated(
	file: string,
	{ attributes, name }: MarkupElement,
): void {
	const seen = new Set<string>();
	for (const attribute of attributes) {
		if (seen.has(attribute.name))
			throw new TemplateError(
				file,
				attribute.line,
				`<${name}> has the attribute ${attribute.name} twice`,
			);
		seen.add(attribute.name);
	}
}

function addText(parent: MarkupElement, text: string, line: number): void {
	if (text !== "") parent.children.push({ text, line });
}

function lineCounter(source: string): (index: number) => number {
	const starts = [0];
	for (const match of source.matchAll(/\n/g)) starts.push(match.index + 1);
	return (index) => {
		let low = 0;
		let high = starts.length;
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if ((starts[middle] ?? 0) <= index) low = middle;
			else high = middle;
		}
		return low + 1;
	};
}
