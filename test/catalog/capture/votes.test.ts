import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCount } from "../../../src/catalog/capture/counts.ts";
import { parseVotes } from "../../../src/catalog/capture/votes.ts";

const share = (percent: number) => ({ ship: null, skip: null, share: percent });
const counts = (ship: number, skip: number) => ({ ship, skip, share: null });

describe("votes", () => {
	it.each([
		["Ship · 1,204 ship / 96 skip", counts(1204, 96)],
		["Skip · 1 204 ship / 12,310 skip", counts(1204, 12310)],
		["1.204 ship / 1'204 skip", counts(1204, 1204)],
		["1’204 ship, 1,23,456 skip", counts(1204, 123456)],
		["1\u00a0204 ship / 1\u202f204 skip", counts(1204, 1204)],
		["1\u2009204 ship · 3 skip", counts(1204, 3)],
		["4 skip / 8 ship", counts(8, 4)],
		["8 ship 4 skip", counts(8, 4)],
		["Ship: 8, Skip: 4", counts(8, 4)],
		["8 would ship, 4 would skip", counts(8, 4)],
		["38% would skip", share(62)],
		["62% would ship", share(62)],
		["62% ship / 38% skip", share(62)],
		["38% skip · 62% ship", share(62)],
		["62 %", share(62)],
		["Ship · 62%", share(62)],
		["Skip · 38%", share(38)],
		["67% · 1,204 votes", share(67)],
		["2,5% ship", share(3)],
	])("are read in %s", (text, votes) => {
		expect(parseVotes(text)).toEqual(votes);
	});

	it.each([
		"1.2k ship / 3 skip",
		"12,34 ship / 1 skip",
		"1,2345 ship / 1 skip",
		"1,204.500 ship / 1 skip",
		"Skip rate: 38%",
		"Skip · 62%",
		"62% ship / 62% skip",
		"4 ship",
		"4 ship / 3 ship",
		"101%",
		"1,204",
		"several",
	])("are not guessed from %s", (text) => {
		expect(parseVotes(text)).toBeNull();
	});
});

describe("a count", () => {
	it("is read with every separator of thousands", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 2_000_000_000 }),
				fc.constantFrom("", ",", ".", " ", "'", "’"),
				(count, separator) => {
					const text = String(count).replace(/\B(?=(?:\d{3})+$)/g, separator);
					expect(parseCount(text)).toBe(count);
				},
			),
		);
	});

	it("is never read as another number than its digits make", () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\d,. ']{1,12}$/), (text) => {
				const count = parseCount(text);
				if (count !== null)
					expect(String(count)).toBe(String(Number(text.replace(/\D/g, ""))));
			}),
		);
	});
});
