import type { DeliveryState } from "../db/delivery-tables.ts";

/** How many deliveries of an issue are in each state. */
export interface DeliveryCounts {
	/** How many recipients were frozen when the issue was sealed. */
	recipients: number;
	/** In a final state: accepted, refused, expired and excluded together. */
	final: number;
	/** Not claimed and not in a final state: pending, deferred and unsure together. */
	open: number;
	accepted: number;
	deferred: number;
	refused: number;
	expired: number;
	excluded: number;
	unsure: number;
	claimed: number;
	pending: number;
}

/** @param recipients null: not frozen yet, counted as 0 */
export function progressOf(
	byState: Partial<Record<DeliveryState, number>>,
	recipients: number | null,
): DeliveryCounts {
	const of = (state: DeliveryState) => byState[state] ?? 0;
	const counts = {
		accepted: of("accepted"),
		deferred: of("deferred"),
		refused: of("refused"),
		expired: of("expired"),
		excluded: of("excluded"),
		unsure: of("unsure"),
		claimed: of("claimed"),
		pending: of("pending"),
	};
	return {
		recipients: recipients ?? 0,
		final: counts.accepted + counts.refused + counts.expired + counts.excluded,
		open: counts.pending + counts.deferred + counts.unsure,
		...counts,
	};
}

/** So many, or a tenth of the recipients, are more than addresses that no longer exist. */
const MANY_LOST = 5;

/** Whether so many did not get an issue that it may not be about them. */
export function areManyLost(lost: number, recipients: number): boolean {
	return lost >= Math.max(MANY_LOST, recipients / 10);
}
