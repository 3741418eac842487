import type { Theme } from "../../templates/theme.ts";
import { type PanelVerdict, REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer, Verdict } from "../db/catalog-tables.ts";
import type {
	ComparisonContent,
	ReviewContent,
	ToolContent,
	VotedTool,
} from "../issue/content/content.ts";
import type { VerdictCounts } from "../issue/content/verdict-counts.ts";
import { english } from "../issue/words/language/en/english.ts";
import type { FrameWords } from "../issue/words/language/frame-words.ts";
import type { Language } from "../issue/words/language/language.ts";
import { languageOf } from "../issue/words/language/languages.ts";

/*
 * The facts of an issue as words: the same in HTML, in text and on the web, in
 * English unless a language is given. What is unknown is called not given, and
 * never counts as 0 or as skip.
 */

/** "Builder", "Skeptic" */
export const reviewerTitles: Readonly<Record<Reviewer, string>> =
	english.labels.reviewers;

/** The words around the facts, in the language of what is composed. */
export function frameOf(theme: Pick<Theme, "language">): FrameWords {
	return languageOf(theme).frame;
}

/** "Builder", "Skeptic" … in the language of what is composed. */
export function titleOf(
	reviewer: Reviewer,
	theme: Pick<Theme, "language">,
): string {
	return languageOf(theme).labels.reviewers[reviewer];
}

/** "Ship", "Skip" or "Not given". */
export function verdictWord(
	verdict: Verdict | null,
	{ labels }: Language = english,
): string {
	return labels.verdict[verdict ?? "unknown"];
}

/** The sign before the word, so that no verdict is shown by colour alone. Latin-1, so that every font has it. */
export function verdictSign(verdict: Verdict | null): string {
	if (verdict === null) return "?";
	return verdict === "ship" ? "+" : "×";
}

/** "Ship · 3 ship / 1 skip", "Ship · 75% panel ship" where only the share is stated, or "Panel verdict not given". */
export function panelLabel(
	panel: PanelVerdict,
	language: Language = english,
): string {
	if (panel.verdict === null) return language.labels.panelUnknown;
	const detail = splitLabel(panel, language) ?? shareLabel(panel, language);
	const word = verdictWord(panel.verdict, language);
	return detail === null ? word : `${word} · ${detail}`;
}

/** "3 ship / 1 skip", with ", 1 not given" for a reviewer whose verdict is unknown; null when the split is not known. */
export function splitLabel(
	{ ship, skip }: PanelVerdict,
	{ labels }: Language = english,
): string | null {
	return ship === null || skip === null
		? null
		: labels.split(ship, skip, REVIEWERS.length - ship - skip);
}

/** "75% panel ship"; null when the share is not known. */
export function shareLabel(
	{ share }: PanelVerdict,
	{ labels }: Language = english,
): string | null {
	return share === null ? null : labels.panelShare(share);
}

/** "62% ship · 31 ship / 19 skip", "62% ship" where only the share is stated, or "No votes yet". */
export function communityLabel(
	community: ToolContent["community"],
	{ labels }: Language = english,
): string {
	if (community === null) return labels.noVotes;
	const { share, ship, skip } = community;
	return labels.votes(
		share,
		ship === null || skip === null ? null : { ship, skip },
	);
}

/** "62% of readers would ship it · 31 ship / 19 skip" */
export function votedLabel(
	{ share, ship, skip }: VotedTool,
	{ labels }: Language = english,
): string {
	return labels.readers(share, ship, skip);
}

/** "82/100 · ship", with "score not given" or "verdict not given" for what is missing, or "Score and verdict not given". */
export function scoreLabel(
	review: Pick<ReviewContent, "score" | "verdict"> | undefined,
	{ labels }: Language = english,
): string {
	return !review || isSilent(review)
		? labels.silent
		: labels.score(review.score, review.verdict);
}

/** Whether a reviewer gave neither a score nor a verdict. */
export function isSilent(
	review: Pick<ReviewContent, "score" | "verdict"> | undefined,
): boolean {
	return !review || (review.score === null && review.verdict === null);
}

/** "now skip, was ship"; null when nothing changed. */
export function flipLabel(
	flip: ToolContent["flip"],
	{ labels }: Language = english,
): string | null {
	return flip === null ? null : labels.flip(flip.from, flip.to);
}

/** "11 ship, 4 skip", with ", 1 not known" where a verdict is. */
export function verdictCountsLabel(
	{ ship, skip, unknown }: VerdictCounts,
	{ labels }: Language = english,
): string {
	return labels.counts(ship, skip, unknown);
}

/** A fact, or "Not given" where it is empty. */
export function factLabel(
	fact: string,
	{ labels }: Language = english,
): string {
	return fact.trim() === "" ? labels.notGiven : fact;
}

/** One reviewer's review of a tool; undefined: there is none. */
export function reviewBy(
	tool: Pick<ToolContent, "reviews">,
	reviewer: Reviewer,
): ReviewContent | undefined {
	return tool.reviews.find((review) => review.reviewer === reviewer);
}

/** The two tools of a comparison, left first. */
export function toolsOf(comparison: ComparisonContent) {
	return [comparison.left, comparison.right] as const;
}
