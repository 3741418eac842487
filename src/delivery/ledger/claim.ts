import type { Instant } from "../../clock.ts";
import type { DeliveryState } from "../../db/schema.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { HandoverResult } from "../../mail/mailer.ts";
import type { Sender } from "../sender.ts";

/** What the ledger works with. */
export type LedgerContext = Pick<
	Sender,
	"db" | "clock" | "config" | "tokens" | "worker"
>;

/** A delivery that this worker may act on until the lease ends. */
export interface Claim {
	subscriberId: number;
	recipient: string;
	fence: number;
	attempts: number;
	reader: Reader;
	/** The name of the server that the message must go through. */
	server: string;
}

/** A claim whose message was handed over, or could not be. */
export interface Finished {
	claim: Claim;
	result: HandoverResult | BuildFailure;
}

/** The message could not be merged or signed. That is a defect, and not the recipient's fault. */
export interface BuildFailure {
	kind: "build-failure";
	/** A sentence for the editor. */
	error: string;
}

/** What the lanes and the ledger of one pass over an issue share. */
export interface Pass {
	readonly issueId: number;
	/** How many lanes share the ledger. */
	readonly lanes: number;
	/** After this a deferred or unsure delivery expires. */
	readonly giveUpAt: Instant;
	/** Once aborted, no message is begun. */
	readonly signal: AbortSignal;
	/** A lane failed: no lane begins another message. */
	failed: boolean;
	/** The circuit breaker is open: one message goes first and shows whether the relay works again. */
	probing: boolean;
	/** Why the pass paused the issue; null: it did not, or the editor was told before. */
	notice: string | null;
	/** When a limit lets the next message through; null: no limit that is worth another pass. */
	availableAt: Instant | null;
	onRecorded(state: DeliveryState): void;
}
