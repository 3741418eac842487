import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
export async function preflight(db: Kysely<unknown>, dialect: Dialect) {
	const { schema } = db;

	await dialect
		.withId(schema.createTable("preflights").ifNotExists())
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id"),
		)
		.addColumn("content_hash", "text", (c) => c.notNull())
		.addColumn("template_hash", "text", (c) => c.notNull())
		.addColumn("at", "text", (c) => c.notNull())
		.addColumn("seen", "integer", (c) => c.notNull())
		.addColumn("report", "text", (c) => c.notNull())
		.execute();

	await schema
		.createIndex("preflights_by_issue")
		.ifNotExists()
		.on("preflights")
		.columns(["issue_id", "id"])
		.execute();
}
