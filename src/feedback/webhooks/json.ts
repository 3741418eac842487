/** More of a text is not read. */
const MAX_TEXT = 2000;

/** The value in a body of JSON; undefined: it is none. */
export function parseJson(body: Uint8Array | string): unknown {
	try {
		const text =
			typeof body === "string"
				? body
				: new TextDecoder("utf-8", { fatal: true }).decode(body);
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The value at a path of names; undefined: there is none. */
export function valueAt(value: unknown, ...path: string[]): unknown {
	let at = value;
	for (const name of path) {
		if (typeof at !== "object" || at === null || !Object.hasOwn(at, name))
			return undefined;
		at = (at as Record<string, unknown>)[name];
	}
	return at;
}

/**
 * The text or number at a path, without what no database takes; null: there is
 * none, or it is empty.
 */
export function textAt(value: unknown, ...path: string[]): string | null {
	const found = valueAt(value, ...path);
	if (typeof found === "number") return String(found);
	return typeof found === "string"
		? found
				.slice(0, MAX_TEXT)
				.toWellFormed()
				.replace(/\p{Cc}+/gu, " ")
				.trim() || null
		: null;
}

/** The list at a path; empty: there is none. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
	const found = valueAt(value, ...path);
	return Array.isArray(found) ? found : [];
}

/** The entry of a table under a name from outside; undefined: it has none. */
export function entryOf<Value>(
	table: Readonly<Record<string, Value>>,
	name: string | null,
): Value | undefined {
	return name !== null && Object.hasOwn(table, name) ? table[name] : undefined;
}
