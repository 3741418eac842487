import { createHash } from "node:crypto";
import type { IssueContent } from "./content.ts";

/**
 * Names exactly what an approval covers: every fact and word, and the
 * templates that draw them. Not the day: an issue approved days before its slot
 * came due goes out with the slot's.
 */
export function contentHash(
	{ dateLine: _, ...said }: IssueContent,
	templateHash: string,
): string {
	return createHash("sha256")
		.update(templateHash)
		.update("\n")
		.update(JSON.stringify(said))
		.digest("hex");
}
