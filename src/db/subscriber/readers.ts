import { sql } from "kysely";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";

/** A subscriber as an editor chooses one. */
export interface ReaderChoice {
	id: number;
	email: string;
	name: string | null;
	bookmarks: number;
}

/** The first active subscribers, by address, whose address or name holds `search`; "" finds all. */
export async function findReaders(
	db: Db,
	search: string,
	limit = 50,
): Promise<ReaderChoice[]> {
	const typed = holding(search);
	const folded = holding(search.toLowerCase());
	return activeReaders(db)
		.where((eb) =>
			eb.or([
				sql<boolean>`${eb.ref("s.email_key")} like ${folded} escape '!'`,
				sql<boolean>`lower(${eb.ref("s.name")}) like ${folded} escape '!'`,
				// SQLite's lower() leaves all but ASCII: É is found at least as it is written.
				sql<boolean>`${eb.ref("s.name")} like ${typed} escape '!'`,
			]),
		)
		.orderBy("s.email_key")
		.limit(limit)
		.execute();
}

/** Everybody who gets the digest, as `ReaderChoice` and whatever else is asked for. */
export function activeReaders(db: Db) {
	return db
		.selectFrom("subscribers as s")
		.select((eb) => [
			"s.id",
			"s.email",
			"s.name",
			eb
				.selectFrom("bookmarks")
				.select(countAll.as("count"))
				.whereRef("subscriber_id", "=", "s.id")
				.$asScalar()
				.$notNull()
				.as("bookmarks"),
		])
		.where("s.state", "=", "active");
}

/** A pattern for `like … escape '!'` that takes every character of `text` as itself. */
function holding(text: string): string {
	return `%${text.replace(/[!%_]/g, "!$&")}%`;
}
