import { REVIEWERS } from "../catalog/panel.ts";
import type { Reviewer, Verdict } from "../db/schema.ts";
import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "./content.ts";
import { shorten } from "./subject.ts";
import { list } from "./wording.ts";

/** Characters, not bytes, as an inbox counts them. */
const SUBJECT = 50;
const PREHEADER = { min: 40, max: 90 };

/**
 * The subject and the preheader for the readers of each reviewer who said
 * something of the lead: their verdict and their score where the whole panel's
 * readers find the panel's.
 *
 * @param others the comparisons after the lead
 */
export function lensHeadlines(
	lead: ComparisonContent,
	others: readonly { title: string }[],
): IssueContent["lenses"] {
	return Object.fromEntries(
		REVIEWERS.filter((reviewer) => sides(lead, reviewer).some(said)).map(
			(reviewer) => [
				reviewer,
				{
					subject: lensSubject(lead, reviewer),
					preheader: lensPreheader(lead, others),
				},
			],
		),
	);
}

interface Side {
	name: string;
	verdict: Verdict | null;
	score: number | null;
	words: boolean;
}

/**
 * "The Skeptic would ship A (74) and skip B (38)", or "Skeptic: ship A 74, skip
 * B 38" where the names are too long for that. Longer ones lose their ends.
 */
export function lensSubject(
	lead: ComparisonContent,
	reviewer: Reviewer,
): string {
	const [left, right] = sides(lead, reviewer);
	const title = `${reviewer.charAt(0).toUpperCase()}${reviewer.slice(1)}`;
	const long = longForm(title, left, right);
	const whole = long(left.name, right.name);
	if ([...whole].length <= SUBJECT) return whole;
	const short = shortForm(title, left, right);
	const room = SUBJECT - [...short("", "")].length;
	const half = Math.floor(room / 2);
	// A short name leaves its room to the long one.
	const a = shorten(left.name, Math.max(half, room - [...right.name].length));
	return short(a, shorten(right.name, room - [...a].length));
}

type Form = (a: string, b: string) => string;

function longForm(title: string, left: Side, right: Side): Form {
	const [x, y] = [left, right].map(({ score }) =>
		score === null ? "" : ` (${score})`,
	);
	if (left.verdict === null || right.verdict === null)
		return (a, b) => `The ${title} on ${a}${x} and ${b}${y}, side by side`;
	return left.verdict === right.verdict
		? (a, b) => `The ${title} would ${left.verdict} both: ${a}${x}, ${b}${y}`
		: (a, b) =>
				`The ${title} would ${left.verdict} ${a}${x} and ${right.verdict} ${b}${y}`;
}

function shortForm(title: string, left: Side, right: Side): Form {
	const [x, y] = [left, right].map(({ score }) =>
		score === null ? "" : ` ${score}`,
	);
	if (left.verdict === null || right.verdict === null)
		return (a, b) => `The ${title} on ${a}${x} and ${b}${y}`;
	return left.verdict === right.verdict
		? (a, b) => `${title}: ${left.verdict} ${a}${x}, ${b}${y}`
		: (a, b) => `${title}: ${left.verdict} ${a}${x}, ${right.verdict} ${b}${y}`;
}

/** The whole panel's verdict, which the subject leaves out, and what else there is. */
function lensPreheader(
	lead: ComparisonContent,
	others: readonly { title: string }[],
): string {
	const opening = panelNote(lead);
	const [first] = others;
	const options = [
		first ? `Also: ${list(others.map(({ title }) => title))}.` : null,
		first && others.length > 1
			? `Also: ${first.title} and ${others.length - 1} more.`
			: null,
		"All four reviews, side by side.",
	].flatMap((also) => (also === null ? [] : [`${opening} ${also}`]));
	const fitting = options.find((text) => {
		const size = [...text].length;
		return size >= PREHEADER.min && size <= PREHEADER.max;
	});
	return fitting ?? shorten(options.at(-1) ?? opening, PREHEADER.max);
}

function panelNote({ left, right }: ComparisonContent): string {
	const known = [left, right].flatMap(({ panel }) =>
		panel.verdict !== null && panel.share !== null
			? [`${panel.verdict} (${panel.share}%)`]
			: [],
	);
	return known.length < 2
		? "Beside it, what the others say."
		: `The whole panel: ${list(known)}.`;
}

function sides(lead: ComparisonContent, reviewer: Reviewer): [Side, Side] {
	const side = ({ name, reviews }: ToolContent): Side => {
		const review = reviews.find((one) => one.reviewer === reviewer);
		return {
			name,
			verdict: review?.verdict ?? null,
			score: review?.score ?? null,
			words: (review?.body ?? "").trim() !== "",
		};
	};
	return [side(lead.left), side(lead.right)];
}

function said({ verdict, score, words }: Side): boolean {
	return verdict !== null || score !== null || words;
}
