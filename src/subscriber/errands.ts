import { describeError } from "../errors.ts";
import { type LetterRoom, mailLetters } from "./mail-letters.ts";
import { takeSignUps } from "./take-sign-ups.ts";

export interface Errands {
	/** There may be something to do: it is begun soon, and not waited for. */
	poke(): void;
	/** Does all there is to do now. Resolves with what it did. */
	run(): Promise<{ taken: number; mailed: number }>;
	/** Nothing further is begun; resolves when what is under way has ended. */
	stop(): Promise<void>;
}

/**
 * What follows a sign-up and is nobody's to wait for: taking it in, and
 * mailing. The rows say what is to be done, so a poke that gets lost costs a
 * minute, until the next tick of the schedule.
 */
export function createErrands(room: LetterRoom): Errands {
	const { config } = room.office;
	let running: Promise<{ taken: number; mailed: number }> | null = null;
	let again = false;
	let stopped = false;

	async function work() {
		const done = { taken: 0, mailed: 0 };
		do {
			again = false;
			for (;;) {
				if (stopped) return done;
				const { taken } = await takeSignUps({
					db: room.db,
					dialect: room.dialect,
					clock: room.office.clock,
					config,
				});
				const mailed = await mailLetters(room);
				done.taken += taken;
				done.mailed += mailed;
				if (taken + mailed === 0) break;
				// Requests go before: nobody waits for this.
				await new Promise(setImmediate);
			}
		} while (again);
		return done;
	}

	function run() {
		if (stopped) return Promise.resolve({ taken: 0, mailed: 0 });
		if (running) {
			again = true;
			return running;
		}
		running = work().finally(() => {
			running = null;
		});
		return running;
	}

	return {
		run,
		poke: () => {
			run().catch((error) =>
				room.log.error(
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
