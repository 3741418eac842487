import type { VerdictCounts } from "../../issue/content/verdict-counts.ts";
import type { Language } from "../../issue/words/language/language.ts";
import { verdictCountsLabel } from "../labels.ts";

/** `[#######...] 11 ship, 4 skip`, drawn to scale; no bar where no verdict is known. */
export function tallyLine(counts: VerdictCounts, language: Language): string {
	const known = counts.ship + counts.skip;
	if (known === 0) return verdictCountsLabel(counts, language);
	const full = Math.round((10 * counts.ship) / known);
	return `[${"#".repeat(full)}${".".repeat(10 - full)}] ${verdictCountsLabel(counts, language)}`;
}
