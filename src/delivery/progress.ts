import type { DeliveryState } from "../db/schema.ts";

/** How far an issue has come, derived from the rows. */
export interface DeliveryCounts {
	/** How many were frozen. */
	recipients: number;
	/** Ended for good: accepted, refused, expired and excluded together. */
	final: number;
	/** Not yet, or not for good: pending, deferred and unsure together. */
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
