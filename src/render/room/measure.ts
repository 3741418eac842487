import { heightOf } from "./height.ts";

/** How much of a message there is: words of its longer part, pixels at 600, bytes of HTML and of text. */
export interface Size {
	words: number;
	pixels: number;
	html: number;
	text: number;
}

/** What is left of a message for what is the reader's own. Below zero: it is over already. */
export type Room = Size;

/** What a mail of three leads and five briefs may have, whatever is in them. */
export const LIMITS: Readonly<Size> = {
	words: 900,
	pixels: 4_500,
	html: 45_000,
	text: 9_000,
};

/** What the estimate of a height can be too low by. */
const ERROR = 1.02;

/**
 * The size of a message with nothing of a reader's own in it.
 *
 * @param isBrief a brief message is never high: its words end it long before
 */
export function sizeOf(html: string, text: string, isBrief: boolean): Size {
	return {
		words: Math.max(wordsOf(visible(html)), wordsOf(text)),
		pixels: isBrief ? 0 : Math.round(heightOf(html) * ERROR),
		html: Buffer.byteLength(html),
		text: Buffer.byteLength(text),
	};
}

/** What of the limits a size leaves. */
export function roomBeside(size: Size): Room {
	return {
		words: LIMITS.words - size.words,
		pixels: LIMITS.pixels - size.pixels,
		html: LIMITS.html - size.html,
		text: LIMITS.text - size.text,
	};
}

/** Whether something has room, in each measure. */
export function hasRoom(room: Room, { words, pixels, html, text }: Size) {
	return (
		words < room.words &&
		pixels < room.pixels &&
		html < room.html &&
		text < room.text
	);
}

function visible(html: string): string {
	return html
		.slice(html.indexOf("<body"))
		.replace(/<[^>]*>/g, " ")
		.replace(/&[#\w]+;/g, "");
}

function wordsOf(text: string): number {
	let count = 0;
	for (const word of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(word)) count++;
	return count;
}
