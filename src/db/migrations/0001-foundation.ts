import type { Kysely } from "kysely";
import type { Dialect } from "../dialect.ts";

/** Every step can be run again: SQLite migrates without a transaction, and a kill may fall between two. */
export async function foundation(db: Kysely<unknown>, dialect: Dialect) {
	const { schema } = db;

	await schema
		.createTable("meta")
		.ifNotExists()
		.addColumn("key", "text", (c) => c.primaryKey())
		.addColumn("value", "text", (c) => c.notNull())
		.execute();

	await dialect
		.withId(schema.createTable("tools").ifNotExists())
		.addColumn("slug", "text", (c) => c.notNull().unique())
		.addColumn("name", "text", (c) => c.notNull())
		.addColumn("tagline", "text", (c) => c.notNull())
		.addColumn("category", "text", (c) => c.notNull())
		.addColumn("pricing", "text", (c) => c.notNull())
		.addColumn("entry_price", "text", (c) => c.notNull())
		.addColumn("best_for", "text", (c) => c.notNull())
		.addColumn("description", "text", (c) => c.notNull())
		.addColumn("stated_share", "integer")
		.addColumn("community_ship", "integer")
		.addColumn("community_skip", "integer")
		.addColumn("community_share", "integer")
		.addColumn("as_of", "text", (c) => c.notNull())
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("updated_at", "text", (c) => c.notNull())
		.execute();

	await schema
		.createTable("reviews")
		.ifNotExists()
		.addColumn("tool_id", "integer", (c) =>
			c.notNull().references("tools.id").onDelete("cascade"),
		)
		.addColumn("reviewer", "text", (c) => c.notNull())
		.addColumn("score", "integer")
		.addColumn("verdict", "text")
		.addColumn("body", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("reviews_key", ["tool_id", "reviewer"])
		.execute();

	await dialect
		.withId(schema.createTable("comparisons").ifNotExists())
		.addColumn("slug", "text", (c) => c.notNull().unique())
		.addColumn("left_tool_id", "integer", (c) =>
			c.notNull().references("tools.id"),
		)
		.addColumn("right_tool_id", "integer", (c) =>
			c.notNull().references("tools.id"),
		)
		.addColumn("published_at", "text", (c) => c.notNull())
		.addColumn("weight", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("document_hash", "text")
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("updated_at", "text", (c) => c.notNull())
		.execute();
	await schema
		.createIndex("comparisons_by_time")
		.ifNotExists()
		.on("comparisons")
		.columns(["published_at", "id"])
		.execute();
	await schema
		.createIndex("comparisons_by_left_tool")
		.ifNotExists()
		.on("comparisons")
		.column("left_tool_id")
		.execute();
	await schema
		.createIndex("comparisons_by_right_tool")
		.ifNotExists()
		.on("comparisons")
		.column("right_tool_id")
		.execute();

	await dialect
		.withId(schema.createTable("issues").ifNotExists())
		.addColumn("number", "integer", (c) => c.unique())
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("slot", "text", (c) => c.unique())
		.addColumn("window_start", "text", (c) => c.notNull())
		.addColumn("window_end", "text", (c) => c.notNull())
		.addColumn("send_at", "text")
		.addColumn("subject", "text")
		.addColumn("preheader", "text")
		.addColumn("intro", "text")
		.addColumn("note", "text")
		.addColumn("closes_window", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("approved_at", "text")
		.addColumn("approved_by", "text")
		.addColumn("approved_hash", "text")
		.addColumn("content_hash", "text")
		.addColumn("template_hash", "text")
		.addColumn("content", "text")
		.addColumn("compiled", "text")
		.addColumn("envelope", "text")
		.addColumn("recipients", "integer")
		.addColumn("sealed_at", "text")
		.addColumn("completed_at", "text")
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("updated_at", "text", (c) => c.notNull())
		.execute();
	await schema
		.createIndex("issues_by_state")
		.ifNotExists()
		.on("issues")
		.columns(["state", "window_end"])
		.execute();

	await schema
		.createTable("issue_items")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id").onDelete("cascade"),
		)
		.addColumn("comparison_id", "integer", (c) =>
			c.notNull().references("comparisons.id"),
		)
		.addColumn("place", "text", (c) => c.notNull())
		.addColumn("position", "integer", (c) => c.notNull())
		.addColumn("reason_code", "text", (c) => c.notNull())
		.addColumn("reason", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("issue_items_key", ["issue_id", "comparison_id"])
		.execute();
	await schema
		.createIndex("issue_items_by_comparison")
		.ifNotExists()
		.on("issue_items")
		.column("comparison_id")
		.execute();

	await schema
		.createTable("mailed_verdicts")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id"),
		)
		.addColumn("tool_id", "integer", (c) => c.notNull().references("tools.id"))
		.addColumn("verdict", "text", (c) => c.notNull())
		.addColumn("share", "integer", (c) => c.notNull())
		.addPrimaryKeyConstraint("mailed_verdicts_key", ["tool_id", "issue_id"])
		.execute();

	await dialect
		.withId(schema.createTable("subscribers").ifNotExists())
		.addColumn("email", "text", (c) => c.notNull())
		.addColumn("email_key", "text", (c) => c.notNull().unique())
		.addColumn("name", "text")
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("confirmed_at", "text")
		.addColumn("unsubscribed_at", "text")
		.addColumn("unsubscribed_by", "text")
		.addColumn("updated_at", "text", (c) => c.notNull())
		.execute();

	await schema
		.createTable("confirmations")
		.ifNotExists()
		.addColumn("token_hash", "text", (c) => c.primaryKey())
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id").onDelete("cascade"),
		)
		.addColumn("created_at", "text", (c) => c.notNull())
		.addColumn("expires_at", "text", (c) => c.notNull())
		.addColumn("used_at", "text")
		.execute();

	await schema
		.createTable("bookmarks")
		.ifNotExists()
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id").onDelete("cascade"),
		)
		.addColumn("tool_id", "integer", (c) => c.notNull().references("tools.id"))
		.addColumn("created_at", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("bookmarks_key", ["subscriber_id", "tool_id"])
		.execute();

	await schema
		.createTable("deliveries")
		.ifNotExists()
		.addColumn("issue_id", "integer", (c) =>
			c.notNull().references("issues.id"),
		)
		.addColumn("subscriber_id", "integer", (c) =>
			c.notNull().references("subscribers.id"),
		)
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("next_attempt_at", "text")
		.addColumn("claimed_by", "text")
		.addColumn("claimed_until", "text")
		.addColumn("fence", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("reader", "text")
		.addColumn("smtp_code", "integer")
		.addColumn("smtp_reply", "text")
		.addColumn("reason", "text")
		.addColumn("updated_at", "text", (c) => c.notNull())
		.addPrimaryKeyConstraint("deliveries_key", ["issue_id", "subscriber_id"])
		.execute();
	await schema
		.createIndex("deliveries_by_state")
		.ifNotExists()
		.on("deliveries")
		.columns(["issue_id", "state", "next_attempt_at", "subscriber_id"])
		.execute();
	await schema
		.createIndex("deliveries_by_subscriber")
		.ifNotExists()
		.on("deliveries")
		.columns(["subscriber_id", "state"])
		.execute();

	await schema
		.createTable("job_runs")
		.ifNotExists()
		.addColumn("job", "text", (c) => c.notNull())
		.addColumn("due_at", "text", (c) => c.notNull())
		.addColumn("state", "text", (c) => c.notNull())
		.addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
		.addColumn("claimed_by", "text")
		.addColumn("claimed_until", "text")
		.addColumn("started_at", "text", (c) => c.notNull())
		.addColumn("finished_at", "text")
		.addColumn("result", "text")
		.addPrimaryKeyConstraint("job_runs_key", ["job", "due_at"])
		.execute();
}
