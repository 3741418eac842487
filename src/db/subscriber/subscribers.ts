import type { Instant } from "../../time/clock.ts";
import { countAll, dialectOf, MAX_ID } from "../dialect.ts";
import type { Db, Trx } from "../schema.ts";
import type { SubscriberRow, SubscriberState } from "../subscriber-tables.ts";

/** Undefined when the address is known already. */
export async function insertSubscriber(
	db: Db,
	subscriber: Pick<
		SubscriberRow,
		"email" | "email_key" | "name" | "state" | "created_at" | "confirmed_at"
	> &
		Partial<
			Pick<
				SubscriberRow,
				"lens" | "format" | "language" | "categories" | "time_zone"
			>
		>,
): Promise<SubscriberRow | undefined> {
	return db
		.insertInto("subscribers")
		.values({
			...subscriber,
			unsubscribed_at: null,
			unsubscribed_by: null,
			updated_at: subscriber.created_at,
		})
		.onConflict((conflict) => conflict.column("email_key").doNothing())
		.returningAll()
		.executeTakeFirst();
}

export async function subscriberById(
	db: Db,
	id: number,
): Promise<SubscriberRow | undefined> {
	if (id > MAX_ID) return undefined;
	return db
		.selectFrom("subscribers")
		.selectAll()
		.where("id", "=", id)
		.where("erased_at", "is", null)
		.executeTakeFirst();
}

/** Whether there was a subscriber with this id, whose data was erased. */
export async function isErased(db: Db, id: number): Promise<boolean> {
	if (id > MAX_ID) return false;
	const row = await db
		.selectFrom("subscribers")
		.select("id")
		.where("id", "=", id)
		.where("erased_at", "is not", null)
		.executeTakeFirst();
	return row !== undefined;
}

/** @param key the address in lower case, as `parseAddress` gives it */
export async function subscriberByKey(
	db: Db,
	key: string,
): Promise<SubscriberRow | undefined> {
	return db
		.selectFrom("subscribers")
		.selectAll()
		.where("email_key", "=", key)
		.executeTakeFirst();
}

/** `subscriberByKey`, for a change that depends on what the row says: no other can come between. */
export async function lockSubscriber(
	trx: Trx,
	key: string,
): Promise<SubscriberRow | undefined> {
	return trx
		.selectFrom("subscribers")
		.selectAll()
		.where("email_key", "=", key)
		.$if(dialectOf(trx).skipLocked, (query) => query.forUpdate())
		.executeTakeFirst();
}

/** A page of subscribers in the order of their ids, those after `after`. */
export async function listSubscribers(
	db: Db,
	page: { state?: SubscriberState; after?: number; limit: number },
): Promise<SubscriberRow[]> {
	let query = db
		.selectFrom("subscribers")
		.selectAll()
		.where("id", ">", page.after ?? 0)
		.orderBy("id")
		.limit(page.limit);
	if (page.state !== undefined) query = query.where("state", "=", page.state);
	return query.execute();
}

export async function countSubscribers(
	db: Db,
): Promise<Record<SubscriberState, number>> {
	const rows = await db
		.selectFrom("subscribers")
		.select(["state", countAll.as("count")])
		.where("erased_at", "is", null)
		.groupBy("state")
		.execute();
	const counts = { pending: 0, active: 0, unsubscribed: 0 };
	for (const row of rows) counts[row.state] = row.count;
	return counts;
}

/** Makes a pending or unsubscribed subscriber active; undefined for an active one. */
export async function activateSubscriber(
	db: Db,
	id: number,
	now: Instant,
): Promise<SubscriberRow | undefined> {
	return db
		.updateTable("subscribers")
		.set({
			state: "active",
			confirmed_at: now,
			unsubscribed_at: null,
			unsubscribed_by: null,
			updated_at: now,
		})
		.where("id", "=", id)
		.where("state", "!=", "active")
		.returningAll()
		.executeTakeFirst();
}

/** Undefined for a subscriber who had left already: the first time and way of leaving are kept. */
export async function markUnsubscribed(
	db: Db,
	id: number,
	now: Instant,
	how: string,
): Promise<SubscriberRow | undefined> {
	return db
		.updateTable("subscribers")
		.set({
			state: "unsubscribed",
			unsubscribed_at: now,
			unsubscribed_by: how,
			updated_at: now,
		})
		.where("id", "=", id)
		.where("state", "!=", "unsubscribed")
		.returningAll()
		.executeTakeFirst();
}
