import { type RawBuilder, sql } from "kysely";
import { countAll, dialectOf } from "../dialect.ts";
import type { Db } from "../schema.ts";
import { type AudienceTerm, audienceWhere } from "../subscriber/audience.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";

/** A subscriber in a list. */
export type ListedPerson = Pick<
	SubscriberRow,
	| "id"
	| "email"
	| "email_key"
	| "name"
	| "state"
	| "created_at"
	| "suppressed"
	| "paused_until"
>;

const LISTED = [
	...(["id", "email", "email_key", "name", "state"] as const),
	...(["created_at", "suppressed", "paused_until"] as const),
] as const;

/** Sorts behind everything that a prefix can be followed by. */
const LAST = "\u{10ffff}";

/** Those whose address begins so, in the order of their addresses, behind `after`. */
export async function peopleByAddress(
	db: Db,
	prefix: string,
	page: { after: string; limit: number },
): Promise<ListedPerson[]> {
	const key = bytewise(db, sql`email_key`);
	const from = prefix.toLowerCase();
	return db
		.selectFrom("subscribers")
		.select(LISTED)
		.where(sql<boolean>`${key} >= ${from}`)
		.where(sql<boolean>`${key} < ${from + LAST}`)
		.where(sql<boolean>`${key} > ${page.after}`)
		.where("erased_at", "is", null)
		.orderBy(key)
		.limit(page.limit)
		.execute();
}

/** The first whose name begins so, in the order of their names. */
export async function peopleByName(
	db: Db,
	prefix: string,
	limit: number,
): Promise<ListedPerson[]> {
	const name = bytewise(db, sql`lower(name)`);
	return (
		db
			.selectFrom("subscribers")
			.select(LISTED)
			.where("name", "is not", null)
			// The database's own lower(), which is the index's.
			.where(sql<boolean>`${name} >= lower(cast(${prefix} as text))`)
			.where(sql<boolean>`${name} < lower(cast(${prefix} as text)) || ${LAST}`)
			.where("erased_at", "is", null)
			.orderBy(name)
			.orderBy("id")
			.limit(limit)
			.execute()
	);
}

/** As both databases compare by bytes: what begins alike stands together. */
function bytewise(db: Db, column: RawBuilder<unknown>): RawBuilder<string> {
	return dialectOf(db).name === "postgres"
		? sql<string>`${column} collate "C"`
		: sql<string>`${column}`;
}

/** How many a filter selects among the ids up to `until`. */
export async function countPeopleUpTo(
	db: Db,
	terms: readonly AudienceTerm[],
	until: number,
): Promise<number> {
	const { count } = await db
		.selectFrom("subscribers")
		.select(countAll.as("count"))
		.where("id", "<=", until)
		.where(audienceWhere(terms))
		.executeTakeFirstOrThrow();
	return count;
}

/** Those among the ids behind `after`, up to `until`, whom a filter selects. */
export async function peopleInRange(
	db: Db,
	terms: readonly AudienceTerm[],
	range: { after: number; until: number; limit: number },
): Promise<ListedPerson[]> {
	return db
		.selectFrom("subscribers")
		.select(LISTED)
		.where("id", ">", range.after)
		.where("id", "<=", range.until)
		.where("erased_at", "is", null)
		.where(audienceWhere(terms))
		.orderBy("id")
		.limit(range.limit)
		.execute();
}
