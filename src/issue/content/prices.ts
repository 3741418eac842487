import type { ToolContent } from "./content.ts";
import { withoutMarks } from "./marks.ts";

type Prices = Pick<ToolContent, "entryPrice" | "pricing">;

/**
 * What is said of a tool's prices where there is room: what it costs to begin
 * with, and the pricing. What the pricing begins with is not said before it:
 * "$20 a seat and month" alone, where it is $20/mo. Empty: neither is given.
 */
export function pricesOf({ entryPrice, pricing }: Prices): string[] {
	return [
		...(isIn(withoutMarks(entryPrice), withoutMarks(pricing))
			? []
			: [entryPrice]),
		pricing,
	].filter((text) => withoutMarks(text).trim() !== "");
}

/** The one price where there is less room: the entry price, or else the pricing. Null: neither is given. */
export function onePriceOf({ entryPrice, pricing }: Prices): string | null {
	return (
		[entryPrice, pricing].find((text) => withoutMarks(text).trim() !== "") ??
		null
	);
}

/** Whether the pricing begins with the amount of the entry price: "$20" of "$20/mo". */
function isIn(entryPrice: string, pricing: string): boolean {
	const [amount = ""] = plain(entryPrice).split(/[\s/]/);
	const rest = plain(pricing).slice(amount.length);
	return (
		plain(pricing).startsWith(amount) &&
		!/^(?:[\p{L}\p{N}]|[.,]\p{N})/u.test(rest)
	);
}

/** Without the space around and the signs of direction. */
function plain(text: string): string {
	return text
		.replace(/[\u2066-\u2069]/g, "")
		.trim()
		.toLowerCase();
}
