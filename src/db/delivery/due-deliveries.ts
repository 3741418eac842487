import type { Instant } from "../../time/clock.ts";
import type { Reviewer } from "../catalog-tables.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import type { Trx } from "../schema.ts";
import { type BindParameter, statement } from "../statement.ts";
import { MAILABLE } from "../subscriber/mailable.ts";
import type { Format } from "../subscriber-tables.ts";

/** A delivery that can go out now. */
export interface DueDelivery {
	subscriber_id: number;
	fence: number;
	attempts: number;
	state: DeliveryState;
	/** What was merged at an earlier attempt, as JSON. */
	reader: string | null;
	email: string;
	name: string | null;
	lens: Reviewer | null;
	format: Format;
	language: string | null;
	epoch: number;
	/** 1 when they have bookmarks. */
	saved: 0 | 1;
	/** 1 when they voted on anything. */
	voted: 0 | 1;
}

/** Which deliveries may go out: all, or those that are chosen for a stage. */
export type Among = "all" | "staged";

const selected = `
	select d.subscriber_id, d.fence, d.attempts, d.state, d.reader, s.email, s.name, s.lens, s.format, s.language, s.epoch,
		case when exists (
			select 1 from bookmarks as b where b.subscriber_id = d.subscriber_id
		) then 1 else 0 end as saved,
		case when exists (
			select 1 from votes as v where v.subscriber_id = d.subscriber_id
		) then 1 else 0 end as voted
	from deliveries as d join subscribers as s on s.id = d.subscriber_id`;

/**
 * Up to `limit` deliveries that can go out now, not yet claimed: the caller
 * claims them in the same transaction. Subscribers who left are never included.
 *
 * @param states in the order in which they go out
 */
export async function dueDeliveries(
	trx: Trx,
	issueId: number,
	states: readonly DeliveryState[],
	now: Instant,
	limit: number,
	among: Among = "all",
): Promise<DueDelivery[]> {
	const found: DueDelivery[] = [];
	for (const state of states)
		for (const when of ["at once", "from a time on"] as const) {
			if (found.length >= limit) return found;
			found.push(
				...(await readState<DueDelivery>(
					trx,
					[state, when, among],
					[issueId, ...(when === "at once" ? [] : [now]), limit - found.length],
				)),
			);
		}
	return found;
}

/**
 * The deliveries to these subscribers that can go out now. The caller claims
 * them in the same transaction.
 */
export async function dueDeliveriesOf(
	trx: Trx,
	issueId: number,
	states: readonly DeliveryState[],
	now: Instant,
	subscriberIds: readonly number[],
): Promise<DueDelivery[]> {
	if (subscriberIds.length === 0) return [];
	return ofSubscribers<DueDelivery>(
		trx,
		[subscriberIds.length, states.length],
		[issueId, ...subscriberIds, ...states, now],
	);
}

const ofSubscribers = statement(
	(bind, dialect, ids: number, states: number) => `
	${selected}
	where d.issue_id = ${bind("integer")} and d.subscriber_id in (${bindList(bind, ids, "integer")})
		and d.state in (${bindList(bind, states, "text")})
		and (d.next_attempt_at is null or d.next_attempt_at <= ${bind("text")})
		and ${MAILABLE}
	${dialect.skipLocked ? "for update of d skip locked" : ""}`,
);

/**
 * One state at a time, and those without a time apart from those with one:
 * so each is a walk along the index of what is open, in its order, that stops
 * at the limit, however many are done or wait for later. The state is part of
 * the text, because SQLite takes a partial index only for what it can read.
 */
const readState = statement(
	(
		bind,
		dialect,
		state: DeliveryState,
		when: "at once" | "from a time on",
		among: Among,
	) => `
	${selected}
	where d.issue_id = ${bind("integer")} and d.state = '${state}'
		${among === "staged" ? "and d.stage is not null" : ""}
		and d.next_attempt_at ${when === "at once" ? "is null" : `<= ${bind("text")}`}
		and ${MAILABLE}
	order by d.next_attempt_at, d.subscriber_id
	limit ${bind("integer")}
	${dialect.skipLocked ? "for update of d skip locked" : ""}`,
);

function bindList(
	bind: BindParameter,
	count: number,
	type: "integer" | "text",
): string {
	return Array.from({ length: count }, () => bind(type)).join(", ");
}
