import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer, Verdict } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../content/content.ts";
import { noPastSubjects, type PastSubjects } from "./past-subjects.ts";
import { characterCount, joinWithAnd } from "./phrases.ts";
import { preheaderFrom } from "./preheader.ts";
import {
	firstUnused,
	fitNamesIntoSubject,
	SUBJECT,
	type SubjectPattern,
	withIssueNumber,
	withNames,
} from "./subject.ts";
import { wholePanelShare } from "./verdict-clause.ts";

/**
 * The subject and the preheader for the readers of each reviewer who reviewed the
 * lead. They give the reviewer's verdict and score instead of the panel's.
 *
 * @param others the comparisons after the lead
 * @param number the edition number
 */
export function lensHeadlines(
	lead: ComparisonContent,
	others: readonly { title: string }[],
	past: PastSubjects = noPastSubjects,
	number = 0,
): IssueContent["lenses"] {
	return Object.fromEntries(
		REVIEWERS.filter((reviewer) => sides(lead, reviewer).some(hasOpinion)).map(
			(reviewer) => [
				reviewer,
				{
					subject: lensSubject(lead, reviewer, past, number),
					preheader: preheaderFrom(panelNote(lead), others),
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

/** "The Skeptic would ship A (74) and skip B (38)", or "Skeptic: ship A 74, skip B 38". */
export function lensSubject(
	lead: ComparisonContent,
	reviewer: Reviewer,
	past: PastSubjects = noPastSubjects,
	number = 0,
): string {
	const [left, right] = sides(lead, reviewer);
	const title = `${reviewer.charAt(0).toUpperCase()}${reviewer.slice(1)}`;
	const long = longPattern(title, left, right);
	const names: [string, string] = [left.name, right.name];
	const whole = withNames(long, ...names);
	const short = shortPattern(title, left, right);
	return firstUnused(
		[
			...(characterCount(whole) <= SUBJECT.max ? [whole] : []),
			fitNamesIntoSubject(short, ...names),
		],
		past,
		withIssueNumber(short, names, number),
	);
}

function longPattern(title: string, left: Side, right: Side): SubjectPattern {
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

function shortPattern(title: string, left: Side, right: Side): SubjectPattern {
	const [x, y] = [left, right].map(({ score }) =>
		score === null ? "" : ` ${score}`,
	);
	if (left.verdict === null || right.verdict === null)
		return (a, b) => `The ${title} on ${a}${x} and ${b}${y}`;
	return left.verdict === right.verdict
		? (a, b) => `${title}: ${left.verdict} ${a}${x}, ${b}${y}`
		: (a, b) => `${title}: ${left.verdict} ${a}${x}, ${right.verdict} ${b}${y}`;
}

/** The whole panel's verdict, which the subject leaves out. */
function panelNote(lead: ComparisonContent): string {
	const known = [lead.left, lead.right].flatMap((tool) => {
		const share = wholePanelShare(tool);
		return tool.panel.verdict !== null && share !== null
			? [`${tool.panel.verdict} (${share}%)`]
			: [];
	});
	if (known.length < 2) return "What the whole panel says, side by side.";
	return `The whole panel: ${joinWithAnd(known)}.`;
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

function hasOpinion({ verdict, score, words }: Side): boolean {
	return verdict !== null || score !== null || words;
}
