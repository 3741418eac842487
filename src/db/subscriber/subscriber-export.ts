import type { Instant } from "../../time/clock.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";
import {
	type AudienceTerm,
	audienceWhere,
	BOUNCES,
	LAST_ACCEPTED,
} from "./audience.ts";

import { type IdRange, inRange } from "./id-range.ts";

/** A subscriber, and whether mail reaches them. */
export interface ReachedSubscriber extends SubscriberRow {
	last_accepted_at: Instant | null;
	/** Issues in a row that did not reach them. */
	consecutive_bounces: number;
}

/** A page of the subscribers that a filter selects, in the order of their ids. */
export async function subscribersInAudience(
	db: Db,
	terms: readonly AudienceTerm[],
	page: { after: number; limit: number },
): Promise<ReachedSubscriber[]> {
	return db
		.selectFrom("subscribers")
		.selectAll()
		.select([
			LAST_ACCEPTED.as("last_accepted_at"),
			BOUNCES.as("consecutive_bounces"),
		])
		.where("id", ">", page.after)
		.where(audienceWhere(terms))
		.orderBy("id")
		.limit(page.limit)
		.execute();
}

/** Those in a range whom a filter selects: a query that ends soon however few they are. */
export async function audienceInRange(
	db: Db,
	terms: readonly AudienceTerm[],
	range: IdRange,
): Promise<SubscriberRow[]> {
	return db
		.selectFrom("subscribers")
		.selectAll()
		.where(inRange(range))
		.where(audienceWhere(terms))
		.orderBy("id")
		.execute();
}

export async function countAudience(
	db: Db,
	terms: readonly AudienceTerm[],
): Promise<number> {
	const { count } = await db
		.selectFrom("subscribers")
		.select(countAll.as("count"))
		.where(audienceWhere(terms))
		.executeTakeFirstOrThrow();
	return count;
}

/** Whether a filter selects this subscriber. */
export async function isInAudience(
	db: Db,
	terms: readonly AudienceTerm[],
	id: number,
): Promise<boolean> {
	const row = await db
		.selectFrom("subscribers")
		.select("id")
		.where("id", "=", id)
		.where(audienceWhere(terms))
		.executeTakeFirst();
	return row !== undefined;
}

export interface ProvenConsent {
	subscriber_id: number;
	source: string;
	confirmed_at: Instant;
	ip: string | null;
	form_url: string | null;
	text: string | null;
}

/** The newest proven consent of each. */
export async function newestConsents(
	db: Db,
	subscriberIds: readonly number[],
): Promise<Map<number, ProvenConsent>> {
	if (subscriberIds.length === 0) return new Map();
	const rows = await db
		.selectFrom("consents as c")
		.leftJoin("consent_texts as t", "t.version", "c.text_version")
		.select(["c.subscriber_id", "c.source", "c.ip", "c.form_url", "t.text"])
		.select((eb) => eb.ref("c.confirmed_at").$notNull().as("confirmed_at"))
		.where("c.subscriber_id", "in", subscriberIds)
		.where("c.confirmed_at", "is not", null)
		.orderBy("c.id")
		.execute();
	return new Map(rows.map((row) => [row.subscriber_id, row]));
}

/** The slugs of the tools that each bookmarked, the oldest bookmark first. */
export async function bookmarkedSlugs(
	db: Db,
	subscriberIds: readonly number[],
): Promise<Map<number, string[]>> {
	const slugs = new Map<number, string[]>();
	if (subscriberIds.length === 0) return slugs;
	const rows = await db
		.selectFrom("bookmarks as b")
		.innerJoin("tools as t", "t.id", "b.tool_id")
		.select(["b.subscriber_id", "t.slug"])
		.where("b.subscriber_id", "in", subscriberIds)
		.orderBy("b.created_at")
		.orderBy("t.slug")
		.execute();
	for (const { subscriber_id, slug } of rows)
		slugs.set(subscriber_id, [...(slugs.get(subscriber_id) ?? []), slug]);
	return slugs;
}
