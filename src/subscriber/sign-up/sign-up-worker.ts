import { describeError } from "../../errors.ts";
import { workThenRest } from "../../work-then-rest.ts";
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
	/**
	 * Starts nothing more. Resolves when the current step has ended: a letter in hand
	 * is finished, or given up some seconds later.
	 */
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
 *
 * @param stopping aborted by `stop`; the context's `sendLetter` obeys it
 */
export function createSignUpWorker(
	context: DueLettersContext,
	stopping = new AbortController(),
): SignUpWorker {
	let running: Promise<WorkDone> | null = null;
	let again = false;

	async function work(): Promise<WorkDone> {
		const done = { processed: 0, mailed: 0 };
		for (;;) {
			again = false;
			const { processed } = await workThenRest(() => processSignUps(context));
			const mailed = await sendDueLetters(context);
			done.processed += processed;
			done.mailed += mailed;
			const idle = processed + mailed === 0;
			if (stopping.signal.aborted || (idle && !again)) return done;
		}
	}

	function run(): Promise<WorkDone> {
		if (stopping.signal.aborted)
			return Promise.resolve({ processed: 0, mailed: 0 });
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
			stopping.abort();
			await running?.catch(() => {});
		},
	};
}
