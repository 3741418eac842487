import { type RawBuilder, sql } from "kysely";
import type { Instant } from "../../time/clock.ts";

/** A condition of a filter, with its times as instants. */
export type AudienceTerm =
	| {
			field:
				| "state"
				| "lens"
				| "format"
				| "language"
				| "category"
				| "source"
				| "suppressed";
			not: boolean;
			values: readonly string[];
	  }
	| { field: "accepted" | "joined"; op: "<" | ">"; at: Instant }
	| { field: "accepted"; never: boolean }
	| {
			field: "bounces";
			op: "<" | "<=" | "=" | "!=" | ">=" | ">";
			count: number;
	  }
	| { unless: RawBuilder<boolean> };

/** When mail to a row of `subscribers` was last accepted; null: never. */
export const LAST_ACCEPTED = sql<Instant | null>`coalesce((
	select max(a.updated_at) from deliveries as a
	where a.subscriber_id = subscribers.id and a.state = 'accepted'
), subscribers.accepted_at)`;

/** Whether a delivery was accepted and bounced afterwards. @param name of the delivery in the query */
function cameBack(name: "a" | "b"): RawBuilder<boolean> {
	return sql<boolean>`exists (
		select 1 from feedback as f
		where f.issue_id = ${sql.ref(`${name}.issue_id`)}
			and f.subscriber_id = ${sql.ref(`${name}.subscriber_id`)} and f.kind = 'bounce'
	)`;
}

/** How many issues in a row did not reach the subscriber since the last one that did. */
export const BOUNCES = sql<number>`(
	select cast(count(*) as integer) from deliveries as b
	where b.subscriber_id = subscribers.id
		and (b.state in ('refused', 'expired') or (b.state = 'accepted' and ${cameBack("b")}))
		and b.issue_id > coalesce((
			select max(a.issue_id) from deliveries as a
			where a.subscriber_id = subscribers.id and a.state = 'accepted' and not ${cameBack("a")}
		), 0)
)`;

/** All terms of a filter, for a query from `subscribers`. Erased subscribers are never included. */
export function audienceWhere(
	terms: readonly AudienceTerm[],
): RawBuilder<boolean> {
	return sql<boolean>`(${sql.join(
		[sql`subscribers.erased_at is null`, ...terms.map(termSql)],
		sql` and `,
	)})`;
}

function termSql(term: AudienceTerm): RawBuilder<unknown> {
	if ("unless" in term) return sql`not ${term.unless}`;
	if ("values" in term) {
		const any = sql`(${sql.join(
			term.values.map((value) => choiceSql(term.field, value)),
			sql` or `,
		)})`;
		return term.not ? sql`not ${any}` : any;
	}
	if ("never" in term)
		return sql`${LAST_ACCEPTED} is ${sql.raw(term.never ? "null" : "not null")}`;
	if (term.field === "bounces")
		return sql`${BOUNCES} ${sql.raw(OPS[term.op])} ${sql.lit(term.count)}`;
	const column =
		term.field === "accepted" ? LAST_ACCEPTED : sql`subscribers.created_at`;
	return sql`coalesce(${column} ${sql.raw(OPS[term.op])} ${term.at}, false)`;
}

/** Only these are ever written into a statement. */
const OPS = {
	"<": "<",
	"<=": "<=",
	"=": "=",
	"!=": "<>",
	">=": ">=",
	">": ">",
};

/** Never null, so that `not` can be put before it. */
function choiceSql(field: string, value: string): RawBuilder<unknown> {
	if (field === "state") return sql`subscribers.state = ${value}`;
	if (field === "format") return sql`subscribers.format = ${value}`;
	if (field === "lens")
		return value === "panel"
			? sql`subscribers.lens is null`
			: sql`coalesce(subscribers.lens, '') = ${value}`;
	if (field === "language")
		return value === "default"
			? sql`subscribers.language is null`
			: sql`coalesce(subscribers.language, '') = ${value}`;
	if (field === "source")
		return value === "none"
			? sql`not exists (select 1 from consents as c where c.subscriber_id = subscribers.id)`
			: sql`exists (select 1 from consents as c where c.subscriber_id = subscribers.id and c.source = ${value})`;
	if (field === "suppressed")
		return value === "no"
			? sql`subscribers.suppressed is null`
			: sql`coalesce(subscribers.suppressed, '') = ${value}`;
	// Null: all categories. The list is JSON, so a name is in quotes.
	return sql`(subscribers.categories is null or replace(subscribers.categories, ${JSON.stringify(value)}, '') <> subscribers.categories)`;
}
