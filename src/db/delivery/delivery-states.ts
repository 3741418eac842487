import type { DeliveryState } from "../delivery-tables.ts";

/** States from which a delivery can still go out. `unsure` is sent again, with the same bytes. */
export const OPEN_STATES: readonly DeliveryState[] = [
	"pending",
	"deferred",
	"unsure",
];

/** What a delivery may become. A state that is final leads nowhere. */
export const DELIVERY_TRANSITIONS: Record<
	DeliveryState,
	readonly DeliveryState[]
> = {
	pending: ["claimed", "excluded"],
	claimed: ["accepted", "deferred", "refused", "expired", "pending", "unsure"],
	deferred: ["claimed", "excluded"],
	unsure: ["claimed", "excluded", "deferred", "expired"],
	accepted: [],
	// When everybody was refused alike, or by `digest send --missing --refused`.
	refused: ["pending"],
	// `digest send --missing` opens it again.
	expired: ["deferred", "pending"],
	excluded: [],
};
