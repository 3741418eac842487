import type { Instant } from "../../time/clock.ts";
import type { DeliveryState } from "../delivery-tables.ts";
import type { Trx } from "../schema.ts";
import { statement } from "../statement.ts";
import { MAILABLE } from "../subscriber/mailable.ts";
import type { Among } from "./due-deliveries.ts";

/** Where reading stopped; `states` is what is still to be read. */
export interface OpenDeliveriesCursor {
	states: readonly DeliveryState[];
	/** Null: among those that can go at once; else among those with a time. */
	at: Instant | null;
	id: number;
}

interface OpenRow {
	subscriber_id: number;
	email: string;
	next_attempt_at: Instant | null;
}

/**
 * Reads through what can go out now, in the order of `dueDeliveries`, without
 * claiming it: a page of up to `limit`, and where the next one begins; null
 * after the last.
 */
export async function openDeliveries(
	trx: Trx,
	issueId: number,
	now: Instant,
	place: OpenDeliveriesCursor,
	limit: number,
	among: Among = "all",
): Promise<{ rows: OpenRow[]; next: OpenDeliveriesCursor | null }> {
	const [state, ...later] = place.states;
	if (state === undefined) return { rows: [], next: null };
	const { at, id } = place;
	const rows = await page<OpenRow>(
		trx,
		[state, at === null ? "at once" : "from a time on", among],
		at === null ? [issueId, id, limit] : [issueId, at, now, at, id, limit],
	);
	const last = rows.at(-1);
	if (last && rows.length === limit) {
		const from = { at: last.next_attempt_at, id: last.subscriber_id };
		return { rows, next: { states: place.states, ...from } };
	}
	const next =
		at === null
			? { states: place.states, at: "", id: 0 }
			: { states: later, at: null, id: 0 };
	return { rows, next: next.states.length > 0 ? next : null };
}

/** As in `dueDeliveries`, each is a walk along the index of what is open. */
const page = statement(
	(
		bind,
		_dialect,
		state: DeliveryState,
		when: "at once" | "from a time on",
		among: Among,
	) => `
	select d.subscriber_id, d.next_attempt_at, s.email
	from deliveries as d join subscribers as s on s.id = d.subscriber_id
	where d.issue_id = ${bind("integer")} and d.state = '${state}' and ${MAILABLE}
		${among === "staged" ? "and d.stage is not null" : ""}
		${
			when === "at once"
				? `and d.next_attempt_at is null and d.subscriber_id > ${bind("integer")}`
				: `and d.next_attempt_at >= ${bind("text")} and d.next_attempt_at <= ${bind("text")}
		and (d.next_attempt_at > ${bind("text")} or d.subscriber_id > ${bind("integer")})`
		}
	order by d.next_attempt_at, d.subscriber_id
	limit ${bind("integer")}`,
);
