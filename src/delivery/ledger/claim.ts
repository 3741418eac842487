import type { DeliveryState } from "../../db/delivery-tables.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { HandoverResult } from "../../mail/mailer.ts";

/** A delivery that this worker may act on until the lease ends. */
export interface Claim {
	subscriberId: number;
	recipient: string;
	/** Grows with each claim: a result is recorded only while its fence is the newest. */
	fence: number;
	/** The state from which it was claimed. */
	from: DeliveryState;
	/** Handovers begun, this one included. */
	attempts: number;
	reader: Reader;
	/** The name of the server that the message must go through. */
	server: string;
}

/** A claim, and the result of its handover or of building its message. */
export interface FinishedClaim {
	claim: Claim;
	result: HandoverResult | BuildFailure;
}

/** The message could not be merged or signed. This is a defect here, and says nothing about the recipient. */
export interface BuildFailure {
	kind: "build-failure";
	/** A sentence for the editor. */
	error: string;
}
