import { describeError } from "../../errors.ts";
import { keepPreflight } from "../../issue/life/pass-preflight.ts";
import { checkIssue, QUICK } from "../../preflight/check-issue.ts";
import { findTarget } from "../../preflight/find-target.ts";
import type { StudioDeps } from "../deps.ts";

/** A run of preflight in the background. */
export interface CheckRun {
	state: "running" | "done" | "failed";
	/** What it is doing, and how much is done, 0 to 1. */
	step: string;
	share: number;
	/** Why it failed; null: it did not. */
	error: string | null;
}

export interface CheckRuns {
	/** Begins a run; one that is under way goes on. @param id of the issue */
	start(id: number, withBrowser: boolean): void;
	/** The last run since this process began; undefined: none. */
	of(id: number): CheckRun | undefined;
}

/** The runs that pages of this process started. Their reports are rows, as those of the command line. */
export function checkRuns(deps: StudioDeps): CheckRuns {
	const runs = new Map<number, CheckRun>();
	return {
		of: (id) => runs.get(id),
		start(id, withBrowser) {
			if (runs.get(id)?.state === "running") return;
			const run: CheckRun = {
				state: "running",
				step: "Composing the messages",
				share: 0,
				error: null,
			};
			runs.set(id, run);
			void runChecks(deps, id, withBrowser, run).then(
				() => Object.assign(run, { state: "done", share: 1 }),
				(error: unknown) =>
					Object.assign(run, { state: "failed", error: describeError(error) }),
			);
		},
	};
}

async function runChecks(
	deps: StudioDeps,
	id: number,
	withBrowser: boolean,
	run: CheckRun,
): Promise<void> {
	const { issue, rendered, envelope } = await findTarget(deps, `id:${id}`);
	const report = await checkIssue(
		deps,
		await deps.instruments(),
		issue,
		rendered,
		envelope,
		{
			...(withBrowser ? { withoutBrowser: null, withoutSpam: null } : QUICK),
			onProgress: (step, share) => Object.assign(run, { step, share }),
		},
	);
	// The server closes the database when it stops.
	if (issue && !deps.closing.aborted)
		await keepPreflight(deps, id, rendered, report);
}
