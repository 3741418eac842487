import {
	type CreateTableBuilder,
	type Expression,
	type Kysely,
	type RawBuilder,
	SqliteAdapter,
	sql,
} from "kysely";
import type { Trx } from "./schema.ts";

/*
 * Everything in which the two databases differ. Queries elsewhere are written
 * once. Where they differ, they ask `dialectOf(db)`.
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
	/** See `lock`. */
	lock(trx: Trx, name: string): Promise<void>;
	/** What stands after the @ of the address in this column. */
	domainOf(column: string): RawBuilder<string>;
	/** The entries of the JSON array of texts in this column, as rows whose `value` they are; none for null. */
	entriesOf(column: string): RawBuilder<unknown>;
	/** How a value is bound by its place, from 1 on, in a statement written by hand. */
	parameter(place: number, type: "integer" | "text"): string;
	/** How many bound values one statement may carry. */
	readonly maxParameters: number;
}

/** The dialect of a database or of a transaction in it. */
export function dialectOf(db: Pick<Kysely<unknown>, "getExecutor">): Dialect {
	return db.getExecutor().adapter instanceof SqliteAdapter ? sqlite : postgres;
}

/**
 * Waits until no other transaction holds the lock `name`, and holds it to the
 * end of this one. Without it two transactions on PostgreSQL that read the same
 * rows and then write would not see each other.
 */
export async function lock(trx: Trx, name: string): Promise<void> {
	await dialectOf(trx).lock(trx, name);
}

const sqlite: Dialect = {
	name: "sqlite",
	withId: (table) =>
		table.addColumn("id", "integer", (column) =>
			column.primaryKey().autoIncrement(),
		),
	skipLocked: false,
	// A transaction begins with the write lock of the whole database.
	lock: async () => {},
	domainOf: (column) =>
		sql<string>`substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1)`,
	entriesOf: (column) => sql`json_each(${sql.ref(column)})`,
	parameter: () => "?",
	maxParameters: 32_000,
};

const postgres: Dialect = {
	name: "postgres",
	withId: (table) =>
		table.addColumn("id", "integer", (column) =>
			column.primaryKey().generatedByDefaultAsIdentity(),
		),
	skipLocked: true,
	async lock(trx, name) {
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
