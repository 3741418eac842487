import {
	type MarkedText,
	type Piece,
	piecesOf,
} from "../../issue/content/marks.ts";
import { isHidden } from "../checks/dom.ts";
import {
	type HtmlDocument,
	type HtmlElement,
	isTag,
	isText,
} from "../checks/html-tree.ts";
import type { RenderedCopy } from "../rendered-copy.ts";

/*
 * The texts of a marked part: which of them are content, which are the reader's,
 * and which come from the templates.
 */

/** A piece of the HTML part. */
export interface HtmlPiece extends Piece {
	/** Where its text begins in the source. */
	at: number;
	/** A mail program does not show it. */
	hidden: boolean;
}

/** A text of the content at one place of a part. */
export interface PlacedText {
	path: string;
	/** What the content has. */
	text: string;
	/** What the part has. */
	shown: string;
}

const NOT_TEXT = new Set(["style", "script", "head"]);

/** The texts of the body in their order. */
export function htmlPieces(
	dom: HtmlDocument,
	texts: readonly MarkedText[],
): HtmlPiece[] {
	const pieces: HtmlPiece[] = [];
	const state: { origin: Piece["origin"] } = { origin: null };
	const collect = (
		{ children }: HtmlDocument | HtmlElement,
		hidden: boolean,
	): void => {
		for (const child of children)
			if (isText(child)) {
				const at = child.startIndex ?? 0;
				for (const piece of piecesOf(child.data, texts, state))
					pieces.push({ ...piece, at, hidden });
			} else if (isTag(child) && !NOT_TEXT.has(child.name)) {
				const { role, "aria-label": label } = child.attribs;
				// What is read aloud in place of a sign.
				if (role === "img" && label)
					for (const piece of piecesOf(label, texts))
						pieces.push({ ...piece, at: child.startIndex ?? 0, hidden });
				collect(child, hidden || isHidden(child));
			}
	};
	collect(dom, false);
	return pieces;
}

/** The texts of the content that a part shows, in their order. */
export function placedTexts(pieces: readonly Piece[]): PlacedText[] {
	const placed = new Map<MarkedText, PlacedText>();
	for (const { origin, text } of pieces) {
		if (origin === null || origin === "reader") continue;
		const known = placed.get(origin);
		if (known) known.shown += text;
		else placed.set(origin, { ...origin, shown: text });
	}
	return [...placed.values()];
}

/** The template's own text among some pieces, with a space between them. */
export function ownText(pieces: readonly Piece[]): string {
	return pieces
		.map(({ origin, text }) => (origin === null ? text : ""))
		.join(" ");
}

/**
 * Whether a part shows a text as it is. A part may break it over lines, even
 * within a long word, isolate its direction, and write it in capitals.
 */
export function isShown({ text, shown }: PlacedText): boolean {
	return squeezed(text).toUpperCase() === squeezed(shown).toUpperCase();
}

/** Without white space, control characters and the invisible marks of a direction or of a place to break. */
export function squeezed(text: string): string {
	return text
		.toWellFormed()
		.replace(
			/[\s\p{Cc}\u00AD\u200B\u200E\u200F\u061C\u202A-\u202E\u2060\u2066-\u2069]/gu,
			"",
		);
}

/** Both parts of a copy, in their pieces. */
export function partsOf({
	dom,
	text,
	texts,
}: Pick<RenderedCopy, "dom" | "text" | "texts">): {
	part: "HTML part" | "text part";
	pieces: readonly Piece[];
}[] {
	return [
		{
			part: "HTML part",
			pieces: htmlPieces(dom, texts ?? []).filter(({ hidden }) => !hidden),
		},
		{ part: "text part", pieces: piecesOf(text, texts ?? []) },
	];
}
