import { slugIn } from "../../../templates/parts/tool-condition.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import type { BookmarkedTool, Reader } from "../../issue/content/reader.ts";
import { TemplateError } from "../../issue/renderer.ts";
import {
	bookmarkSlots,
	EARLIER_SLOT_NAMES,
	readerSlots,
	type Slots,
	TOOL_LISTS,
} from "./slots.ts";
import { linesAt, readPlace } from "./value-lines.ts";

/**
 * A piece of a compiled body. `T` is the form of the static pieces: text for a
 * preview, encoded bytes for a message.
 */
export type Segment<T, Scope> =
	| { kind: "static"; piece: T }
	| { kind: "text" | "url"; value: (scope: Scope) => string }
	/** A value of the text part, on as many lines as it takes; `between` is a line break and an indent. */
	| { kind: "lines"; lines: (scope: Scope) => readonly string[]; between: T }
	| {
			kind: "when";
			/** The name of the test: two with one name answer alike. */
			condition: string;
			test: (scope: Scope) => boolean;
			body: Segment<T, Scope>[];
	  }
	| {
			kind: "each";
			list: (reader: Reader) => readonly BookmarkedTool[];
			body: Segment<T, BookmarkedTool>[];
	  };

/** The mark of a slot. Content never holds one, because its per cent signs are escaped. */
export const MARK = /%%slot:([\p{L}\p{M}\p{N}.:@-]+)%%/u;

/**
 * Splits a compiled part into pieces, once. Merging then only walks through them.
 *
 * @throws TemplateError for a slot or a partial that does not exist
 */
export function segmentsOf(part: CompiledPart): Segment<string, Reader>[] {
	return parse(part.body, part.partials, readerSlots);
}

/** The same pieces, with the static ones in another form. */
export function mapStatic<T, U, Scope>(
	segments: readonly Segment<T, Scope>[],
	change: (piece: T) => U,
): Segment<U, Scope>[] {
	return segments.map((segment) => {
		if (segment.kind === "static")
			return { kind: "static", piece: change(segment.piece) };
		if (segment.kind === "lines")
			return { ...segment, between: change(segment.between) };
		if (segment.kind === "when")
			return { ...segment, body: mapStatic(segment.body, change) };
		if (segment.kind === "each")
			return { ...segment, body: mapStatic(segment.body, change) };
		return segment;
	});
}

/** Where a merge writes to. The values come unencoded. */
export interface Sink<T> {
	piece(piece: T): void;
	text(value: string): void;
	url(value: string): void;
}

/** Writes the pieces for one reader, in one pass. A value is never searched for marks. */
export function merge<T>(
	segments: readonly Segment<T, Reader>[],
	reader: Reader,
	sink: Sink<T>,
): void {
	walk(segments, reader, reader, sink);
}

function walk<T, Scope>(
	segments: readonly Segment<T, Scope>[],
	scope: Scope,
	reader: Reader,
	sink: Sink<T>,
): void {
	for (const segment of segments) {
		if (segment.kind === "static") sink.piece(segment.piece);
		else if (segment.kind === "when") {
			if (segment.test(scope)) walk(segment.body, scope, reader, sink);
		} else if (segment.kind === "each") {
			for (const tool of segment.list(reader))
				walk(segment.body, tool, reader, sink);
		} else if (segment.kind === "lines") {
			const [first = "", ...more] = segment.lines(scope);
			if (first !== "") sink.text(first);
			for (const line of more) {
				sink.piece(segment.between);
				sink.text(line);
			}
		} else sink[segment.kind](segment.value(scope));
	}
}

function parse<Scope>(
	body: string,
	partials: Record<string, string>,
	slots: Slots<Scope>,
): Segment<string, Scope>[] {
	const segments: Segment<string, Scope>[] = [];
	// The pattern has one group, so text and names of slots alternate.
	body.split(MARK).forEach((part, index) => {
		if (index % 2 === 1) segments.push(slot(part, partials, slots));
		else if (part !== "") segments.push({ kind: "static", piece: part });
	});
	return joinStatic(segments);
}

function slot<Scope>(
	name: string,
	partials: Record<string, string>,
	slots: Slots<Scope>,
): Segment<string, Scope> {
	if (name === "percent") return { kind: "static", piece: "%" };
	const textName = EARLIER_SLOT_NAMES.get(name) ?? name;
	if (Object.hasOwn(slots.text, textName) && slots.text[textName])
		return { kind: "text", value: slots.text[textName] };
	if (Object.hasOwn(slots.url, name) && slots.url[name])
		return { kind: "url", value: slots.url[name] };
	const placed = readPlace(name);
	const text =
		placed && Object.hasOwn(slots.text, placed.name) && slots.text[placed.name];
	if (placed && text) {
		const lines = linesAt(placed.place);
		return {
			kind: "lines",
			lines: (scope) => lines(text(scope)),
			between: `\n${" ".repeat(placed.place.indent)}`,
		};
	}
	const [kind, condition = ""] = name.split(":");
	const partial = Object.hasOwn(partials, name) ? partials[name] : undefined;
	if (partial === undefined) throw unknown(name);
	// "shelf" in issues that were sealed by earlier versions.
	if (kind === "each" || kind === "shelf") {
		const named = kind === "shelf" ? "tools" : condition;
		const list = Object.hasOwn(TOOL_LISTS, named) && TOOL_LISTS[named];
		if (!list) throw unknown(name);
		return {
			kind: "each",
			list,
			body: parse(partial, partials, bookmarkSlots),
		};
	}
	const test = testOf(condition, slots);
	if (kind !== "when" || !test) throw unknown(name);
	return {
		kind: "when",
		condition,
		test,
		body: parse(partial, partials, slots),
	};
}

/** The test of a condition such as `named` or `saved@SLUG`; undefined: there is no such condition. */
function testOf<Scope>(
	name: string,
	{ when, whenTool }: Slots<Scope>,
): ((scope: Scope) => boolean) | undefined {
	const condition = EARLIER_SLOT_NAMES.get(name) ?? name;
	if (Object.hasOwn(when, condition)) return when[condition];
	const [question = "", slug] = condition.split("@");
	const asked = Object.hasOwn(whenTool, question) ? whenTool[question] : null;
	if (!asked || !slug) return undefined;
	const named = slugIn(slug);
	return (scope) => asked(scope, named);
}

/** Joins static pieces that follow each other. */
function joinStatic<Scope>(
	segments: Segment<string, Scope>[],
): Segment<string, Scope>[] {
	const fused: Segment<string, Scope>[] = [];
	for (const segment of segments) {
		const last = fused.at(-1);
		if (last?.kind === "static" && segment.kind === "static")
			fused[fused.length - 1] = {
				kind: "static",
				piece: last.piece + segment.piece,
			};
		else fused.push(segment);
	}
	return fused;
}

function unknown(name: string): TemplateError {
	return new TemplateError(
		"the compiled issue",
		null,
		`there is no slot %%slot:${name}%%`,
	);
}
