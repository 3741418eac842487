import {
	type CreateTableBuilder,
	type Expression,
	type RawBuilder,
	sql,
} from "kysely";
import type { Trx } from "./schema.ts";

/*
 * Everything in which the two databases differ. Queries elsewhere are written
 * once; where they need a difference they take a `Dialect` and ask it.
 */

export type DialectName = "sqlite" | "postgres";

export interface Dialect {
	readonly name: DialectName;
	/** Adds the self-counting primary key `id`. */
	withId<T extends string, C extends string>(
		table: CreateTableBuilder<T, C>,
	): CreateTableBuilder<T, C | "id">;
	/** ` for update skip locked` where several writers can be inside a transaction at once. */
	readonly skipLocked: boolean;
	/** Keeps other transactions that ask for the same name waiting until this one ends. */
	exclusively(trx: Trx, name: string): Promise<void>;
	/** What stands after the @ of the address in this column. */
	domainOf(column: string): RawBuilder<string>;
	/** The entries of the JSON array of texts in this column, as rows whose `value` they are; none for null. */
	entriesOf(column: string): RawBuilder<unknown>;
	/** How a value is bound by its place, from 1 on, in a statement written by hand. */
	parameter(place: number, type: "integer" | "text"): string;
	/** How many bound values one statement may carry. */
	readonly maxParameters: number;
}

export const sqlite: Dialect = {
	name: "sqlite",
	withId: (table) =>
		table.addColumn("id", "integer", (column) =>
			column.primaryKey().autoIncrement(),
		),
	skipLocked: false,
	// A transaction has the whole database to itself.
	exclusively: async () => {},
	domainOf: (column) =>
		sql<string>`substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1)`,
	entriesOf: (column) => sql`json_each(${sql.ref(column)})`,
	parameter: () => "?",
	maxParameters: 32_000,
};

export const postgres: Dialect = {
	name: "postgres",
	withId: (table) =>
		table.addColumn("id", "integer", (column) =>
			column.primaryKey().generatedByDefaultAsIdentity(),
		),
	skipLocked: true,
	async exclusively(trx, name) {
		await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(trx);
	},
	domainOf: (column) =>
		sql<string>`substr(${sql.ref(column)}, strpos(${sql.ref(column)}, '@') + 1)`,
	entriesOf: (column) =>
		sql`json_array_elements_text(cast(${sql.ref(column)} as json))`,
	// In a list of values nothing else would tell what they are.
	parameter: (place, type) => `cast($${place} as ${type})`,
	maxParameters: 60_000,
};

/** `count(*)` as a number: PostgreSQL counts in bigint, which its driver hands over as text. */
export const countAll = sql<number>`cast(count(*) as integer)`;

/** `sum(expression)` as a number, 0 for no rows. */
export function sumOf(expression: Expression<number | null>) {
	return sql<number>`cast(coalesce(sum(${expression}), 0) as integer)`;
}
