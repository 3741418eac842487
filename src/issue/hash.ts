import { createHash } from "node:crypto";
import type { IssueContent } from "./content.ts";

/** Names exactly what an approval covers: every fact and word, and the templates that draw them. */
export function contentHash(
	content: IssueContent,
	templateHash: string,
): string {
	return createHash("sha256")
		.update(templateHash)
		.update("\n")
		.update(JSON.stringify(content))
		.digest("hex");
}
