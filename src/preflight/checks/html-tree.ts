import { parseDocument as parse } from "htmlparser2";

/*
 * The part of a parsed HTML document that the checks read.
 */

export interface HtmlText {
	readonly type: "text";
	readonly data: string;
	readonly startIndex: number | null;
}

export interface HtmlElement {
	readonly type: "tag" | "script" | "style";
	readonly name: string;
	readonly attribs: Readonly<Record<string, string>>;
	readonly children: HtmlNode[];
	readonly parent: HtmlElement | HtmlDocument | null;
	/** Where its first and its last character are in the source. */
	readonly startIndex: number | null;
	readonly endIndex: number | null;
}

interface HtmlComment {
	readonly type: "comment" | "directive" | "cdata";
	readonly data: string;
}

export interface HtmlDocument {
	readonly type: "root";
	readonly children: HtmlNode[];
}

type HtmlNode = HtmlText | HtmlElement | HtmlComment;

/** Never fails: faulty HTML gives a tree as well, as in mail programs. */
export function parseDocument(html: string): HtmlDocument {
	return parse(html, {
		withStartIndices: true,
		withEndIndices: true,
	}) as unknown as HtmlDocument;
}

/** The text of every comment. Outlook shows what is in conditional ones. */
export function commentsOf({ children }: HtmlDocument | HtmlElement): string[] {
	return children.flatMap((child) =>
		isTag(child) ? commentsOf(child) : isComment(child) ? [child.data] : [],
	);
}

/**
 * What Outlook takes for HTML: the inside of every conditional comment, and of
 * those within. It reads them leniently, and so do we: spaces may be anywhere,
 * and the end may be missing.
 */
export function conditionalDocuments(
	root: HtmlDocument | HtmlElement,
): HtmlDocument[] {
	return commentsOf(root).flatMap((comment) => {
		// In HTML a CDATA section ends at its first ">" (HTML, 13.2.5.42).
		const inside =
			/^(?:\s*\[\s*if\b[^\]]*\]\s*|\[CDATA\[[^>]*)>([\s\S]*)$/i.exec(
				comment,
			)?.[1];
		if (inside === undefined) return [];
		const dom = parseDocument(
			inside.replace(/<!\s*(?:--\s*)?\[\s*endif\s*\]\s*(?:--\s*)?$/i, ""),
		);
		return [dom, ...conditionalDocuments(dom)];
	});
}

export function isTag(node: HtmlNode | HtmlDocument): node is HtmlElement {
	return node.type === "tag" || node.type === "script" || node.type === "style";
}

function isComment(node: HtmlNode): node is HtmlComment {
	return node.type === "comment";
}

export function isText(node: HtmlNode): node is HtmlText {
	return node.type === "text";
}
