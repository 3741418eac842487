import { OPEN_STATES } from "../delivery/delivery-states.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";

/** How much there is of one subscriber, for a page that says what becomes of it. */
export interface PersonRows {
	/** Deliveries of issues that are still to go out to them. */
	waiting: number;
	deliveries: number;
	bookmarks: number;
	votes: number;
	letters: number;
	consents: number;
	/** What came back and counts. */
	returns: number;
}

export async function personRows(db: Db, id: number): Promise<PersonRows> {
	const count = async (
		table: "bookmarks" | "votes" | "letters" | "consents" | "deliveries",
	) => {
		const row = await db
			.selectFrom(table)
			.select(countAll.as("count"))
			.where("subscriber_id", "=", id)
			.executeTakeFirstOrThrow();
		return row.count;
	};
	const waiting = await db
		.selectFrom("deliveries")
		.select(countAll.as("count"))
		.where("subscriber_id", "=", id)
		.where("state", "in", OPEN_STATES)
		.executeTakeFirstOrThrow();
	const returns = await db
		.selectFrom("feedback")
		.select(countAll.as("count"))
		.where("subscriber_id", "=", id)
		.where("counted", "=", 1)
		.executeTakeFirstOrThrow();
	return {
		waiting: waiting.count,
		deliveries: await count("deliveries"),
		bookmarks: await count("bookmarks"),
		votes: await count("votes"),
		letters: await count("letters"),
		consents: await count("consents"),
		returns: returns.count,
	};
}
