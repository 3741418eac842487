import fc from "fast-check";
import { expect, test } from "vitest";
import { onePriceOf, pricesOf } from "../../src/catalog/prices.ts";

test.each([
	["$20/mo", "$20 a seat and month", ["$20 a seat and month"]],
	[
		"Free",
		"Free for one company; $39 a month",
		["Free for one company; $39 a month"],
	],
	["Free", "free", ["free"]],
	["$40 once", "$40", ["$40"]],
	["$2", "$20 a month", ["$2", "$20 a month"]],
	["$2", "$2.50 a month", ["$2", "$2.50 a month"]],
	["Free", "Freemium", ["Free", "Freemium"]],
	["Free", "Pay as you go", ["Free", "Pay as you go"]],
	["", "On request", ["On request"]],
	["$9", " ", ["$9"]],
	["", "", []],
])(
	"the entry price %j and the pricing %j are said as %j",
	(entryPrice, pricing, said) => {
		expect(pricesOf({ entryPrice, pricing })).toEqual(said);
	},
);

test("no amount is lost: what is left out stands at the beginning of what is said", () => {
	const price = fc.oneof(
		fc.constantFrom("", "Free", "Freemium", "$20/mo", "$2", "€0.04 per page"),
		fc.string({ maxLength: 8 }),
	);
	fc.assert(
		fc.property(price, price, (entryPrice, pricing) => {
			const said = pricesOf({ entryPrice, pricing });
			const [amount = ""] = entryPrice.trim().split(/[\s/]/);
			if (amount !== "")
				expect(said.join(" ").toLowerCase()).toContain(amount.toLowerCase());
			if (pricing.trim() !== "") expect(said).toContain(pricing);
			expect(onePriceOf({ entryPrice, pricing }).trim() === "").toBe(
				said.length === 0,
			);
		}),
	);
});
