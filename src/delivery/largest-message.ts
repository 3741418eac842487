import { type CohortKey, cohortOf } from "../issue/content/compiled-issue.ts";
import type { Reader } from "../issue/content/reader.ts";
import type { OpenIssue } from "../issue/renderer.ts";
import { previewReader } from "../reader/preview-reader.ts";

/** A message lists at most so many bookmarks (src/render/merge/slots.ts). */
const BOOKMARKS = 20;
/** Bytes for DKIM signatures and long tokens. */
const MARGIN = 8_192;

/**
 * Bytes that no message of an issue exceeds: of the copy for a reader with long
 * names and as many bookmarks as a message lists, in whichever cohort is largest.
 */
export function largestMessage(
	issue: OpenIssue,
	cohorts: readonly CohortKey[],
	publicUrl: string,
): number {
	const title = "x".repeat(400);
	const bookmark: Reader["bookmarks"][number] = {
		name: "x".repeat(200),
		url: `${publicUrl}/tools/${"x".repeat(500)}`,
		panel: { verdict: "ship", share: 100, ship: 4, skip: 0, basis: "reviews" },
		change: "x".repeat(200),
		news: { title, url: `${publicUrl}/c/${"x".repeat(500)}` },
	};
	const reader: Reader = {
		...previewReader(publicUrl),
		name: "x".repeat(200),
		bookmarks: Array(BOOKMARKS).fill(bookmark),
		bookmarksTotal: BOOKMARKS,
	};
	const sizes = cohorts.map((cohort) => {
		const own: Reader = { ...reader, ...cohortOf(cohort) };
		return issue.message(own, "size@example.com").length;
	});
	return Math.max(...sizes) + MARGIN;
}
