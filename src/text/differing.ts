/** Characters of a text that are shown. */
const SHOWN = 60;

/** Characters that are shown before the first one that differs. */
const BEFORE = 20;

/**
 * "20 → 25": two different values, beside each other. Of long texts a piece is shown,
 * from a little before the place where they begin to differ.
 */
export function differing(before: unknown, after: unknown): string {
	const [was, is] = [before, after].map((value) => [
		...String(value ?? "none"),
	]) as [string[], string[]];
	const same = was.findIndex((one, index) => one !== is[index]);
	const differsAt = same < 0 ? was.length : same;
	const from = differsAt < SHOWN - BEFORE ? 0 : differsAt - BEFORE;
	return `${piece(was, from)} → ${piece(is, from)}`;
}

function piece(text: readonly string[], from: number): string {
	if (text.length <= SHOWN) return text.join("") || "nothing";
	const end = from + SHOWN;
	const shown = text.slice(from, end).join("").trim();
	return `“${from > 0 ? "…" : ""}${shown}${end < text.length ? "…" : ""}”`;
}
