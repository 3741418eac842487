import { type Expression, sql } from "kysely";
import type { Reviewer } from "../catalog-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";
import type { Format } from "../subscriber-tables.ts";

/** A subscriber as an editor chooses one. */
export interface ReaderOption {
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
): Promise<ReaderOption[]> {
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
function activeReaders(db: Db) {
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

/** What makes one reader's copy differ from another's. */
export interface ReaderTraits {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	bookmarks: number;
}

/** How many of a kind are fetched for the choice to be made among. */
const OF_A_KIND = 20;

/** The active subscriber in the middle, by how much they saved; undefined without any. */
export async function medianReader(db: Db): Promise<ReaderTraits | undefined> {
	const { count } = await db
		.selectFrom("subscribers")
		.select(countAll.as("count"))
		.where("state", "=", "active")
		.executeTakeFirstOrThrow();
	return traits(db)
		.orderBy("bookmarks")
		.orderBy("s.id")
		.limit(1)
		.offset(Math.floor(count / 2))
		.executeTakeFirst();
}

/** Active subscribers who stand out: by what they saved, by their name, and one of each cohort. */
export async function unusualReaders(db: Db): Promise<ReaderTraits[]> {
	const [most, longest, letters, signs, cohorts] = await Promise.all([
		traits(db)
			.orderBy("bookmarks", "desc")
			.orderBy("s.id")
			.limit(OF_A_KIND)
			.execute(),
		traits(db)
			.where("s.name", "is not", null)
			.orderBy((eb) => octets(eb.ref("s.name")), "desc")
			.orderBy("s.id")
			.limit(OF_A_KIND)
			.execute(),
		traits(db)
			.where(
				(eb) =>
					sql<boolean>`${octets(eb.ref("s.name"))} > length(${eb.ref("s.name")})`,
			)
			.orderBy("s.id", "desc")
			.limit(OF_A_KIND)
			.execute(),
		traits(db)
			.where((eb) =>
				eb.or(
					["<", "&", '"', "{", "$"].map((sign) =>
						eb("s.name", "like", `%${sign}%`),
					),
				),
			)
			.orderBy("s.id", "desc")
			.limit(OF_A_KIND)
			.execute(),
		traits(db)
			.where("s.id", "in", (eb) =>
				eb
					.selectFrom("subscribers")
					.select((inner) => inner.fn.min("id").as("id"))
					.where("state", "=", "active")
					.groupBy(["lens", "format"]),
			)
			.orderBy("s.id")
			.execute(),
	]);
	const all = [...most, ...longest, ...letters, ...signs, ...cohorts];
	return [...new Map(all.map((one) => [one.id, one])).values()];
}

function traits(db: Db) {
	return activeReaders(db).select(["s.lens", "s.format"]);
}

function octets(column: Expression<string | null>) {
	return sql<number>`octet_length(${column})`;
}
