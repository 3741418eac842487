import { sql } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import { dialectOf } from "../dialect.ts";
import type { Db } from "../schema.ts";

/** One row behind a figure of a report. */
export interface ReportRow {
	subscriber_id: number;
	/** Null: erased, or not known. */
	email: string | null;
	domain: string;
	at: Instant;
	/** What a server said, or why. */
	said: string | null;
	cause: string | null;
}

/** The next deliveries in an end state, in the order of their subscribers. */
export async function deliveriesInState(
	db: Db,
	issueId: number,
	state: DeliveryState,
	page: { after: number; limit: number },
): Promise<ReportRow[]> {
	return (
		db
			.selectFrom("deliveries as d")
			.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
			.select((eb) => [
				"d.subscriber_id",
				sql<
					string | null
				>`case when ${eb.ref("s.erased_at")} is null then ${eb.ref("s.email")} end`.as(
					"email",
				),
				sql<string>`case when ${eb.ref("s.erased_at")} is null then ${dialectOf(db).domainOf("s.email_key")} else '' end`.as(
					"domain",
				),
				"d.updated_at as at",
				// Who was left out may have had an answer before: it is not why.
				(state === "excluded"
					? eb.fn.coalesce("d.reason", "d.smtp_reply")
					: eb.fn.coalesce("d.smtp_reply", "d.reason")
				).as("said"),
				sql<string | null>`cast(null as text)`.as("cause"),
			])
			.where("d.issue_id", "=", issueId)
			.where("d.state", "=", state)
			// So that the index by state is in the order of the subscribers. No end state waits.
			.where("d.next_attempt_at", "is", null)
			.where("d.subscriber_id", ">", page.after)
			.orderBy("d.subscriber_id")
			.limit(page.limit)
			.execute()
	);
}

/** What came back of one kind, in the order of the subscribers. What is about nobody known is left out. */
export async function feedbackRows(
	db: Db,
	issueId: number,
	kind: string,
	page: { after: number; limit: number },
): Promise<ReportRow[]> {
	const rows = await db
		.selectFrom("feedback as f")
		.innerJoin("subscribers as s", "s.id", "f.subscriber_id")
		.select((eb) => [
			"s.id as subscriber_id",
			sql<
				string | null
			>`case when ${eb.ref("s.erased_at")} is null then ${eb.ref("s.email")} end`.as(
				"email",
			),
			"f.domain",
			"f.at",
			"f.words as said",
			"f.cause",
		])
		.where("f.issue_id", "=", issueId)
		.where("f.kind", "=", kind)
		.where("f.first", "=", 1)
		.where("f.subscriber_id", ">", page.after)
		.orderBy("f.subscriber_id")
		.limit(page.limit)
		.execute();
	return rows;
}
