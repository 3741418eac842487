import { type RawBuilder, sql } from "kysely";
import type { Db } from "../schema.ts";

/** Rows of `subscribers` by their ids: behind `after`, and up to `to`. */
export interface IdRange {
	after: number;
	to: number;
}

/** The next so many subscribers, or those that are left; null: there are none behind `after`. */
export async function nextSubscribers(
	db: Db,
	after: number,
	count: number,
): Promise<IdRange | null> {
	const { to } = await db
		.selectFrom((eb) =>
			eb
				.selectFrom("subscribers")
				.select("id")
				.where("id", ">", after)
				.orderBy("id")
				.limit(count)
				.as("next"),
		)
		.select((eb) => eb.fn.max("next.id").as("to"))
		.executeTakeFirstOrThrow();
	return to === null ? null : { after, to };
}

/** Whether a row of `subscribers` is in the range. @param range null: each row is */
export function inRange(range: IdRange | null): RawBuilder<boolean> {
	return range === null
		? sql<boolean>`true`
		: sql<boolean>`(subscribers.id > ${range.after} and subscribers.id <= ${range.to})`;
}
