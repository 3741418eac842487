import { parseDocument as parse } from "htmlparser2";

/*
 * The part of a parsed document that the checks read.
 */

export interface Text {
	readonly type: "text";
	readonly data: string;
}

export interface Element {
	readonly type: "tag" | "script" | "style";
	readonly name: string;
	readonly attribs: Readonly<Record<string, string>>;
	readonly children: ChildNode[];
	readonly parent: Element | Document | null;
	/** Where it begins and ends in the source, in characters. */
	readonly startIndex: number | null;
	readonly endIndex: number | null;
}

export interface Comment {
	readonly type: "comment" | "directive" | "cdata";
	readonly data: string;
}

export interface Document {
	readonly type: "root";
	readonly children: ChildNode[];
}

export type ChildNode = Text | Element | Comment;

/** As mail programs read it: whatever is wrong in it, a tree comes out. */
export function parseDocument(html: string): Document {
	return parse(html, {
		withStartIndices: true,
		withEndIndices: true,
	}) as unknown as Document;
}

export function isTag(node: ChildNode | Document): node is Element {
	return node.type === "tag" || node.type === "script" || node.type === "style";
}

export function isText(node: ChildNode): node is Text {
	return node.type === "text";
}
