import { type Expression, sql } from "kysely";
import type { Reviewer } from "../catalog-tables.ts";
import { countAll } from "../dialect.ts";
import type { Db } from "../schema.ts";
import type { Format } from "../subscriber-tables.ts";
import { type AudienceTerm, audienceWhere } from "./audience.ts";

/** A subscriber in the list from which an editor chooses. */
export interface ReaderOption {
	id: number;
	email: string;
	name: string | null;
	bookmarks: number;
}

/** The first active subscribers, by address, with `search` in their address or name; "" finds all. */
export async function findReaders(
	db: Db,
	search: string,
	limit = 50,
): Promise<ReaderOption[]> {
	const typed = patternWith(search);
	const lowerCase = patternWith(search.toLowerCase());
	return activeReaders(db)
		.where((eb) =>
			eb.or([
				sql<boolean>`${eb.ref("s.email_key")} like ${lowerCase} escape '!'`,
				sql<boolean>`lower(${eb.ref("s.name")}) like ${lowerCase} escape '!'`,
				// SQLite's lower() changes ASCII only: É is found at least as it is typed.
				sql<boolean>`${eb.ref("s.name")} like ${typed} escape '!'`,
			]),
		)
		.orderBy("s.email_key")
		.limit(limit)
		.execute();
}

/** The active subscribers, as `ReaderOption`. */
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
function patternWith(text: string): string {
	return `%${text.replace(/[!%_]/g, "!$&")}%`;
}

/** What makes readers' messages differ. */
export interface ReaderTraits {
	id: number;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	language: string | null;
	bookmarks: number;
}

/** How many readers of each kind are fetched to choose from. */
const PER_KIND = 20;

/** The active subscriber of an audience with the median number of bookmarks; undefined without any. */
export async function medianReader(
	db: Db,
	audience: readonly AudienceTerm[],
): Promise<ReaderTraits | undefined> {
	const { count } = await db
		.selectFrom("subscribers")
		.select(countAll.as("count"))
		.where("state", "=", "active")
		.where(audienceWhere(audience))
		.executeTakeFirstOrThrow();
	return traits(db, audience)
		.orderBy("bookmarks")
		.orderBy("s.id")
		.limit(1)
		.offset(Math.floor(count / 2))
		.executeTakeFirst();
}

/** Active subscribers of an audience with most bookmarks, with long or unusual names, and one of each cohort. */
export async function unusualReaders(
	db: Db,
	audience: readonly AudienceTerm[],
): Promise<ReaderTraits[]> {
	const [most, longest, letters, signs, cohorts] = await Promise.all([
		traits(db, audience)
			.orderBy("bookmarks", "desc")
			.orderBy("s.id")
			.limit(PER_KIND)
			.execute(),
		traits(db, audience)
			.where("s.name", "is not", null)
			.orderBy((eb) => octets(eb.ref("s.name")), "desc")
			.orderBy("s.id")
			.limit(PER_KIND)
			.execute(),
		traits(db, audience)
			.where(
				(eb) =>
					sql<boolean>`${octets(eb.ref("s.name"))} > length(${eb.ref("s.name")})`,
			)
			.orderBy("s.id", "desc")
			.limit(PER_KIND)
			.execute(),
		traits(db, audience)
			.where((eb) =>
				eb.or(
					["<", "&", '"', "{", "$"].map((sign) =>
						eb("s.name", "like", `%${sign}%`),
					),
				),
			)
			.orderBy("s.id", "desc")
			.limit(PER_KIND)
			.execute(),
		traits(db, audience)
			.where("s.id", "in", (eb) =>
				eb
					.selectFrom("subscribers")
					.select((inner) => inner.fn.min("id").as("id"))
					.where("state", "=", "active")
					.where(audienceWhere(audience))
					.groupBy(["lens", "format", "language"]),
			)
			.orderBy("s.id")
			.execute(),
	]);
	const all = [...most, ...longest, ...letters, ...signs, ...cohorts];
	return [...new Map(all.map((one) => [one.id, one])).values()];
}

function traits(db: Db, audience: readonly AudienceTerm[]) {
	return activeReaders(db)
		.select(["s.lens", "s.format", "s.language"])
		.where("s.id", "in", (eb) =>
			eb.selectFrom("subscribers").select("id").where(audienceWhere(audience)),
		);
}

function octets(column: Expression<string | null>) {
	return sql<number>`octet_length(${column})`;
}

/** What can be told of a reader from their row alone. */
export type ReaderRowTraits = Omit<ReaderTraits, "bookmarks" | "email">;

/** The active subscribers behind an id, a piece of them. */
export async function activeReadersAfter(
	db: Db,
	after: number,
	limit: number,
): Promise<ReaderRowTraits[]> {
	return db
		.selectFrom("subscribers")
		.select(["id", "name", "lens", "format", "language"])
		.where("id", ">", after)
		.where("state", "=", "active")
		.where("suppressed", "is", null)
		.orderBy("id")
		.limit(limit)
		.execute();
}

/** The active subscribers with most bookmarks, the most first. */
export async function mostBookmarks(
	db: Db,
	limit: number,
): Promise<{ id: number; format: "full" | "brief" }[]> {
	return db
		.selectFrom("bookmarks as b")
		.innerJoin("subscribers as s", "s.id", "b.subscriber_id")
		.select(["s.id", "s.format"])
		.where("s.state", "=", "active")
		.where("s.suppressed", "is", null)
		.groupBy(["s.id", "s.format"])
		.orderBy(countAll, "desc")
		.orderBy("s.id")
		.limit(limit)
		.execute();
}
