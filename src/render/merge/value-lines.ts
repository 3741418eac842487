import { columns } from "../../issue/words/columns.ts";
import { isolate } from "../../issue/words/isolate.ts";
import { singleLine } from "../single-line.ts";
import type { Place } from "../text/text-slots.ts";
import { WIDTH, wrap } from "../text/text-wrap.ts";

/** The marks of an isolate count too, for programs that count characters. */
const MARKS = 2;

/** Most values: ASCII, which needs no isolation, and which begins neither with a space nor with a sign that quotes. */
const ORDINARY = /^[!-=?-~][ -~]*$/;

/**
 * A reader's value as the lines of the text part that it takes. A value for
 * which its line has no room begins the next one. A name from right to left is
 * isolated, and no line begins with ">" (RFC 3676, 4.5).
 */
export function valueLines(value: string, place: Place): string[] {
	const { room, lead, alone, after, indent } = place;
	const first = lead ? " " : "";
	if (ORDINARY.test(value) && first.length + value.length <= room)
		return [first + value];
	const whole = WIDTH - indent - after;
	const shown = isolate(singleLine(value));
	if (
		!(alone && /^\s*>/.test(shown)) &&
		first.length + columns(shown) + MARKS <= room
	)
		return [first + shown];
	const lines = wrap(shown, whole).split("\n");
	return alone ? lines : ["", ...lines];
}

/** More values than a message and those after it share. */
const CACHE_LIMIT = 1_000;

/** The same for one place. Many readers have the same tools bookmarked, so what is not ordinary is remembered. */
export function linesAt(place: Place): (value: string) => readonly string[] {
	const known = new Map<string, readonly string[]>();
	return (value) => {
		const before = known.get(value);
		if (before !== undefined) return before;
		if (known.size >= CACHE_LIMIT) known.clear();
		const lines = valueLines(value, place);
		known.set(value, lines);
		return lines;
	};
}

/** Reads what `valueSlot` of text/text-slots.ts writes after "lines:"; null for anything else. */
export function readPlace(slot: string): { place: Place; name: string } | null {
	const match = /^lines:(-?\d+):([012]):(\d+):(\d+):(.+)$/.exec(slot);
	if (!match) return null;
	const [room = 0, lead = 0, after = 0, indent = 0] = match
		.slice(1, 5)
		.map(Number);
	return {
		place: { room, lead: lead === 1, alone: lead === 2, after, indent },
		name: match[5] ?? "",
	};
}
