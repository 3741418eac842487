import { type RawBuilder, sql } from "kysely";
import { dialectOf } from "../dialect.ts";
import { toolsTold } from "../issue/issue-items.ts";
import type { Db } from "../schema.ts";

/** Why one who chose categories is left out of an issue that has none of them. */
export const NOTHING_WANTED = "nothing in their categories";

/**
 * Who chose categories and finds none of these in them, as a condition on a
 * table of subscribers. Names are compared without regard to case, which no
 * two databases fold alike: so what is chosen is folded here, and a row is
 * asked for the spellings that were found.
 *
 * @param told the categories that an issue speaks of
 * @param table what the query calls its subscribers
 */
export async function wantsNoneOf(
	db: Db,
	told: readonly string[],
	table: "subscribers" | "s" = "subscribers",
): Promise<RawBuilder<boolean>> {
	const spellings = (await chosenByAnybody(db)).filter((one) =>
		wantsAny([one], told),
	);
	const column = `${table}.categories`;
	const chose = sql<boolean>`coalesce(${sql.ref(column)}, '[]') <> '[]'`;
	return spellings.length === 0
		? sql<boolean>`(${chose})`
		: sql<boolean>`(${chose} and not exists (
			select 1 from ${dialectOf(db).entriesOf(column)} as chosen
			where chosen.value in (${sql.join(spellings)})
		))`;
}

/** Whether one of the chosen categories is among those that an issue tells of. @param chosen null: all are */
export function wantsAny(
	chosen: readonly string[] | null,
	told: readonly string[],
): boolean {
	if (chosen === null || chosen.length === 0) return true;
	const known = new Set(told.map(folded));
	return chosen.some((one) => known.has(folded(one)));
}

/** The categories of the tools that an issue tells of in full or in brief, as the catalog has them now. */
export async function categoriesInIssue(
	db: Db,
	issueId: number,
): Promise<string[]> {
	const rows = await toolsTold(db, issueId, ["lead", "brief"])
		.select("t.category")
		.execute();
	return rows.map((row) => row.category);
}

async function chosenByAnybody(db: Db): Promise<string[]> {
	const { rows } = await sql<{ value: string }>`
		select distinct chosen.value as value
		from subscribers cross join ${dialectOf(db).entriesOf("subscribers.categories")} as chosen
		where subscribers.state = 'active' and subscribers.categories is not null`.execute(
		db,
	);
	return rows.map((row) => row.value);
}

function folded(category: string): string {
	return category.trim().normalize("NFC").toLowerCase();
}
