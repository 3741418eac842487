import type { Config } from "../config/config.ts";
import { OPEN_STATES } from "../db/delivery/delivery-states.ts";
import type { DeliveryState } from "../db/delivery-tables.ts";

/**
 * The states of deliveries that are sent without a decision by a person, in the
 * order in which they are sent.
 */
export function sendableStates({
	unsure,
}: Pick<Config, "unsure">): readonly DeliveryState[] {
	return unsure === "hold"
		? OPEN_STATES.filter((state) => state !== "unsure")
		: OPEN_STATES;
}
