import type { Context } from "../context.ts";
import type { Preflight } from "../issue/life/pass-preflight.ts";
import type { Signer } from "../mail/dkim/signer.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { Notify } from "../notify.ts";
import type { Installation } from "./installation.ts";
import type { DeliveryCounts } from "./progress.ts";
import type { Worker } from "./worker.ts";

/** The context of sending an issue. */
export interface Sender extends Context {
	readonly preflight: Preflight;
	readonly mailer: Mailer;
	/** Null: messages are not signed here. */
	readonly signer: Signer | null;
	readonly worker: Worker;
	readonly installation: Installation;
	readonly notify: Notify;
	/** The ids of the issues that the schedule of this process is sealing or sending. */
	readonly inHand: Set<number>;
}

export interface SendOptions {
	/** Once aborted, no new message is begun. Messages in flight are finished and recorded. */
	signal: AbortSignal;
	/** Also resume an issue that is paused. */
	resume?: boolean;
	/** Wait for deferred deliveries to become due, until the issue is complete. */
	wait?: boolean;
	onProgress?(counts: DeliveryCounts): void;
}
