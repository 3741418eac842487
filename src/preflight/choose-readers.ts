import type { ReaderTraits } from "../db/subscriber/readers.ts";
import type { Reader } from "../issue/content/reader.ts";

/** A reader whose copy is checked, and why this one was chosen. */
export interface ChosenReader {
	reader: ReaderTraits;
	why: string;
}

/** What in a name can break a message, and how likely it does: the heaviest first choice. */
const UNUSUAL: [what: string, weight: number, pattern: RegExp][] = [
	[
		"is written from right to left",
		40,
		/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u,
	],
	[
		"contains marks that change the direction of text",
		35,
		/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/,
	],
	["contains markup", 30, /[<>&]/],
	["looks like a placeholder", 25, /%%|\{\{?|\$[&\d{]/],
	["contains quotes or commas", 10, /["',;]/],
	["contains emoji", 15, /\p{Extended_Pictographic}/u],
	["has letters that are not Latin", 15, /(?!\p{Script=Latin})\p{L}/u],
	["has accents", 5, /[^\p{ASCII}]/u],
];

/**
 * The readers whose copies are checked in place of all: the median by
 * bookmarks, the one with the largest copy, the one with the most unusual name,
 * and one of each cohort that is still missing. Each reader once.
 */
export function chooseReaders(
	median: ReaderTraits | undefined,
	others: readonly ReaderTraits[],
): ChosenReader[] {
	const all = [...(median ? [median] : []), ...others];
	const [first] = all;
	if (!first) return [];
	const chosen: ChosenReader[] = [];
	const choose = (reader: ReaderTraits, why: string) => {
		const known = chosen.find((one) => one.reader.id === reader.id);
		if (known) known.why += `; ${why}`;
		else chosen.push({ reader, why });
	};
	const middle = median ?? first;
	choose(middle, `the median: ${bookmarks(middle)}`);
	const largest = maximum(all, estimatedSize);
	choose(largest, `the largest: ${bookmarks(largest)}`);
	const unusual = maximum(all, unusualness);
	choose(unusual, `the most unusual: ${whyUnusual(unusual)}`);
	for (const reader of all)
		if (
			!chosen.some(
				(one) => describeCohort(one.reader) === describeCohort(reader),
			)
		)
			choose(reader, `reads ${describeCohort(reader)}`);
	return chosen;
}

/** "in full, as the skeptic". The copies of one cohort are compiled together. */
export function describeCohort({
	lens,
	format,
	language,
}: Pick<Reader, "lens" | "format"> & { language?: string | null }): string {
	return `in ${format}${lens === null ? "" : `, as the ${lens}`}${language ? `, in ${language}` : ""}`;
}

/** Compares two readers; it is no number of bytes. */
function estimatedSize({ bookmarks, name, format }: ReaderTraits): number {
	// A brief digest is small, however many bookmarks it lists.
	return (
		(format === "full" ? 1_000_000 : 0) +
		bookmarks * 1_000 +
		Math.min(999, (name ?? "").length)
	);
}

function unusualness({ name, email }: ReaderTraits): number {
	const text = name ?? "";
	return (
		UNUSUAL.filter(([, , pattern]) => pattern.test(text)).reduce(
			(sum, [, weight]) => sum + weight,
			0,
		) +
		Math.min(40, Math.floor([...text].length / 10)) +
		Math.min(10, Math.floor(email.length / 20)) +
		(/['+]/.test(email) ? 3 : 0)
	);
}

function whyUnusual({ name }: ReaderTraits): string {
	if (name === null) return "no name is known";
	const found = UNUSUAL.filter(([, , pattern]) => pattern.test(name)).map(
		([what]) => what,
	);
	const length = [...name].length;
	return `the name ${found.length > 0 ? found.slice(0, 3).join(", ") : `has ${length} characters`}`;
}

function maximum(
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
