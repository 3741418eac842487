import type { DeliveryState } from "../../db/delivery-tables.ts";
import type { Instant } from "../../time/clock.ts";
import type { FigureNotice } from "../returns/figure-notices.ts";
import type { Sender } from "../sender.ts";

/** What the ledger works with. */
export type LedgerContext = Pick<
	Sender,
	"db" | "clock" | "config" | "tokens" | "worker"
>;

/** What the lanes and the ledger of one pass over an issue share. `failed` and the fields below it change during the pass. */
export interface Pass {
	readonly issueId: number;
	/** How many recipients the issue has. */
	readonly recipients: number;
	/** How many lanes share the ledger. */
	readonly lanes: number;
	/** After this a deferred or unsure delivery expires. */
	readonly giveUpAt: Instant;
	/** Once aborted, no lane begins another message. */
	readonly signal: AbortSignal;
	/** A lane failed: no lane begins another message. */
	failed: boolean;
	/** The circuit breaker is open: one message is sent alone and shows whether the SMTP server works again. */
	probing: boolean;
	/** Somebody got the issue. False: nobody did, as far as this worker knows. */
	hasAccepted: boolean;
	/** How many messages of this worker are claimed and not recorded yet. */
	inFlight: number;
	/** The issue has refusals or deferrals to which an acceptance would put an end. Known with each claim, for all workers. */
	hasSetbacks: boolean;
	/** What the editor should know though the issue goes on: a domain that refuses all of its own. */
	warnings: { domain: string; note: string }[];
	/** What its figures tell the editor. */
	figureNotices: FigureNotice[];
	/** Why the pass paused the issue, for the editor; null: it did not, or the editor knows already. */
	notice: string | null;
	/** When a limit allows the next message; null: no limit ended the pass. */
	availableAt: Instant | null;
	/** Called with each delivery that is recorded: its state before the claim, and now. */
	onRecorded(from: DeliveryState, to: DeliveryState): void;
}
