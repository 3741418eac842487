import type { VerdictCounts } from "../../issue/content/verdict-counts.ts";
import { verdictCountsLabel } from "../labels.ts";

/** `[#######...] 11 ship, 4 skip`, drawn to scale; no bar where no verdict is known. */
export function tallyLine(counts: VerdictCounts): string {
	const known = counts.ship + counts.skip;
	if (known === 0) return verdictCountsLabel(counts);
	const full = Math.round((10 * counts.ship) / known);
	return `[${"#".repeat(full)}${".".repeat(10 - full)}] ${verdictCountsLabel(counts)}`;
}
