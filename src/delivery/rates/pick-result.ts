import type { DueDelivery } from "../../db/delivery/due-deliveries.ts";
import type { Instant } from "../../time/clock.ts";

/** A delivery that may be claimed, and the server that it must go through. */
export interface PickedDelivery {
	delivery: DueDelivery;
	server: string;
}

export interface PickResult {
	/** For each lane, in the order of the lanes; null: none for this lane. */
	byLane: (PickedDelivery | null)[];
	/** When a limit that held back a lane allows the next message; null: no limit held back a lane. */
	availableAt: Instant | null;
}
