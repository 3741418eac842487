import type { Kysely } from "kysely";

/** Can be run again: a kill may fall between two steps. */
export async function standings(db: Kysely<unknown>) {
	await db.schema
		.createTable("tool_standings")
		.ifNotExists()
		.addColumn("tool_id", "integer", (c) =>
			c.notNull().references("tools.id").onDelete("cascade"),
		)
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id").onDelete("cascade"),
		)
		.addColumn("verdict", "text")
		.addColumn("share", "integer")
		.addColumn("score", "integer")
		.addColumn("entry_price", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("tool_standings_key", ["tool_id", "issue_id"])
		.execute();
}
