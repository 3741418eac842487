/** A part before an @, from its first sign on, so that a long text without an @ is read once. An @ may be encoded, as in links and bounce addresses. */
const LOCAL_PART =
	/(?<![^\s<>"(),;:[\]…])[^\s<>"(),;:[\]…]+?(?=(?:@|%40|=40)[\w[])/giu;

/** Foreign text for a note or the log: nobody's address can be read from it, only the domain. */
export function maskAddresses(text: string): string {
	return text.replace(LOCAL_PART, "…");
}

/**
 * Any value of a log line, with every text in it masked. An error becomes a plain
 * object, as its own properties may hold what a database or a server quoted.
 */
export function masked(value: unknown): unknown {
	if (typeof value === "string") return maskAddresses(value);
	if (Array.isArray(value)) return value.map(masked);
	if (value instanceof Error)
		return masked({
			type: value.name,
			message: value.message,
			stack: value.stack ?? "",
		});
	if (value === null || typeof value !== "object") return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, masked(one)]),
	);
}

/** Shorter ones would be found within other words. */
const MIN_NAME = 3;

/** The text without one address, nor the part before its @, which servers also quote alone. */
export function hideAddress(text: string, address: string): string {
	const name = address.slice(0, address.lastIndexOf("@"));
	return name.length < MIN_NAME
		? maskAddresses(text)
		: maskAddresses(text).replaceAll(
				new RegExp(name.replace(/[^\w]/g, "\\$&"), "gi"),
				"…",
			);
}
