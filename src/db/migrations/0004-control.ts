import type { Kysely } from "kysely";

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
export async function control(db: Kysely<unknown>) {
	const { schema } = db;

	await schema
		.createTable("delivery_attempts")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id"),
		)
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id"),
		)
		.addColumn("fence", "integer", (c) => c.notNull())
		.addColumn("at", "text", (c) => c.notNull())
		.addColumn("result", "text", (c) => c.notNull())
		.addColumn("smtp_code", "integer")
		.addColumn("said", "text")
		.addColumn("server", "text")
		.addPrimaryKeyConstraint("delivery_attempts_key", [
			"issue_id",
			"subscriber_id",
			"fence",
		])
		.execute();

	await schema
		.createTable("issue_brakes")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.primaryKey().references("issues.id"),
		)
		.addColumn("probes", "integer", (c) => c.notNull())
		.addColumn("probe_at", "text", (c) => c.notNull())
		.addColumn("since", "text", (c) => c.notNull())
		.execute();

	await schema
		.createTable("instances")
		.ifNotExists()
		.addColumn("fingerprint", "text", (c) => c.primaryKey())
		.addColumn("adopted_at", "text", (c) => c.notNull())
		.execute();
}
