import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import { singleLine } from "../single-line.ts";

/*
 * A text part has no way to escape a sign, so while it is written its slots
 * stand between control characters, which no content holds once it is plain.
 * At the end they become marks, and the per cent signs of the content become
 * slots of their own that print one: content never reads as a mark.
 */

const OPEN = "\u0001";
const CLOSE = "\u0002";

/** The place of a slot's value, while a text is being written. */
export function place(name: string): string {
	return `${OPEN}${name}${CLOSE}`;
}

/** Text written once, and pieces of it that only some readers get or that repeat. */
export interface TextDraft {
	body: string;
	partials: Record<string, string>;
}

/** Keeps a piece for those readers to whom `condition` applies (slots.ts); returns its place. */
export function when(
	draft: TextDraft,
	condition: string,
	piece: string,
): string {
	return keep(draft, `when:${condition}`, piece);
}

/** Keeps a piece that repeats for each bookmark of a reader; returns its place. */
export function eachTool(draft: TextDraft, piece: string): string {
	return keep(draft, "each:tools", piece);
}

/** The draft with its places turned into marks. */
export function finish(draft: TextDraft): CompiledPart {
	return {
		body: marked(draft.body),
		partials: Object.fromEntries(
			Object.entries(draft.partials).map(([name, piece]) => [
				name,
				marked(piece),
			]),
		),
	};
}

/** Every text of an issue's content, made fit for the draft: one line, no control characters. */
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

function keep(draft: TextDraft, kind: string, piece: string): string {
	const name = `${kind}:${Object.keys(draft.partials).length + 1}`;
	draft.partials[name] = piece;
	return place(name);
}

function marked(text: string): string {
	return text
		.replaceAll("%", place("percent"))
		.replaceAll(OPEN, "%%slot:")
		.replaceAll(CLOSE, "%%");
}
