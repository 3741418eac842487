import { expect, it } from "vitest";
import { isFurniture } from "../../src/catalog/capture/furniture.ts";
import { isScoreLine } from "../../src/catalog/capture/score-line.ts";
import {
	hasStruckPrice,
	isPrice,
} from "../../src/catalog/capture/site-lines.ts";
import {
	contradictsItself,
	parseVotes,
} from "../../src/catalog/capture/votes.ts";
import { sentencesOf } from "../../src/issue/words/quote/sentences.ts";
import { guessEncoding } from "../../src/subscriber/csv/guess-encoding.ts";
import { readConsent } from "../../src/subscriber/csv/row-cells.ts";
import { mentionOfLeaving } from "../../src/subscriber/csv/state/mentions.ts";
import { findJsonLosses } from "../../src/text/json-place.ts";
import { trimmedEnd } from "../../src/text/trimmed-end.ts";
import { breakable } from "../../templates/parts/name.ts";

/* Each of these took minutes over 1 MB, as its time grew with the square of the length. */

const MB = 1_000_000;
const long = (unit: string, size = MB) => unit.repeat(size / unit.length);

it.each<[string, () => unknown, unknown]>([
	[
		"a line of spaces for a score",
		() => isScoreLine(`ship${long(" ")}x`),
		false,
	],
	["a line of signs for an address", () => isFurniture(`${long("@")} `), false],
	[
		"a line of spaces for votes",
		() => contradictsItself(`skip${long(" ")}x`),
		false,
	],
	["a line of figures for votes", () => parseVotes(`1${long(" 1")}x`), null],
	["a price with spaces", () => hasStruckPrice(`$5 ${long(" ")}x`), false],
	["a price with words", () => isPrice(`$5/${long("an ")}!`), false],
	[
		"a number of zeros",
		() => findJsonLosses(`1${long("0")}1`).roundedNumbers,
		[],
	],
	[
		"signs that are not at the end",
		() => trimmedEnd(`${long(")")}x`, /[)]/).length,
		MB + 1,
	],
	[
		"a cell without an address",
		() => mentionOfLeaving(`list ${long("a")}`, false),
		null,
	],
	["a name of signs", () => breakable(`${long("=")}a`).length, 1],
])("%s is read in linear time", { timeout: 5_000 }, (_, read, expected) => {
	expect(read()).toEqual(expected);
});

it("a file's encoding is guessed in linear time", () => {
	const bytes = Buffer.from(`${long("a", 200_000)},Jos\xe9`, "latin1");
	expect(guessEncoding(bytes).example).toBe("José");
});

it("a sentence that ends with signs is cut off in linear time", () => {
	const text = `Good${long(")", 6_000)}. It ships.`;
	expect(sentencesOf(text, []).join("")).toBe(text);
});

it("a cell of spaces is put on one line in linear time", () => {
	expect(() => readConsent(`I${long(" ")}agree\nto it`)).toThrow(/longer than/);
	expect(readConsent("I agree \n\t to it").words).toBe("I agree to it");
});
