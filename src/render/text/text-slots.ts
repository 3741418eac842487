import type { Theme } from "../../../templates/theme.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import { singleLine } from "../single-line.ts";

/*
 * Text has no way to escape a character. While it is written, its slots are
 * between control characters, which content on a single line never holds. In
 * the end they become marks, and the per cent signs of the content become slots
 * that print one, so that content is never read as a mark.
 */

const OPEN = "\u0001";
const CLOSE = "\u0002";

/** A slot, in a text that is being written. */
export function textSlot(name: string): string {
	return `${OPEN}${name}${CLOSE}`;
}

/**
 * A value of the reader's that may have any length and script, for a text that
 * `wrap` breaks into lines: it becomes a mark with the room on its line.
 */
export function readerValue(name: string, { dir }: Pick<Theme, "dir">): string {
	const value = `${OPEN}=${name}${CLOSE}`;
	return dir === "rtl" ? `\u2068${value}\u2069` : value;
}

/** A value in a word, as `readerValue` writes it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the marks
export const VALUE = /\u0001=([^\u0002]+)\u0002/;

/** A value that is followed by another in the same word. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the marks
export const VALUES_JOINED = /(\u0002\u2069?)(?=\u2068?\u0001)/g;

/** Where a reader's value stands in the text part, in columns. */
export interface Place {
	/** What is left of its line, without what follows the value. */
	room: number;
	/** Whether a space separates it from the word before. */
	lead: boolean;
	/** Whether nothing is before it on its line. */
	alone: boolean;
	/** How much follows it on its line. */
	after: number;
	/** The spaces before each further line. */
	indent: number;
}

/** The slot of a value, with its place (merge/value-lines.ts). */
export function valueSlot(
	name: string,
	{ room, lead, alone, after, indent }: Place,
): string {
	return textSlot(
		["lines", room, lead ? 1 : alone ? 2 : 0, after, indent, name].join(":"),
	);
}

/** A text that is being written, and its pieces that only some readers get or that repeat. */
export interface TextDraft {
	body: string;
	partials: Record<string, string>;
}

/** A piece for those readers who meet the condition (merge/slots.ts). Returns its slot. */
export function forReaders(
	draft: TextDraft,
	condition: string,
	piece: string,
): string {
	return addPartial(draft, `when:${condition}`, piece);
}

/** A piece that repeats for each tool of a reader's list (`TOOL_LISTS` in merge/slots.ts). Returns its slot. */
export function eachTool(
	draft: TextDraft,
	piece: string,
	list: "tools" | "news" | "below" | "away" = "tools",
): string {
	return addPartial(draft, `each:${list}`, piece);
}

/** The finished text, with its slots as marks. */
export function finish(draft: TextDraft): CompiledPart {
	return {
		body: withMarks(draft.body),
		partials: Object.fromEntries(
			Object.entries(draft.partials).map(([name, piece]) => [
				name,
				withMarks(piece),
			]),
		),
	};
}

/** The content with each of its texts on a single line, without control characters. */
export function singleLineContent<T>(content: T): T {
	if (typeof content === "string") return singleLine(content) as T;
	if (Array.isArray(content)) return content.map(singleLineContent) as T;
	if (typeof content !== "object" || content === null) return content;
	return Object.fromEntries(
		Object.entries(content).map(([key, value]) => [
			key,
			singleLineContent(value),
		]),
	) as T;
}

function addPartial(draft: TextDraft, kind: string, piece: string): string {
	const name = `${kind}:${Object.keys(draft.partials).length + 1}`;
	draft.partials[name] = piece;
	return textSlot(name);
}

function withMarks(text: string): string {
	return text
		.replaceAll("%", textSlot("percent"))
		.replaceAll(OPEN, "%%slot:")
		.replaceAll(CLOSE, "%%");
}
