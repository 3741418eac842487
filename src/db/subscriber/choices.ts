import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { publishedBy } from "../catalog/published-tools.ts";
import type { Db } from "../schema.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";

/** What a subscriber may choose for themselves, as the row keeps it. */
export type Choices = Partial<
	Pick<
		SubscriberRow,
		| "name"
		| "lens"
		| "format"
		| "language"
		| "categories"
		| "paused_until"
		| "time_zone"
		| "tracking"
	>
>;

/** Nothing for an unknown subscriber. */
export async function updatePreferences(
	db: Db,
	id: number,
	choices: Choices,
	now: Instant,
): Promise<SubscriberRow | undefined> {
	return db
		.updateTable("subscribers")
		.set({ ...choices, updated_at: now, seen_at: now })
		.where("id", "=", id)
		.where("erased_at", "is", null)
		.returningAll()
		.executeTakeFirst();
}

/** A link has two bytes for it: after 65,535 it starts at 0 again. */
export async function raiseEpoch(
	db: Db,
	id: number,
	now: Instant,
): Promise<void> {
	await db
		.updateTable("subscribers")
		.set({ epoch: sql<number>`(epoch + 1) % 65536`, updated_at: now })
		.where("id", "=", id)
		.execute();
}

/**
 * Every category that a tool has, in alphabetical order.
 *
 * @param until leaves out tools without a comparison that is published by then
 */
export async function categoriesOfTools(
	db: Db,
	until?: Instant,
): Promise<string[]> {
	let query = db
		.selectFrom("tools")
		.select("category")
		.distinct()
		.where("category", "<>", "")
		.orderBy("category");
	if (until !== undefined) query = query.where(publishedBy(until));
	const rows = await query.execute();
	return rows.map((row) => row.category);
}
