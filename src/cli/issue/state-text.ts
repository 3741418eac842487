import type { IssueHead } from "../../db/issue/issues.ts";

/**
 * The state of an issue in words.
 *
 * @param changes what has changed since it was approved (`staleApproval`)
 */
export function stateText(
	{ state }: Pick<IssueHead, "state">,
	changes: readonly string[],
): string {
	if (changes.length > 0) return "approved, but changed since";
	return state === "ended" ? "ended early" : state;
}
