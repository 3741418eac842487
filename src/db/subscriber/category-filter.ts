import { type RawBuilder, sql } from "kysely";
import { dialectOf } from "../dialect.ts";
import { selectToolsOfIssue } from "../issue/issue-items.ts";
import type { Db } from "../schema.ts";
import type { AudienceTerm } from "./audience.ts";
import { type IdRange, inRange } from "./id-range.ts";

/** Why a subscriber is excluded who chose categories of which the issue has none. */
export const NO_CATEGORY_MATCHES = "nothing in their categories";

/**
 * A condition on a table of subscribers: they chose categories, and none of them
 * is in the issue. Names are compared without regard to case. The databases
 * disagree on upper and lower case, so the chosen spellings that match are found
 * here, and the condition compares exact spellings.
 *
 * @param issueCategories the categories of the tools in the issue
 * @param table what the query calls its subscribers
 * @param range whom the query looks at; null: everybody
 */
export async function noCategoryMatches(
	db: Db,
	issueCategories: readonly string[],
	table: "subscribers" | "s" = "subscribers",
	range: IdRange | null = null,
): Promise<RawBuilder<boolean>> {
	const spellings = (await chosenCategories(db, range)).filter((one) =>
		matchesCategories([one], issueCategories),
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

/** Adds to the categories of a filter all spellings of them that somebody chose: the query compares exactly. @param range whom the query looks at; null: everybody */
export async function withCategorySpellings(
	db: Db,
	terms: readonly AudienceTerm[],
	range: IdRange | null = null,
): Promise<AudienceTerm[]> {
	const isCategory = (term: AudienceTerm) =>
		"field" in term && term.field === "category";
	if (!terms.some(isCategory)) return [...terms];
	const chosen = await chosenCategories(db, range);
	return terms.map((term) =>
		isCategory(term) && "values" in term
			? {
					...term,
					values: [
						...new Set([
							...term.values,
							...chosen.filter((one) => matchesCategories([one], term.values)),
						]),
					],
				}
			: term,
	);
}

/** Whether an issue has one of the chosen categories. @param chosen null or empty: every issue has */
export function matchesCategories(
	chosen: readonly string[] | null,
	issueCategories: readonly string[],
): boolean {
	if (chosen === null || chosen.length === 0) return true;
	const known = new Set(issueCategories.map(comparable));
	return chosen.some((one) => known.has(comparable(one)));
}

/** The categories of the tools in an issue's leads and briefs, as the catalog has them now. */
export async function categoriesInIssue(
	db: Db,
	issueId: number,
): Promise<string[]> {
	const rows = await selectToolsOfIssue(db, issueId, ["lead", "brief"])
		.select("t.category")
		.execute();
	return rows.map((row) => row.category);
}

async function chosenCategories(
	db: Db,
	range: IdRange | null,
): Promise<string[]> {
	const { rows } = await sql<{ value: string }>`
		select distinct chosen.value as value
		from subscribers cross join ${dialectOf(db).entriesOf("subscribers.categories")} as chosen
		where subscribers.categories is not null and ${inRange(range)}`.execute(db);
	return rows.map((row) => row.value);
}

function comparable(category: string): string {
	return category.trim().normalize("NFC").toLowerCase();
}
