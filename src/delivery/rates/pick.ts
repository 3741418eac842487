import type { Instant } from "../../clock.ts";
import type { DueDelivery } from "../../db/delivery/due-deliveries.ts";

/** A delivery that may be claimed, and the server that it must go through. */
export interface PickedDelivery {
	delivery: DueDelivery;
	server: string;
}

export interface PickResult {
	/** For each lane, in their order; null: none for it. */
	byLane: (PickedDelivery | null)[];
	/** When the limits that left lanes without one let the next one through; null: there is nothing else to send. */
	availableAt: Instant | null;
}
