import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { describeError } from "../../errors.ts";
import {
	type DueLettersContext,
	sendDueLetters,
} from "../letters/send-due-letters.ts";
import { processSignUps } from "./process-sign-ups.ts";

export interface SignUpWorker {
	/** There may be something to do: it is begun soon, and not waited for. */
	wake(): void;
	/** Does all there is to do now. Resolves with what it did. */
	run(): Promise<Done>;
	/** Nothing further is begun; resolves when what is under way has ended. */
	stop(): Promise<void>;
}

interface Done {
	/** Sign-ups that were taken in. */
	taken: number;
	/** Letters that were tried. */
	mailed: number;
}

/**
 * What follows a sign-up and is nobody's to wait for: taking it in, and
 * mailing. The rows say what is to be done, so a wake that gets lost costs a
 * minute, until the next tick of the schedule.
 */
export function createSignUpWorker(context: DueLettersContext): SignUpWorker {
	let running: Promise<Done> | null = null;
	let again = false;
	let stopped = false;

	async function work(): Promise<Done> {
		const done = { taken: 0, mailed: 0 };
		for (;;) {
			again = false;
			const step = await yieldWhenBusy(async () => ({
				taken: (await processSignUps(context)).taken,
				mailed: await sendDueLetters(context),
			}));
			done.taken += step.taken;
			done.mailed += step.mailed;
			const idle = step.taken + step.mailed === 0;
			if (stopped || (idle && !again)) return done;
		}
	}

	function run(): Promise<Done> {
		if (stopped) return Promise.resolve({ taken: 0, mailed: 0 });
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
					"taking in sign-ups failed; it is tried again within a minute",
				),
			);
		},
		async stop() {
			stopped = true;
			await running?.catch(() => {});
		},
	};
}

/**
 * Does a step and, when the process was busy meanwhile, leaves it alone for
 * three times as long: requests go before, among them those of people who leave.
 */
async function yieldWhenBusy<T>(step: () => Promise<T>): Promise<T> {
	const before = performance.eventLoopUtilization();
	const result = await step();
	const { active, utilization } = performance.eventLoopUtilization(before);
	if (utilization > 0.5 && active > BRIEF_MS)
		await wait(Math.min(3 * active, LONG_MS));
	return result;
}

const BRIEF_MS = 5;
const LONG_MS = 500;
