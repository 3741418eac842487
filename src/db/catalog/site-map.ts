import { type AliasedExpression, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { SEALED_STATES } from "../issue/issues.ts";
import type { Db } from "../schema.ts";
import { publishedBy } from "./published-tools.ts";

/** A page of the site: its slug or number, and when it last changed. */
export interface SitePage {
	name: string;
	changedAt: Instant;
}

/** What there are many pages of. */
export type SitePart = "comparisons" | "tools" | "issues";

interface Row {
	id: number;
	name: string;
	changedAt: Instant;
}

/** The highest id among what is published; 0: nothing is. */
export async function highestPublishedId(
	db: Db,
	part: SitePart,
	until: Instant,
): Promise<number> {
	const row = await db
		.selectFrom(PAGES[part](db, until))
		.select("p.id")
		.orderBy("p.id", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? 0;
}

/** The published pages with ids from `first` to `last`, both included. */
export async function publishedPages(
	db: Db,
	part: SitePart,
	until: Instant,
	first: number,
	last: number,
): Promise<SitePage[]> {
	return db
		.selectFrom(PAGES[part](db, until))
		.select(["p.name", "p.changedAt"])
		.where("p.id", ">=", first)
		.where("p.id", "<=", last)
		.orderBy("p.id")
		.execute();
}

const PAGES: Record<
	SitePart,
	(db: Db, until: Instant) => AliasedExpression<Row, "p">
> = {
	comparisons: (db, until) =>
		db
			.selectFrom("comparisons")
			.select(["id", "slug as name"])
			.select(
				sql<Instant>`case when updated_at > published_at then updated_at else published_at end`.as(
					"changedAt",
				),
			)
			.where("published_at", "<=", until)
			.as("p"),
	tools: (db, until) =>
		db
			.selectFrom("tools")
			.select(["id", "slug as name", "updated_at as changedAt"])
			.where(publishedBy(until))
			.as("p"),
	issues: (db) =>
		db
			.selectFrom("issues")
			.select("id")
			.select([
				sql<string>`cast(number as text)`.as("name"),
				sql<Instant>`sealed_at`.as("changedAt"),
			])
			.where("state", "in", SEALED_STATES)
			.where("number", "is not", null)
			.where("sealed_at", "is not", null)
			.as("p"),
};
