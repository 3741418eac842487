import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { ComparisonRow, Verdict } from "../catalog-tables.ts";
import type { Db } from "../schema.ts";
import {
	type ComparisonRecord,
	comparisonsById,
	type ToolRecord,
	toolsById,
} from "./catalog.ts";
import { publishedBy } from "./published-tools.ts";

/** What an index of the site is limited to. Absent: not limited. */
export interface BrowseFilter {
	/** Exactly as the tools have it. */
	category?: string;
	/** Words that must all be in the name, slug, tagline or category of one tool, in any letters. */
	words?: readonly string[];
}

/** Both tools ship, both skip, or one does and the other does not. */
export type PairVerdict = "both-ship" | "both-skip" | "one-ships";

/**
 * Published comparisons, newest first.
 *
 * @param after the last row of the previous page
 */
export async function browseComparisons(
	db: Db,
	until: Instant,
	limit: number,
	filter: BrowseFilter & {
		verdict?: PairVerdict;
		after?: Pick<ComparisonRow, "published_at" | "id">;
	},
): Promise<ComparisonRecord[]> {
	const { verdict, after } = filter;
	const match = toolMatches(filter);
	let query = db
		.selectFrom("comparisons as c")
		.innerJoin("tools as l", "l.id", "c.left_tool_id")
		.innerJoin("tools as r", "r.id", "c.right_tool_id")
		.select("c.id")
		.where("c.published_at", "<=", until);
	if (match !== null)
		query = query.where(sql<boolean>`(${match("l")} or ${match("r")})`);
	if (verdict !== undefined) query = query.where(pairVerdictIs(verdict));
	if (after)
		query = query.where((where) =>
			where(
				where.refTuple("c.published_at", "c.id"),
				"<",
				where.tuple(after.published_at, after.id),
			),
		);
	const rows = await query
		.orderBy("c.published_at", "desc")
		.orderBy("c.id", "desc")
		.limit(limit)
		.execute();
	return comparisonsById(
		db,
		rows.map((row) => row.id),
	);
}

/**
 * Tools with a published comparison, by slug.
 *
 * @param after the last slug of the previous page
 */
export async function browseTools(
	db: Db,
	until: Instant,
	limit: number,
	filter: BrowseFilter & { verdict?: Verdict; after?: string },
): Promise<ToolRecord[]> {
	const { verdict, after } = filter;
	const match = toolMatches(filter);
	let query = db.selectFrom("tools").select("id").where(publishedBy(until));
	if (match !== null) query = query.where(match("tools"));
	if (verdict !== undefined)
		query = query.where(sql<boolean>`${panelVerdictOf("tools")} = ${verdict}`);
	if (after !== undefined) query = query.where("slug", ">", after);
	const rows = await query.orderBy("slug").limit(limit).execute();
	const ids = rows.map((row) => row.id);
	const tools = await toolsById(db, ids);
	return ids.flatMap((id) => tools.get(id) ?? []);
}

/** How many reviewers a whole panel has (`REVIEWERS` in `catalog/panel.ts`). */
const PANEL = 4;

/** `panelVerdict` of `catalog/panel.ts` as an expression, so that pages can be filtered by it. @param tool what the query calls the tool */
function panelVerdictOf(tool: string): RawBuilder<Verdict | null> {
	const share = sql.ref(`${tool}.stated_share`);
	return sql`(select case
		when count(v.verdict) < ${sql.lit(PANEL)} and ${share} is not null
			then case when ${share} >= 50 then 'ship' else 'skip' end
		when count(v.verdict) = 0 then null
		when 2 * count(case when v.verdict = 'ship' then 1 end) >= count(v.verdict) then 'ship'
		else 'skip' end
		from reviews as v where v.tool_id = ${sql.ref(`${tool}.id`)})`;
}

function pairVerdictIs(verdict: PairVerdict): RawBuilder<boolean> {
	const of = panelVerdictOf;
	if (verdict === "one-ships")
		return sql`((${of("l")} = 'ship' and ${of("r")} = 'skip') or (${of("l")} = 'skip' and ${of("r")} = 'ship'))`;
	const word = verdict === "both-ship" ? "ship" : "skip";
	return sql`(${of("l")} = ${word} and ${of("r")} = ${word})`;
}

/** A condition on one tool; null: every tool fits. */
function toolMatches({
	category,
	words = [],
}: BrowseFilter): ((tool: string) => RawBuilder<boolean>) | null {
	if (category === undefined && words.length === 0) return null;
	return (tool) =>
		sql<boolean>`(${sql.join(
			[
				...(category === undefined
					? []
					: [sql`${sql.ref(`${tool}.category`)} = ${category}`]),
				...words.map((word) => hasWord(tool, word)),
			],
			sql` and `,
		)})`;
}

const SEARCHED = ["name", "slug", "tagline", "category"];

function hasWord(tool: string, word: string): RawBuilder<boolean> {
	const tests = SEARCHED.flatMap((column) =>
		spellingsOf(word).map(
			(one) =>
				sql`lower(${sql.ref(`${tool}.${column}`)}) like ${`%${escaped(one)}%`} escape '\\'`,
		),
	);
	return sql<boolean>`(${sql.join(tests, sql` or `)})`;
}

/** SQLite's `lower` leaves letters beyond ASCII as they are, so they are looked for in small and in capital letters. */
function spellingsOf(word: string): string[] {
	const small = word.normalize("NFC").toLowerCase();
	const capitals = small.replace(/[^\0-\x7F]/gu, (one) => one.toUpperCase());
	const first = small.replace(/^[^\0-\x7F]/u, (one) => one.toUpperCase());
	return [...new Set([small, first, capitals])];
}

/** A pattern of LIKE that means the text itself. */
function escaped(text: string): string {
	return text.replace(/[\\%_]/g, "\\$&");
}
