import type { ReportContext } from "../delivery/returns/take-came.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { SignUpWorker } from "../subscriber/sign-up/sign-up-worker.ts";

/** What taking mail in needs. The whole `App` fits. */
export interface IncomingContext extends ReportContext {
	readonly signUps: Pick<SignUpWorker, "run">;
	mailer(): Promise<Mailer>;
}
