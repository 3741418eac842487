import type { Db } from "../db/schema.ts";
import type { AudienceTerm } from "../db/subscriber/audience.ts";
import { withCategorySpellings } from "../db/subscriber/category-filter.ts";
import type { IdRange } from "../db/subscriber/id-range.ts";
import { type Instant, startOfUtcDay } from "../time/clock.ts";
import { subtractTimeSpan } from "../time/time-span.ts";
import {
	type Audience,
	type Condition,
	type FilterTime,
	parseAudience,
} from "./audience.ts";

/**
 * A stored filter for a query: a category stands for all its spellings among what readers
 * chose, because `category=ai` means those who chose “AI”, too.
 *
 * @param range whom the query looks at; null: everybody
 * @throws Failure `bad-filter`
 */
export async function audienceQuery(
	db: Db,
	filter: string | null,
	now: Instant,
	range: IdRange | null = null,
): Promise<AudienceTerm[]> {
	return withCategorySpellings(db, audienceTerms(filter, now), range);
}

/** The same for a filter that was read already. */
export async function queryOf(
	db: Db,
	audience: Audience,
	now: Instant,
): Promise<AudienceTerm[]> {
	return withCategorySpellings(db, termsOf(audience, now));
}

/**
 * The conditions of a stored filter as a query takes them, with "90 days ago" counted from `now`.
 *
 * @param filter null or empty: every subscriber
 * @throws Failure `bad-filter`
 */
export function audienceTerms(
	filter: string | null,
	now: Instant,
): AudienceTerm[] {
	return termsOf(parseAudience(filter ?? "", true), now);
}

function termsOf(audience: Audience, now: Instant): AudienceTerm[] {
	return audience.map((condition) => termOf(condition, now));
}

function termOf(condition: Condition, now: Instant): AudienceTerm {
	if ("values" in condition || "count" in condition) return condition;
	return condition.when === "never"
		? { field: "accepted", never: condition.op === "=" }
		: {
				field: condition.field,
				op: condition.op,
				at: instantOf(condition.when, now),
			};
}

function instantOf(time: FilterTime, now: Instant): Instant {
	return "day" in time ? startOfUtcDay(time.day) : subtractTimeSpan(now, time);
}
