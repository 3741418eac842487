import type { Db } from "../schema.ts";
import type { SubscriberRow } from "../subscriber-tables.ts";

/** Every row that is kept about one subscriber, by table. Keys that only the database needs are left out. */
export async function dataExportRows(
	db: Db,
	{ id, email_key }: SubscriberRow,
	addressHash: string,
) {
	return {
		consents: await db
			.selectFrom("consents as c")
			.leftJoin("consent_texts as t", "t.version", "c.text_version")
			.select([
				"c.source",
				"c.asked_at",
				"c.ip",
				"c.user_agent",
				"c.form_url",
				"c.text_version",
				"t.text",
				"c.tools",
				"c.confirmed_at",
				"c.confirmed_ip",
				"c.confirmed_user_agent",
			])
			.where("c.subscriber_id", "=", id)
			.orderBy("c.id")
			.execute(),
		confirmations: await db
			.selectFrom("confirmations")
			.select(["created_at", "expires_at", "used_at"])
			.where("subscriber_id", "=", id)
			.orderBy("created_at")
			.execute(),
		sign_ups: await db
			.selectFrom("sign_ups")
			.select(["kind", "email", "source", "ip", "user_agent", "network"])
			.select(["form_url", "text_version", "tools", "asked_at"])
			.where("email_key", "=", email_key)
			.orderBy("id")
			.execute(),
		suppressions: await db
			.selectFrom("suppressions")
			.select(["reason", "source", "created_at"])
			.where("address_hash", "=", addressHash)
			.execute(),
		bookmarks: await db
			.selectFrom("bookmarks as b")
			.innerJoin("tools as t", "t.id", "b.tool_id")
			.select(["t.slug", "t.name", "b.created_at"])
			.where("b.subscriber_id", "=", id)
			.orderBy("b.created_at")
			.execute(),
		votes: await db
			.selectFrom("votes as v")
			.innerJoin("tools as t", "t.id", "v.tool_id")
			.select(["t.slug", "t.name", "v.verdict", "v.state", "v.source"])
			.select(["v.created_at", "v.updated_at"])
			.where("v.subscriber_id", "=", id)
			.orderBy("v.created_at")
			.execute(),
		letters: await db
			.selectFrom("letters")
			.select(["kind", "created_at", "due_at", "attempts"])
			.select(["sent_at", "failure"])
			.where("subscriber_id", "=", id)
			.orderBy("id")
			.execute(),
		deliveries: await db
			.selectFrom("deliveries as d")
			.innerJoin("issues as i", "i.id", "d.issue_id")
			.select(["i.number", "d.state", "d.attempts", "d.next_attempt_at"])
			.select(["d.reader", "d.smtp_code", "d.smtp_reply", "d.reply_id"])
			.select(["d.server", "d.reason", "d.updated_at"])
			.where("d.subscriber_id", "=", id)
			.orderBy("d.issue_id")
			.execute(),
		delivery_attempts: await db
			.selectFrom("delivery_attempts as a")
			.innerJoin("issues as i", "i.id", "a.issue_id")
			.select(["i.number", "a.at", "a.result", "a.smtp_code"])
			.select(["a.said", "a.server"])
			.where("a.subscriber_id", "=", id)
			.orderBy("a.at")
			.execute(),
		setbacks: await db
			.selectFrom("setbacks as b")
			.innerJoin("issues as i", "i.id", "b.issue_id")
			.select(["i.number", "b.kind", "b.domain", "b.words", "b.cause"])
			.select("b.at")
			.where("b.subscriber_id", "=", id)
			.orderBy("b.issue_id")
			.execute(),
		feedback: await db
			.selectFrom("feedback as f")
			.leftJoin("issues as i", "i.id", "f.issue_id")
			.select(["i.number", "f.at", "f.source", "f.kind", "f.cause", "f.domain"])
			.select(["f.proven", "f.counted", "f.sent_at", "f.words", "f.action"])
			.where("f.subscriber_id", "=", id)
			.orderBy("f.at")
			.execute(),
		audit_log: await db
			.selectFrom("audit_log")
			.select(["at", "action", "before", "after"])
			.where("what", "=", `subscriber ${id}`)
			.orderBy("id")
			.execute(),
		preflights: await db
			.selectFrom("preflights as p")
			.innerJoin("issues as i", "i.id", "p.issue_id")
			.select(["i.number", "p.at"])
			.where("p.report", "like", `%"subscriber ${id}"%`)
			.orderBy("p.id")
			.execute(),
	};
}
