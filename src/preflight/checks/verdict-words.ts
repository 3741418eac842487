import { normalizeText } from "./compare-text.ts";

/** How a verdict is written. */
export type VerdictWord = "ship" | "skip" | "not given";

const VERDICT = /\b(ship|skip|not given)\b/g;
/** Counts ("3 ship / 1 skip"), shares ("62% ship") and flips ("was ship") are no verdicts. */
const NOT_VERDICTS =
	/\d+%?\s*(?:panel\s+|community\s+)?(?:ship|skip)\w*|(?:now|was)\s+(?:ship|skip)/g;
/** Text that is a verdict and nothing else, perhaps after its sign. */
const BADGE = /^(?:[+×?✓✗]\s*)?(ship|skip|not given)$/;
/** A line that begins with a verdict, perhaps after its sign. */
const LEADING =
	/^[:\s([–—-]*(?:[+×?✓✗x]\s)?\s*(ship|skip|not given)\b(?!\s*(?:both|\/))/;

/** The different verdicts that a text contains. */
export function verdictsIn(text: string): VerdictWord[] {
	const words = normalizeText(text).replace(NOT_VERDICTS, " ");
	return [
		...new Set(
			[...words.matchAll(VERDICT)].map(([word]) => word as VerdictWord),
		),
	];
}

/** The verdict that normalized text consists of; undefined: it has other words. */
export function badgeVerdict(text: string): VerdictWord | undefined {
	return BADGE.exec(text)?.[1] as VerdictWord | undefined;
}

/** The verdict that normalized text begins with; undefined: it begins with something else. */
export function leadingVerdict(text: string): VerdictWord | undefined {
	return LEADING.exec(text)?.[1] as VerdictWord | undefined;
}

/**
 * Whether a normalized text names no other tool.
 *
 * @param name normalized
 * @param names of all tools of the issue, normalized
 */
export function namesNoOtherTool(
	text: string,
	name: string,
	names: readonly string[],
): boolean {
	const rest = text.replaceAll(name, " ");
	// A longer name that contains this one is another tool: "Pebble 7B Instruct" and "Pebble 7B".
	return !names.some((other) =>
		other !== name && other.includes(name)
			? text.includes(other)
			: rest.includes(other),
	);
}
