import type { Instant } from "../../time/clock.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";

/** What readers did in a time. */
export interface Responses {
	/** Who unsubscribed or was unsubscribed. */
	leaves: number;
	/** Votes that count, by the time of their last change. */
	votes: number;
	/** Tools that were saved. */
	saves: number;
}

/** @param from belongs to it, `until` does not */
export async function responsesBetween(
	db: Db,
	from: Instant,
	until: Instant,
): Promise<Responses> {
	const leaves = await db
		.selectFrom("subscribers")
		.select(countAll.as("count"))
		.where("unsubscribed_at", ">=", from)
		.where("unsubscribed_at", "<", until)
		.executeTakeFirstOrThrow();
	const votes = await db
		.selectFrom("votes")
		.select(countAll.as("count"))
		.where("state", "=", "counted")
		.where("updated_at", ">=", from)
		.where("updated_at", "<", until)
		.executeTakeFirstOrThrow();
	const saves = await db
		.selectFrom("bookmarks")
		.select(countAll.as("count"))
		.where("created_at", ">=", from)
		.where("created_at", "<", until)
		.executeTakeFirstOrThrow();
	return { leaves: leaves.count, votes: votes.count, saves: saves.count };
}

/** When the next issue after this time was sealed; null: none was. */
export async function nextSealedAt(
	db: Db,
	after: Instant,
): Promise<Instant | null> {
	const row = await db
		.selectFrom("issues")
		.select("sealed_at")
		.where("sealed_at", ">", after)
		.orderBy("sealed_at")
		.limit(1)
		.executeTakeFirst();
	return row?.sealed_at ?? null;
}
