import type { DeliveryState } from "./delivery-tables.ts";
import type { IssueState } from "./issue-tables.ts";

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
	refused: [],
	// `digest send --missing` opens it again.
	expired: ["deferred"],
	excluded: [],
};

/** What an issue may become; `updateIssue` holds it. */
export const ISSUE_TRANSITIONS: Record<IssueState, readonly IssueState[]> = {
	draft: ["approved", "skipped", "cancelled"],
	approved: ["draft", "sealed", "cancelled"],
	sealed: ["sending", "paused", "cancelled"],
	sending: ["paused", "complete", "cancelled"],
	paused: ["sending", "cancelled"],
	complete: ["sending"],
	cancelled: [],
	skipped: ["skipped"],
};
