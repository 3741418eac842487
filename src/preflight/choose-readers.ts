import type { ReaderTraits } from "../db/subscriber/reader-traits.ts";

/** Whose copy is looked at, and why theirs. */
export interface Chosen {
	reader: ReaderTraits;
	why: string;
}

/** What a name can bring into a message, and how much that may upset it. */
const STRANGE: [what: string, weight: number, pattern: RegExp][] = [
	[
		"writes from right to left",
		40,
		/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u,
	],
	[
		"holds marks that turn the direction",
		35,
		/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/,
	],
	["holds markup", 30, /[<>&]/],
	["looks like a placeholder", 25, /%%|\{\{?|\$[&\d{]/],
	["holds quotes or commas", 10, /["',;]/],
	["holds emoji", 15, /\p{Extended_Pictographic}/u],
	["has letters beyond Latin", 15, /(?!\p{Script=Latin})\p{L}/u],
	["has accents", 5, /[^\p{ASCII}]/u],
];

/**
 * The readers whose copies stand for all: the one in the middle, the largest,
 * the strangest, and one of every cohort that none of these is in. Each once.
 */
export function chooseReaders(
	median: ReaderTraits | undefined,
	others: readonly ReaderTraits[],
): Chosen[] {
	const all = [...(median ? [median] : []), ...others];
	const [first] = all;
	if (!first) return [];
	const chosen: Chosen[] = [];
	const choose = (reader: ReaderTraits, why: string) => {
		const known = chosen.find((one) => one.reader.id === reader.id);
		if (known) known.why += `; ${why}`;
		else chosen.push({ reader, why });
	};
	const middle = median ?? first;
	choose(middle, `the median: ${bookmarks(middle)}`);
	const largest = most(all, sizeOf);
	choose(largest, `the largest: ${bookmarks(largest)}`);
	const strangest = most(all, strangeness);
	choose(strangest, `the strangest: ${strangeWhy(strangest)}`);
	for (const reader of all)
		if (!chosen.some((one) => cohortOf(one.reader) === cohortOf(reader)))
			choose(reader, `reads ${cohortOf(reader)}`);
	return chosen;
}

/** "in full, as the skeptic": whose copies are compiled together. */
export function cohortOf({
	lens,
	format,
}: Pick<ReaderTraits, "lens" | "format">): string {
	return `in ${format}${lens === null ? "" : `, as the ${lens}`}`;
}

function sizeOf({ bookmarks, name, format }: ReaderTraits): number {
	// A digest in brief is small, however many bookmarks there are.
	return (
		(format === "full" ? 1_000_000 : 0) +
		bookmarks * 1_000 +
		Math.min(999, (name ?? "").length)
	);
}

function strangeness({ name, email }: ReaderTraits): number {
	const text = name ?? "";
	return (
		STRANGE.filter(([, , pattern]) => pattern.test(text)).reduce(
			(sum, [, weight]) => sum + weight,
			0,
		) +
		Math.min(40, Math.floor([...text].length / 10)) +
		Math.min(10, Math.floor(email.length / 20)) +
		(/['+]/.test(email) ? 3 : 0)
	);
}

function strangeWhy({ name }: ReaderTraits): string {
	if (name === null) return "no name is known";
	const found = STRANGE.filter(([, , pattern]) => pattern.test(name)).map(
		([what]) => what,
	);
	const length = [...name].length;
	return `the name ${found.length > 0 ? found.slice(0, 3).join(", ") : `has ${length} characters`}`;
}

function most(
	readers: readonly ReaderTraits[],
	measure: (reader: ReaderTraits) => number,
): ReaderTraits {
	return readers.reduce((best, one) =>
		measure(one) > measure(best) ? one : best,
	);
}

function bookmarks({ bookmarks: count }: ReaderTraits): string {
	return count === 1 ? "1 bookmark" : `${count} bookmarks`;
}
