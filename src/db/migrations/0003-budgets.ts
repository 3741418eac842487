import type { Kysely } from "kysely";

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
export async function budgets(db: Kysely<unknown>) {
	const { schema } = db;

	await schema
		.createTable("budgets")
		.ifNotExists()
		.addColumn("server", "text", (c) => c.notNull())
		.addColumn("scope", "text", (c) => c.notNull())
		.addColumn("period", "integer", (c) => c.notNull())
		.addColumn("used", "text", (c) => c.notNull())
		.addColumn("forget_at", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("budgets_key", ["scope", "server", "period"])
		.execute();

	await schema
		.createTable("slowdowns")
		.ifNotExists()
		.addColumn("server", "text", (c) => c.notNull())
		.addColumn("scope", "text", (c) => c.notNull())
		.addColumn("per_minute", "integer", (c) => c.notNull())
		.addColumn("usual", "integer", (c) => c.notNull())
		.addColumn("slowed_until", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("slowdowns_key", ["server", "scope"])
		.execute();
}
