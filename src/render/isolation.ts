import type { Theme } from "../../templates/theme.ts";
import { isolate, withoutDirection } from "../issue/words/isolate.ts";

/** A letter of a script that is written from left to right. */
const LEFT_TO_RIGHT =
	/(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}])\p{L}/u;

/**
 * A name or a fact for text of this direction: between U+2068 and U+2069 (UAX
 * #9, FSI and PDI) if a letter of it has the other direction, else plain.
 */
export function isolatedIn(dir: Theme["dir"], text: string): string {
	const plain = withoutDirection(text);
	if (dir === "ltr") return isolate(plain);
	return LEFT_TO_RIGHT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** The fields that others than the editor wrote, in any script. The rest is composed, and isolates the names in it itself. */
const NAMES = new Set([
	...["name", "address", "tool", "tagline", "category", "body"],
	...["pricing", "entryPrice", "bestFor"],
	...["publication", "postalAddress"],
]);

/** The content of an issue or of a letter with each of its names and facts isolated, at whatever depth. */
export function isolateNames<T>(dir: Theme["dir"], content: T): T {
	return isolated(dir, content, "") as T;
}

function isolated(dir: Theme["dir"], value: unknown, key: string): unknown {
	if (typeof value === "string") {
		if (NAMES.has(key)) return isolatedIn(dir, value);
		return key === "title" ? isolatedTitle(dir, value) : value;
	}
	if (Array.isArray(value)) return value.map((one) => isolated(dir, one, key));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [
			name,
			isolated(dir, one, name),
		]),
	);
}

/** "A vs B", each name by itself, so that the first stays the first. */
function isolatedTitle(dir: Theme["dir"], title: string): string {
	const names = withoutDirection(title).split(" vs ");
	return names.length === 2
		? names.map((name) => isolatedIn(dir, name)).join(" vs ")
		: isolatedIn(dir, title);
}
