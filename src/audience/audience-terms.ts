import type { Instant } from "../clock.ts";
import type { AudienceTerm } from "../db/subscriber/audience.ts";
import { type Audience, momentAt, parseAudience } from "./audience.ts";

/** What a filter means at this moment. */
export function audienceTerms(
	audience: Audience,
	now: Instant,
): AudienceTerm[] {
	return audience.map((one): AudienceTerm => {
		if ("values" in one || "count" in one) return one;
		return one.when === "never"
			? { field: "accepted", never: one.op === "=" }
			: { field: one.field, op: one.op, at: momentAt(one.when, now) };
	});
}

/** The same of a filter as it is written; null: everybody. @throws Failure `bad-filter` */
export function termsOf(text: string | null, now: Instant): AudienceTerm[] {
	return audienceTerms(parseAudience(text ?? ""), now);
}
