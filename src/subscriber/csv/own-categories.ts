import type { CellWarning, RowContext } from "./row-context.ts";
import { readList, shortened } from "./values.ts";

/** A category for comparing. */
export function categoryKey(name: string): string {
	return name.trim().normalize("NFC").toLowerCase();
}

/**
 * The categories that somebody wants, as JSON; null: all of them. The categories
 * of contacts in Outlook or a CRM are no such choice: in a file that has no other
 * choice of ours, only the categories of our tools count. Whoever had "Friends"
 * alone would never get an issue.
 */
export function readCategories(
	text: string,
	{ plan, knownCategories }: RowContext,
	warnings: CellWarning[],
): string | null {
	const list = readList(text);
	const unknown = list.filter((one) => !knownCategories.has(categoryKey(one)));
	const kept = plan.ownCategories
		? list
		: list.filter((one) => !unknown.includes(one));
	if (unknown.length > 0 && (knownCategories.size > 0 || !plan.ownCategories))
		warnings.push({
			code: "unknown-category",
			reason: `No tool has the category ${unknown.map((one) => `“${shortened(one)}”`).join(", ")}. ${plan.ownCategories ? "It was kept." : "It was left out; to keep such: --columns categories=NAME."} To ignore the column: --columns categories=`,
		});
	return kept.length > 0 ? JSON.stringify(kept) : null;
}
