import type { App } from "../src/app.ts";
import type { Instant } from "../src/time/clock.ts";

export interface Job {
	readonly name: string;
	/**
	 * What the job was called in earlier versions. `digest job run` takes this
	 * name too, and the rows of `job_runs` keep it.
	 */
	readonly formerName?: string;
	/** One sentence for `digest job list`. */
	readonly about: string;
	/** When it is due next by the schedule; null: whenever there is something to do. */
	nextDue(app: App): Instant | null;
	/** True: it may be started again while an earlier run goes on, and divides the work by itself. */
	readonly overlaps?: boolean;
	/** Does what is due. Returns what it did in one sentence, null when nothing was due. Safe to repeat. */
	runDue(app: App, signal: AbortSignal): Promise<string | null>;
}

/**
 * The name under which runs are recorded. A renamed job keeps its first one, so
 * that an upgrade in the middle of a day does not run it a second time.
 */
export function recordedName({
	name,
	formerName,
}: Pick<Job, "name" | "formerName">): string {
	return formerName ?? name;
}
