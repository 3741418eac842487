import { type Kysely, sql } from "kysely";
import type { Dialect } from "../dialect.ts";

/** How people come in: what they asked for, what they agreed to, what is to be mailed to them, and who is not to be mailed. */
export async function signup(db: Kysely<unknown>, dialect: Dialect) {
	await addColumns(db, "subscribers", ["suppressed"], "text");
	await addColumns(db, "confirmations", ["consent_id"], "integer");

	await dialect
		.withId(db.schema.createTable("sign_ups").ifNotExists())
		.addColumn("kind", "text", (c) => c.notNull())
		.addColumn("email", "text", (c) => c.notNull())
		.addColumn("email_key", "text", (c) => c.notNull())
		.addColumn("network", "text")
		.addColumn("source", "text", (c) => c.notNull())
		.addColumn("ip", "text")
		.addColumn("user_agent", "text")
		.addColumn("form_url", "text")
		.addColumn("text_version", "text", (c) => c.notNull())
		.addColumn("tools", "text")
		.addColumn("asked_at", "text", (c) => c.notNull())
		.execute();

	await db.schema
		.createTable("sign_up_counts")
		.ifNotExists()
		.addColumn("network", "text", (c) => c.notNull())
		.addColumn("hour", "text", (c) => c.notNull())
		.addColumn("count", "integer", (c) => c.notNull())
		.addPrimaryKeyConstraint("sign_up_counts_key", ["network", "hour"])
		.execute();

	await db.schema
		.createTable("consent_texts")
		.ifNotExists()
		.addColumn("version", "text", (c) => c.primaryKey())
		.addColumn("text", "text", (c) => c.notNull())
		.execute();

	await dialect
		.withId(db.schema.createTable("consents").ifNotExists())
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id").onDelete("cascade"),
		)
		.addColumn("source", "text", (c) => c.notNull())
		.addColumn("asked_at", "text", (c) => c.notNull())
		.addColumn("ip", "text")
		.addColumn("user_agent", "text")
		.addColumn("form_url", "text")
		.addColumn("text_version", "text")
		.addColumn("tools", "text")
		.addColumn("confirmed_at", "text")
		.addColumn("confirmed_ip", "text")
		.addColumn("confirmed_user_agent", "text")
		.execute();
	await index(db, "consents_by_subscriber", "consents", ["subscriber_id"]);

	await dialect
		.withId(db.schema.createTable("letters").ifNotExists())
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id").onDelete("cascade"),
		)
		.addColumn("kind", "text", (c) => c.notNull())
		.addColumn("consent_id", "integer")
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("due_at", "text")
		.addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("claimed_by", "text")
		.addColumn("sent_at", "text")
		.addColumn("failure", "text")
		.execute();
	await index(db, "letters_by_subscriber", "letters", [
		"subscriber_id",
		"kind",
		"created_at",
	]);
	await sql`create index if not exists letters_due on letters (due_at) where due_at is not null`.execute(
		db,
	);

	await db.schema
		.createTable("suppressions")
		.ifNotExists()
		.addColumn("address_hash", "text", (c) => c.primaryKey())
		.addColumn("reason", "text", (c) => c.notNull())
		.addColumn("source", "text", (c) => c.notNull())
		.addColumn("created_at", "text", (c) => c.notNull())
		.execute();
}

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
async function addColumns(
	db: Kysely<unknown>,
	table: string,
	names: readonly string[],
	type: "text" | "integer",
): Promise<void> {
	const tables = await db.introspection.getTables();
	const there = tables
		.find(({ name }) => name === table)
		?.columns.map(({ name }) => name);
	for (const name of names)
		if (!there?.includes(name))
			await db.schema.alterTable(table).addColumn(name, type).execute();
}

async function index(
	db: Kysely<unknown>,
	name: string,
	table: string,
	columns: string[],
): Promise<void> {
	await db.schema
		.createIndex(name)
		.ifNotExists()
		.on(table)
		.columns(columns)
		.execute();
}
