import type { Reviewer } from "../../db/catalog-tables.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import type { LanguageTag } from "../words/language/tags.ts";
import type { Reader } from "./reader.ts";

/**
 * The readers whose compiled message is the same: those who read in one format,
 * in one language, and with one reviewer as the lens or, without a lens, with the
 * whole panel. The issue's own language is not named.
 */
export type CohortKey = PanelKey | `${PanelKey}@${LanguageTag}`;
type PanelKey = Format | `${Format}:${Reviewer}`;

/**
 * An issue compiled once for each cohort: HTML and text in which everything is
 * final but the slots. Plain JSON, because it is stored when the issue is
 * sealed and read back by whichever process sends it.
 */
export interface CompiledIssue {
	format: 2;
	/**
	 * A reviewer without a cohort said nothing this week: their readers get the
	 * whole panel's of the same format.
	 */
	cohorts: { full: CompiledCohort } & Partial<
		Record<CohortKey, CompiledCohort>
	>;
}

export interface CompiledCohort {
	subject: string;
	html: CompiledPart;
	text: CompiledPart;
	/** What is left for the reader's own (render/room/). Absent in what earlier versions sealed. */
	room?: { words: number; pixels: number; html: number; text: number };
}

/** One message for everybody: how issues were sealed before there were cohorts. */
export interface CompiledForAll extends CompiledCohort {
	format: 1;
}

/** A body with `%%slot:name%%` marks, and the partials that a slot repeats or chooses. */
export interface CompiledPart {
	body: string;
	partials: Record<string, string>;
}

/**
 * "full", "brief:skeptic", "full:skeptic@de" …
 *
 * @param language null: the issue's own
 */
export function cohortKey(
	format: Format,
	lens: Reviewer | null,
	language: LanguageTag | null = null,
): CohortKey {
	const key: PanelKey = lens === null ? format : `${format}:${lens}`;
	return language === null ? key : `${key}@${language}`;
}

/** What a key names: the reverse of `cohortKey`. */
export function cohortOf(
	key: CohortKey,
): Pick<Reader, "format" | "lens" | "language"> {
	const [panel = "", language] = key.split("@");
	const [format, lens = null] = panel.split(":");
	return {
		format: format as Format,
		lens: lens as Reviewer | null,
		...(language && { language: language as LanguageTag }),
	};
}

/**
 * The cohort that a reader's message is compiled for: their own, else the whole
 * panel's of their format and language. An issue without their language has both
 * in its own, else "full", which every issue has.
 */
export function compiledCohortOf(
	cohorts: ReadonlyMap<CohortKey, unknown>,
	{ format, lens, language }: Pick<Reader, "format" | "lens" | "language">,
): CohortKey {
	const keys = [cohortKey(format, lens), cohortKey(format, null)];
	if (language)
		keys.unshift(
			cohortKey(format, lens, language),
			cohortKey(format, null, language),
		);
	return keys.find((key) => cohorts.has(key)) ?? "full";
}

/** One of an issue's cohorts, and what its bytes are named by. */
export interface NamedCohort {
	cohort: CompiledCohort;
	/** Plain JSON. The boundary between the parts of a message is made from it. */
	identity: object;
}

/** The cohorts of an issue, whichever format it was compiled to. */
export function cohortsOf(
	compiled: CompiledIssue | CompiledForAll,
): Map<CohortKey, NamedCohort> {
	// The boundary of an issue sealed before there were cohorts must stay what it was then.
	if (compiled.format === 1)
		return new Map([["full", { cohort: compiled, identity: compiled }]]);
	return new Map(
		Object.entries(compiled.cohorts).map(([key, cohort]) => [
			key as CohortKey,
			{ cohort, identity: cohort },
		]),
	);
}
