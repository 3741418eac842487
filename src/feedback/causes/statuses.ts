import type { Cause } from "./cause.ts";

/**
 * What an enhanced status code means when the words do not say it (RFC 3463, the
 * IANA registry). Codes that servers use for everything (5.0.0, 5.1.0, 5.2.0,
 * 5.5.0) are not here: they decide nothing.
 */
const STATUSES: readonly (readonly [pattern: RegExp, cause: Cause])[] = [
	[/^5\.1\.(?:1|2|3|6|10)$/, "gone"],
	[/^5\.1\.[78]$/, "policy-us"],
	[/^5\.2\.1$/, "disabled"],
	[/^[45]\.2\.2$/, "full"],
	[/^5\.(?:2\.3|3\.4)$/, "content"],
	[/^5\.6\.\d+$/, "content"],
	[/^5\.7\.(?:12[49]|13[3-6])$/, "policy-them"],
	[/^5\.7\.\d+$/, "policy-us"],
	[/^5\.4\.4$/, "gone"],
	[/^5\.[34]\.\d+$/, "transient"],
	[/^4\.\d+\.\d+$/, "transient"],
];

/** The cause that a status code names alone; null: it says nothing. */
export function causeOfStatus(status: string): Cause | null {
	return STATUSES.find(([pattern]) => pattern.test(status))?.[1] ?? null;
}
