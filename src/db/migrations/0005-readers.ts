import type { ColumnDataType, Kysely } from "kysely";

/** What a subscriber chose, none of it asked for at sign-up; the default is what everybody gets. */
const CHOICES: [
	name: string,
	type: ColumnDataType,
	fallback?: string | number,
][] = [
	["lens", "text"],
	["format", "text", "full"],
	["categories", "text"],
	["paused_until", "text"],
	["time_zone", "text"],
	["tracking", "integer", 0],
	["epoch", "integer", 0],
];

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
export async function readers(db: Kysely<unknown>) {
	const { schema } = db;

	const there = await columnsOf(db, "subscribers");
	for (const [name, type, fallback] of CHOICES) {
		if (there.has(name)) continue;
		await schema
			.alterTable("subscribers")
			.addColumn(name, type, (c) =>
				fallback === undefined ? c : c.notNull().defaultTo(fallback),
			)
			.execute();
	}

	await schema
		.createTable("votes")
		.ifNotExists()
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id").onDelete("cascade"),
		)
		.addColumn("tool_id", "integer", (c) =>
			c.notNull().references("tools.id").onDelete("cascade"),
		)
		.addColumn("verdict", "text", (c) => c.notNull())
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("source", "text", (c) => c.notNull())
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("updated_at", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("votes_key", ["subscriber_id", "tool_id"])
		.execute();

	await schema
		.createIndex("votes_by_tool")
		.ifNotExists()
		.on("votes")
		.columns(["tool_id", "state", "verdict"])
		.execute();
}

async function columnsOf(
	db: Kysely<unknown>,
	table: string,
): Promise<Set<string>> {
	const tables = await db.introspection.getTables();
	return new Set(
		tables
			.find(({ name }) => name === table)
			?.columns.map(({ name }) => name) ?? [],
	);
}
