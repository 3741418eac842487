import type { Kysely } from "kysely";

/**
 * A delivery changes its state twice for every message. Each index that holds
 * the state is written along with it, and nothing asks for a subscriber's
 * deliveries by their state. Every step can be run again.
 */
export async function lighterDeliveries(db: Kysely<unknown>) {
	const { schema } = db;
	await schema
		.createIndex("deliveries_of_subscriber")
		.ifNotExists()
		.on("deliveries")
		.column("subscriber_id")
		.execute();
	await schema.dropIndex("deliveries_by_subscriber").ifExists().execute();
}
