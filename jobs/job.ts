import type { App } from "../src/app.ts";
import type { Instant } from "../src/clock.ts";

export interface Job {
	readonly name: string;
	/** One sentence for `digest job list`. */
	readonly about: string;
	/** When it will be due next, as far as the schedule tells; null: whenever there is something to do. */
	nextDue(app: App): Instant | null;
	/** Does what is due. Returns what it did in one sentence, null when nothing was due. Safe to repeat. */
	runDue(app: App, signal: AbortSignal): Promise<string | null>;
}
