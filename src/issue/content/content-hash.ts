import { createHash } from "node:crypto";
import type { IssueContent } from "./content.ts";

/**
 * Names exactly what an approval covers: every fact and word, the templates
 * that draw them, and the audience. Not the day: an issue approved days before
 * its slot came due goes out with the slot's. Nor the readers' votes, which go
 * on coming in between.
 */
export function contentHash(
	{ dateLine: _, voted: __, ...said }: IssueContent,
	templateHash: string,
	audience: string | null = null,
): string {
	return createHash("sha256")
		.update(templateHash)
		.update("\n")
		.update(JSON.stringify(said, withoutVotes))
		.update(audience === null ? "" : `\n${audience}`)
		.digest("hex");
}

function withoutVotes(key: string, value: unknown): unknown {
	return key === "community" ? undefined : value;
}
