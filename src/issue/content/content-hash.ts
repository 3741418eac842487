import { createHash } from "node:crypto";
import type { IssueContent } from "./content.ts";

/**
 * The hash of what an approval covers: every fact and text, the templates and the
 * audience. Without the date, because an issue that was approved days before its
 * slot gets the date of the slot. Without the readers' votes, because they keep
 * arriving after the approval.
 */
export function contentHash(
	{ dateLine: _, voted: __, ...covered }: IssueContent,
	templateHash: string,
	audience: string | null = null,
): string {
	return createHash("sha256")
		.update(templateHash)
		.update("\n")
		.update(JSON.stringify(covered, withoutVotesAndDates))
		.update(audience === null ? "" : `\n${audience}`)
		.digest("hex");
}

/**
 * A version of what an issue says, for caches. Without the window: as long as
 * there is no draft it ends now, and would be another one at every look.
 */
export function contentVersion({
	windowStart: _,
	windowEnd: __,
	...said
}: IssueContent): string {
	return createHash("sha256").update(JSON.stringify(said)).digest("base64url");
}

/** The dates of translations, too. */
function withoutVotesAndDates(key: string, value: unknown): unknown {
	return key === "community" || key === "dateLine" ? undefined : value;
}
