import type { ComparisonContent } from "./content.ts";
import { averageScore } from "./summary.ts";
import { list } from "./wording.ts";

/** Characters, not bytes: what an inbox shows of a subject on a phone and on a desk. */
const SUBJECT = 50;
const PREHEADER = { min: 40, max: 90 };

/**
 * The subject, verdict first: "Ship A, skip B". Names too long for 50
 * characters lose their ends, at a word.
 */
export function composeSubject(lead: ComparisonContent): string {
	return fitNames(subjectForm(lead), lead.left.name, lead.right.name);
}

/** A subject made of two names, which lose their ends where it would be longer than 50 characters. */
export function fitNames(
	form: (a: string, b: string) => string,
	a: string,
	b: string,
): string {
	const whole = form(a, b);
	if (length(whole) <= SUBJECT) return whole;
	const room = SUBJECT - length(form("", ""));
	const half = Math.floor(room / 2);
	// A short name leaves its room to the long one.
	const shortA = shorten(a, Math.max(half, room - length(b)));
	return form(shortA, shorten(b, room - length(shortA)));
}

function subjectForm(
	lead: ComparisonContent,
): (a: string, b: string) => string {
	const left = lead.left.panel.verdict;
	const right = lead.right.panel.verdict;
	if (left === null || right === null) return (a, b) => `${a} vs ${b}`;
	if (left === right)
		return left === "ship"
			? (a, b) => `Ship both: ${a}, ${b}`
			: (a, b) => `Skip both: ${a}, ${b}`;
	return left === "ship"
		? (a, b) => `Ship ${a}, skip ${b}`
		: (a, b) => `Skip ${a}, ship ${b}`;
}

/** What the inbox shows after the subject: it goes on, and never says the same again. */
export function composePreheader(
	lead: ComparisonContent,
	others: readonly { title: string }[],
): string {
	return preheaderFrom(leadNote(lead), others);
}

/** A preheader that begins with this sentence and goes on with the other comparisons. */
export function preheaderFrom(
	opening: string,
	others: readonly { title: string }[],
): string {
	const options = [
		others.length === 0
			? null
			: `${opening} Also: ${list(others.map((o) => o.title))}.`,
		others.length < 2
			? null
			: `${opening} Also: ${others[0]?.title} and ${others.length - 1} more.`,
		others.length === 0
			? null
			: `${opening} And ${others.length} more verdict${others.length === 1 ? "" : "s"} this week, side by side.`,
		`${opening} Both tools side by side, with the panel's four reviews.`,
	];
	const fitting = options.find(
		(text) =>
			text !== null &&
			length(text) >= PREHEADER.min &&
			length(text) <= PREHEADER.max,
	);
	return (
		fitting ??
		shorten(options.find((text) => text !== null) ?? opening, PREHEADER.max)
	);
}

/** The numbers behind the verdict, which the subject leaves out. */
function leadNote(lead: ComparisonContent): string {
	const a = averageScore(lead.left);
	const b = averageScore(lead.right);
	if (a !== null && b !== null) return `${a} points against ${b}.`;
	const shares = [lead.left.panel.share, lead.right.panel.share];
	if (shares.every((share) => share !== null))
		return `${shares[0]}% and ${shares[1]}% of the panel ship.`;
	return "Read what the panel says.";
}

/** The issue in one sentence, below the masthead. */
export function composeIntro(comparisons: number, leads: number): string {
	if (comparisons === 1)
		return "One new comparison this week, judged by the panel of four.";
	if (comparisons <= leads)
		return `${comparisons} new comparisons this week, judged by the panel of four.`;
	return `${comparisons} new comparisons this week: ${leads} told in full, the rest in brief.`;
}

/**
 * At most `room` characters, cut at a word and before an open bracket where
 * that leaves something, with "…": without it, "A (22B)" would pass for "A".
 */
function shorten(text: string, room: number): string {
	const characters = [...text];
	if (characters.length <= room) return text;
	const cut = characters.slice(0, Math.max(1, room - 1)).join("");
	const atWord = cut.replace(/\s+\S*$/, "").replace(/\s*[([{][^)\]}]*$/, "");
	const kept = length(atWord) >= Math.min(8, room / 2) ? atWord : cut;
	return `${kept.replace(/[\s,;:.–-]+$/, "")}…`;
}

function length(text: string): number {
	return [...text].length;
}
