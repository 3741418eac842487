import { describeError } from "../../errors.ts";
import { yieldWhenBusy } from "../../yield-when-busy.ts";
import {
	type DueLettersContext,
	sendDueLetters,
} from "../letters/send-due-letters.ts";
import { processSignUps } from "./process-sign-ups.ts";

export interface SignUpWorker {
	/** There may be something to do. Starts the work and does not wait for it. */
	wake(): void;
	/** Does all that is due now. Resolves with what it did. */
	run(): Promise<WorkDone>;
	/** Starts nothing more. Resolves when the current step has ended. */
	stop(): Promise<void>;
}

interface WorkDone {
	/** Sign-ups. */
	processed: number;
	/** Letters that were tried. */
	mailed: number;
}

/**
 * Does what follows a sign-up and no request waits for: processes the stored
 * sign-ups and sends the letters that are due. Everything to do is in rows. When
 * a call of `wake` is lost, the schedule does the work within a minute.
 */
export function createSignUpWorker(context: DueLettersContext): SignUpWorker {
	let running: Promise<WorkDone> | null = null;
	let again = false;
	let stopped = false;

	async function work(): Promise<WorkDone> {
		const done = { processed: 0, mailed: 0 };
		for (;;) {
			again = false;
			const step = await yieldWhenBusy(async () => ({
				processed: (await processSignUps(context)).processed,
				mailed: await sendDueLetters(context),
			}));
			done.processed += step.processed;
			done.mailed += step.mailed;
			const idle = step.processed + step.mailed === 0;
			if (stopped || (idle && !again)) return done;
		}
	}

	function run(): Promise<WorkDone> {
		if (stopped) return Promise.resolve({ processed: 0, mailed: 0 });
		again = true;
		running ??= work().finally(() => {
			running = null;
		});
		return running;
	}

	return {
		run,
		wake: () => {
			run().catch((error) =>
				context.log.error(
					{ error: describeError(error) },
					"the sign-ups could not be processed; this is tried again within a minute",
				),
			);
		},
		async stop() {
			stopped = true;
			await running?.catch(() => {});
		},
	};
}
