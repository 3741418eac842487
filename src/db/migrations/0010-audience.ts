import type { Kysely } from "kysely";

/** Who is erased, whom an issue is for, who shows no sign of life, and what is counted once rows are let go. */
export async function audience(db: Kysely<unknown>) {
	for (const name of ["erased_at", "accepted_at", "seen_at", "asked_at"])
		await addText(db, "subscribers", name);
	await addText(db, "consents", "address_hash");
	await addText(db, "issues", "audience");

	await db.schema
		.createTable("delivery_counts")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id").onDelete("cascade"),
		)
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("count", "integer", (c) => c.notNull())
		.addPrimaryKeyConstraint("delivery_counts_key", ["issue_id", "state"])
		.execute();
}

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
async function addText(
	db: Kysely<unknown>,
	table: string,
	name: string,
): Promise<void> {
	const tables = await db.introspection.getTables();
	const there = tables.find((one) => one.name === table)?.columns;
	if (!there?.some((column) => column.name === name))
		await db.schema.alterTable(table).addColumn(name, "text").execute();
}
