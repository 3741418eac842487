import type { Format, Reviewer } from "../db/schema.ts";
import type {
	CohortKey,
	CompiledCohort,
	CompiledForAll,
	CompiledIssue,
	Reader,
} from "./renderer.ts";

/** What a reader's cohort is called. */
export function cohortKey(format: Format, lens: Reviewer | null): CohortKey {
	return lens === null ? format : `${format}:${lens}`;
}

/**
 * Where a reader's message is kept: their own cohort, else the whole panel's of
 * their format, else the one that every issue has.
 */
export function cohortOf(
	cohorts: ReadonlyMap<CohortKey, unknown>,
	{ format, lens }: Pick<Reader, "format" | "lens">,
): CohortKey {
	const keys = [cohortKey(format, lens), format] as const;
	return keys.find((key) => cohorts.has(key)) ?? "full";
}

/** One of an issue's cohorts, and what its bytes are named by. */
export interface NamedCohort {
	cohort: CompiledCohort;
	/** Plain JSON; the boundary between a message's parts is made from it. */
	identity: object;
}

/** The cohorts of an issue, whenever it was compiled. */
export function cohortsOf(
	compiled: CompiledIssue | CompiledForAll,
): Map<CohortKey, NamedCohort> {
	// A copy of an issue that was sealed before there were cohorts has the bytes it had then.
	if (compiled.format === 1)
		return new Map([["full", { cohort: compiled, identity: compiled }]]);
	return new Map(
		Object.entries(compiled.cohorts).map(([key, cohort]) => [
			key as CohortKey,
			{ cohort, identity: cohort },
		]),
	);
}
