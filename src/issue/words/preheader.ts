import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { characterCount, joinWithAnd } from "./phrases.ts";
import { nameOf, phrase, sentence } from "./sentence.ts";
import { shorten } from "./subject.ts";
import { areLevel, averageScore, dissentingReviewers } from "./summary.ts";
import { wholePanelShare } from "./verdict-clause.ts";

/** Characters: an inbox shows no more than `max`, and fills a shorter one with the message's beginning. */
export const PREHEADER = { min: 40, max: 90 };

/**
 * The preheader, which an inbox shows after the subject: the reason for the verdict
 * and what else is in the issue. It never repeats the subject.
 *
 * @param subject of the issue
 */
export function composePreheader(
	subject: string,
	lead: ComparisonContent,
	others: readonly { title: string }[],
): string {
	return preheaderFrom(reason(subject, lead), others);
}

/** A preheader that begins with this sentence and goes on with the other comparisons. */
export function preheaderFrom(
	opening: string,
	others: readonly { title: string }[],
): string {
	const [first] = others;
	const also = [
		first
			? sentence(phrase`Also: ${joinWithAnd(others.map(({ title }) => title))}`)
			: null,
		first && others.length > 1
			? `Also: ${first.title} and ${others.length - 1} more.`
			: null,
		first
			? `And ${others.length} more verdict${others.length === 1 ? "" : "s"} this week, side by side.`
			: null,
		"Both tools side by side, with the panel’s four reviews.",
		"All four reviews, side by side.",
	].filter((text) => text !== null);
	const options = also.map((text) => `${opening} ${text}`);
	return (
		options.find(
			(text) =>
				characterCount(text) >= PREHEADER.min &&
				characterCount(text) <= PREHEADER.max,
		) ?? shorten(options.at(-1) ?? opening, PREHEADER.max)
	);
}

/** The most telling fact that the subject leaves out. */
function reason(subject: string, lead: ComparisonContent): string {
	const said = subject.includes("points");
	return (
		(subject.includes("after all") ? null : flipNote(lead)) ??
		dissentNote(lead) ??
		(said ? null : pointsNote(lead)) ??
		sharesNote(lead) ??
		"Read what the panel says."
	);
}

function flipNote({ left, right }: ComparisonContent): string | null {
	const flipped = [left, right].find((tool) => tool.flip !== null);
	return flipped?.flip
		? sentence(phrase`${nameOf(flipped)} was a ${flipped.flip.from} last time`)
		: null;
}

function dissentNote({ left, right }: ComparisonContent): string | null {
	const a = dissentingReviewers(left);
	const b = dissentingReviewers(right);
	if (a === null || b === null) return null;
	if (a.length === 0 && b.length === 0) return "The whole panel agrees.";
	if (joinWithAnd(a) === joinWithAnd(b)) return `Only ${a[0]} disagrees.`;
	if (a.length + b.length > 1) return null;
	return a.length === 1 ? only(a[0], left) : only(b[0], right);
}

function only(who = "", tool: ToolContent): string {
	const other = tool.panel.verdict === "ship" ? "skip" : "ship";
	return sentence(phrase`only ${who} would ${other} ${nameOf(tool)}`);
}

function pointsNote({ left, right }: ComparisonContent): string | null {
	const a = averageScore(left);
	const b = averageScore(right);
	if (a === null || b === null) return null;
	if (a !== b) return `${a} points against ${b}.`;
	return areLevel(left, right) ? `Level at ${a} points.` : null;
}

function sharesNote({ left, right }: ComparisonContent): string | null {
	const [a, b] = [wholePanelShare(left), wholePanelShare(right)];
	if (a === null || b === null) return null;
	return a === b
		? `${a}% of the panel would ship either.`
		: `${a}% and ${b}% of the panel ship.`;
}
