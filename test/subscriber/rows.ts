import type { DeliveryState } from "../../src/db/delivery-tables.ts";
import type { Db } from "../../src/db/schema.ts";

const AT = "2026-11-01T00:00:00.000Z";

/** Inserts tools with these slugs and no facts. Returns their ids in order. */
export async function insertTools(
	db: Db,
	...slugs: string[]
): Promise<number[]> {
	const rows = await db
		.insertInto("tools")
		.values(
			slugs.map((slug) => ({
				slug,
				name: slug.toUpperCase(),
				tagline: "",
				category: "",
				pricing: "",
				entry_price: "",
				best_for: "",
				description: "",
				as_of: AT,
				created_at: AT,
				updated_at: AT,
			})),
		)
		.returning("id")
		.execute();
	// Readers see a tool only once a comparison of it is published.
	await db
		.insertInto("comparisons")
		.values(
			rows.map(({ id }) => ({
				slug: `comparison-of-tool-${id}`,
				left_tool_id: id,
				right_tool_id: id,
				published_at: AT,
				weight: 0,
				created_at: AT,
				updated_at: AT,
			})),
		)
		.execute();
	return rows.map((row) => row.id);
}

/** Inserts one issue that is being sent for each state, with one delivery in that state to the subscriber. */
export async function insertDeliveries(
	db: Db,
	subscriberId: number,
	states: readonly DeliveryState[],
): Promise<void> {
	for (const state of states) {
		const { id } = await db
			.insertInto("issues")
			.values({
				state: "sending",
				window_start: AT,
				window_end: AT,
				created_at: AT,
				updated_at: AT,
				closes_window: 0,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		await db
			.insertInto("deliveries")
			.values({
				issue_id: id,
				subscriber_id: subscriberId,
				state,
				attempts: 0,
				updated_at: AT,
			})
			.execute();
	}
}
