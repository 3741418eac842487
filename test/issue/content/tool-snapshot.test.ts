import { describe, expect, test } from "vitest";
import type { ToolSnapshot } from "../../../src/db/catalog/tool-snapshots.ts";
import {
	snapshotChange,
	snapshotHeadline,
} from "../../../src/issue/content/tool-snapshot.ts";

const before: ToolSnapshot = {
	verdict: "ship",
	share: 75,
	ship: 3,
	skip: 1,
	score: 78,
	entry_price: "$10",
};

describe("the change between two snapshots of a tool", () => {
	test.each<[string, Partial<ToolSnapshot>, string | null]>([
		["nothing", {}, null],
		["a flip", { verdict: "skip", share: 25 }, "now skip, was ship"],
		["the share alone, with the same verdict", { share: 100 }, null],
		["a score", { score: 61 }, "61 points, was 78"],
		["a price", { entry_price: "$20" }, "price from $10 to $20"],
		["a price withdrawn", { entry_price: "" }, "price not given any more"],
		[
			"a price with conditions",
			{ entry_price: "$20 a month per seat, billed yearly" },
			"price from $10 to $20 a month per seat, billed yearly",
		],
		[
			"a price too long for a line",
			{
				entry_price:
					"$20 a month per seat, billed yearly, in advance, by invoice",
			},
			"price changed",
		],
		["a verdict that became unknown", { verdict: null }, null],
		["a score that became unknown", { score: null }, null],
		[
			"everything",
			{ verdict: "skip", share: 0, score: 40, entry_price: "Free" },
			"now skip, was ship · 40 points, was 78 · price from $10 to Free",
		],
	])("is described after a change of: %s", (_, change, said) => {
		expect(snapshotChange(before, { ...before, ...change })).toBe(said);
	});

	test("fits a line of the text part even when the prices are long", () => {
		const price = "$".repeat(80);
		const said = snapshotChange(
			{ ...before, score: 100, entry_price: price },
			{ ...before, verdict: "skip", score: 99, entry_price: `${price}$` },
		);
		expect(said).toBe(
			"now skip, was ship · 99 points, was 100 · price changed",
		);
		expect((said ?? "").length).toBeLessThanOrEqual(60);
	});
});

describe("the same, after the name of the tool,", () => {
	test.each<[Partial<ToolSnapshot>, string]>([
		[{ entry_price: "Free" }, "went from $10 to Free"],
		[{ entry_price: "" }, "gives no price any more"],
		[
			{ score: 61, entry_price: "Free" },
			"has 61 points, was 78 · price from $10 to Free",
		],
		[
			{ verdict: "skip", entry_price: "Free" },
			"is now a skip, was ship · price from $10 to Free",
		],
	])("goes on as a sentence after a change to %o", (change, said) => {
		expect(snapshotHeadline(before, { ...before, ...change })).toBe(said);
	});

	test("says only the new price where the old one was not given", () => {
		const unpriced = { ...before, entry_price: "" };
		expect(snapshotHeadline(unpriced, before)).toBe("has a new price: $10");
	});
});
