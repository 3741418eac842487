import { Failure } from "../../../errors.ts";
import { visible } from "../../../text/visible-text.ts";
import { folded } from "./fold.ts";

/**
 * The column that somebody named: by its header, by `Email (2)` for the second of
 * one name, or by `#3` for the third column.
 *
 * @returns its index, from 0
 * @throws Failure `bad-columns` when there is none, or several
 */
export function findColumn(header: readonly string[], name: string): number {
	const wanted = name.trim();
	const same = indexesOf(header, wanted);
	if (same.length === 1) return same[0] ?? 0;
	if (same.length > 1)
		throw badColumns(
			`${same.length} columns are called “${visible(wanted)}”. Say which: ${same.map((index) => nameFor(header, index)).join(" or ")}`,
		);
	const byNumber = Number(/^#(\d+)$/.exec(wanted)?.[1] ?? 0);
	if (byNumber >= 1 && byNumber <= header.length) return byNumber - 1;
	const [, title = "", nth = ""] = /^"?(.+?)"?\s*\((\d+)\)$/.exec(wanted) ?? [];
	const found = title === "" ? undefined : indexesOf(header, title)[+nth - 1];
	if (found !== undefined) return found;
	throw badColumns(
		`no column is called “${visible(wanted)}”. ${listOf(header)}`,
	);
}

/** Exactly equal headers, or else those that are equal but for case, accents and signs. */
function indexesOf(header: readonly string[], name: string): number[] {
	const where = (test: (title: string) => boolean) =>
		header.flatMap((title, index) => (test(title) ? [index] : []));
	const exact = where((title) => title.trim() === name);
	if (exact.length > 0 || folded(name) === "") return exact;
	return where((title) => folded(title) === folded(name));
}

/** How to name a column on the command line, so that `findColumn` finds it. */
export function nameFor(header: readonly string[], index: number): string {
	const title = (header[index] ?? "").trim();
	const same = indexesOf(header, title);
	const isPlain =
		title !== "" &&
		/^[^"'\\$`,!=#\p{C}\p{Z}]*(?: [^"'\\$`,!=#\p{C}\p{Z}]+)*$/u.test(title);
	if (!isPlain) return `#${index + 1}`;
	return same.length > 1
		? `"${title} (${same.indexOf(index) + 1})"`
		: `"${title}"`;
}

export function listOf(header: readonly string[]): string {
	return `There are: ${header.map((title) => `“${visible(title)}”`).join(", ")}.`;
}

export function badColumns(what: string): Failure {
	return new Failure(
		"bad-columns",
		`The first line must name the columns, and ${what}`,
	);
}
