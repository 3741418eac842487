import type { Context } from "../context.ts";
import type { Preflight } from "../issue/life/pass-preflight.ts";
import type { Signer } from "../mail/dkim/signer.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { Notify } from "../subscriber/letters/notify.ts";
import type { Installation } from "./installation.ts";
import type { DeliveryCounts } from "./progress.ts";
import type { Worker } from "./worker.ts";

/** What sending an issue works with. */
export interface Sender extends Context {
	readonly preflight: Preflight;
	readonly mailer: Mailer;
	/** Null: the SMTP server signs, or nobody does. */
	readonly signer: Signer | null;
	readonly worker: Worker;
	readonly installation: Installation;
	readonly notify: Notify;
}

export interface SendOptions {
	/** Once aborted, no message is begun. What is in flight is finished and recorded. */
	signal: AbortSignal;
	/** Also resume an issue that is paused. */
	resume?: boolean;
	/** Wait for deferred deliveries to come due, until the issue is complete. */
	wait?: boolean;
	onProgress?(counts: DeliveryCounts): void;
}
