interface Prices {
	entryPrice: string;
	pricing: string;
}

/**
 * What is said of a tool's prices where there is room: what it costs to begin
 * with, and the pricing. What the pricing begins with is not said before it:
 * "$20 a seat and month" alone, where it is $20/mo. Empty: neither is given.
 *
 * @param plain a text without what was put around it for checks
 */
export function pricesOf(
	{ entryPrice, pricing }: Prices,
	plain = (text: string) => text,
): string[] {
	return [
		...(beginsWith(plain(pricing), plain(entryPrice)) ? [] : [entryPrice]),
		pricing,
	].filter((text) => plain(text).trim() !== "");
}

/** The one price where there is less room: the entry price, or else the pricing; empty: neither is given. */
export function onePriceOf(
	{ entryPrice, pricing }: Prices,
	plain = (text: string) => text,
): string {
	return plain(entryPrice).trim() === "" ? pricing : entryPrice;
}

/** Whether the pricing begins with the amount of the entry price: with "$20" of "$20/mo", and not with "$20" of "$200". */
function beginsWith(pricing: string, entryPrice: string): boolean {
	const [amount = ""] = normal(entryPrice).split(/[\s/]/);
	const whole = normal(pricing);
	const rest = whole.slice(amount.length);
	return whole.startsWith(amount) && !/^(?:[\p{L}\p{N}]|[.,]\p{N})/u.test(rest);
}

/** Without the space around, the signs of direction and the case. */
function normal(text: string): string {
	return text
		.replace(/[\u2066-\u2069]/g, "")
		.trim()
		.toLowerCase();
}
