import { REVIEWERS } from "../../catalog/panel.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type {
	ComparisonContent,
	IssueContent,
	LensContent,
	ToolContent,
} from "../content/content.ts";
import { isolate } from "./isolate.ts";
import { english } from "./language/en/english.ts";
import type { Calls, Language, LensSide } from "./language/language.ts";
import { dissentOn, lensIntro } from "./lens-intro.ts";
import { callOf } from "./outcome.ts";
import { noPastSubjects, type PastSubjects } from "./past-subjects.ts";
import { characterCount } from "./phrases.ts";
import { preheaderFrom } from "./preheader.ts";
import { shortNameOf } from "./short-names.ts";
import { cutLonger, cutToFit, SUBJECT } from "./subject.ts";

/**
 * The subject and the preheader for the readers of each reviewer who reviewed the
 * lead. They give the reviewer's verdict and score instead of the panel's.
 *
 * @param others the comparisons after the lead
 * @param number the edition number
 */
export function lensHeadlines(
	lead: ComparisonContent,
	others: readonly (Pick<ComparisonContent, "title"> &
		Partial<Pick<ComparisonContent, "left" | "right">>)[],
	past: PastSubjects = noPastSubjects,
	number = 0,
	language: Language = english,
): IssueContent["lenses"] {
	const { lens, preheader } = language;
	const calls: Calls = [callOf(lead.left), callOf(lead.right)];
	const tools = [lead, ...others].flatMap(({ left, right }) =>
		left && right ? [left, right] : [],
	);
	return Object.fromEntries(
		REVIEWERS.filter((reviewer) => sides(lead, reviewer).some(hasOpinion)).map(
			(reviewer) => [
				reviewer,
				{
					subject: lensSubject(lead, reviewer, past, number, language, tools),
					preheader: preheaderFrom(
						lens.panel(calls, verdictsOf(lead, reviewer)),
						others,
						preheader,
					),
				},
			],
		),
	);
}

/**
 * All that the readers of each reviewer get in place of the issue's own words:
 * subject, preheader and intro, and the comparisons in an order of their own, in
 * which those come first where the reviewer and the panel differ. Reviewers who
 * said nothing on any of them are absent.
 *
 * @param usual what a reviewer's readers get where the first comparison has nothing of theirs
 */
export function lensContents(
	{ leads, briefs }: Pick<IssueContent, "leads" | "briefs">,
	usual: Pick<IssueContent, "subject" | "preheader" | "intro">,
	past: PastSubjects = noPastSubjects,
	number = 0,
	language: Language = english,
): IssueContent["lenses"] {
	const all = [...leads, ...briefs];
	const heard = REVIEWERS.filter((reviewer) =>
		all.some((pair) => sides(pair, reviewer).some(hasOpinion)),
	);
	return Object.fromEntries(
		heard.map((reviewer): [Reviewer, LensContent] => {
			const inOrder = [leads, briefs].flatMap((list) =>
				dissentFirst(list, reviewer),
			);
			const [first, ...others] = inOrder;
			const { subject, preheader } =
				(first &&
					lensHeadlines(first, others, past, number, language)[reviewer]) ??
				usual;
			return [
				reviewer,
				{
					subject,
					preheader,
					intro: lensIntro(inOrder, reviewer, language) ?? usual.intro,
					order: inOrder.map(({ slug }) => slug),
				},
			];
		}),
	);
}

/** Then what they had an opinion on. Otherwise the order stays. */
function dissentFirst(
	comparisons: readonly ComparisonContent[],
	reviewer: Reviewer,
): ComparisonContent[] {
	const rank = (pair: ComparisonContent) =>
		2 * dissentOn(pair, reviewer) +
		(sides(pair, reviewer).some(hasOpinion) ? 1 : 0);
	return comparisons.toSorted((a, b) => rank(b) - rank(a));
}

interface Side extends LensSide {
	words: boolean;
}

/**
 * "The Skeptic would ship A (74) and skip B (38)", or "Skeptic: ship A 74, skip B 38". Where two whole names
 * leave no room, their short names, else one tool alone, first where the reviewer and
 * the panel differ; at most one name is cut, and only if none has room.
 *
 * @param tools of the issue: a short name must not mean another of them
 */
export function lensSubject(
	lead: ComparisonContent,
	reviewer: Reviewer,
	past: PastSubjects = noPastSubjects,
	number = 0,
	language: Language = english,
	tools: readonly ToolContent[] = [lead.left, lead.right],
): string {
	const { lens, subject } = language;
	const [left, right] = sides(lead, reviewer);
	const named = (side: Side, name: string) => ({ ...side, name });
	const short = (a: string, b: string) =>
		lens.shortSubject(reviewer, named(left, a), named(right, b));
	const single = (side: Side) => (name: string) =>
		lens.single(reviewer, named(side, name));
	const shortSingle = (side: Side) => (name: string) =>
		lens.shortSingle(reviewer, named(side, name));
	const [x, y] = [isolate(left.name), isolate(right.name)];
	const shortA = shortNameOf(lead.left, tools);
	const shortB = shortNameOf(lead.right, tools);
	const [shortX, shortY] = [isolate(shortA), isolate(shortB)];
	const numbered = (text: string) => subject.numbered(text, number);
	const differs = (side: Side) => {
		const call = callOf(side === left ? lead.left : lead.right);
		const isDecided = side.verdict !== null && call !== null;
		return Number(isDecided && call !== "split" && call !== side.verdict);
	};
	const known = [left, right]
		.filter(hasOpinion)
		.toSorted((a, b) => differs(b) - differs(a));
	const shortOf = (side: Side) => (side === left ? shortX : shortY);
	function* candidates(): Generator<string> {
		yield lens.subject(reviewer, named(left, x), named(right, y));
		yield short(x, y);
		yield short(x, shortY);
		yield short(shortX, y);
		yield short(shortX, shortY);
		// Of a short name alone, a subject says too little.
		for (const side of known)
			yield* [
				single(side)(isolate(side.name)),
				shortSingle(side)(isolate(side.name)),
				single(side)(shortOf(side)),
				shortSingle(side)(shortOf(side)),
				shortSingle({ ...side, score: null })(isolate(side.name)),
			].filter((text) => characterCount(text) >= SUBJECT.min);
		yield* cutLonger(short, shortA, shortB);
		for (const side of known) yield cutToFit(shortSingle(side), side.name);
		yield numbered(short(x, y));
		for (const side of known)
			yield cutToFit((name) => numbered(shortSingle(side)(name)), side.name);
	}
	for (const text of candidates())
		if (characterCount(text) <= SUBJECT.max && !past.had(text)) return text;
	return cutToFit(numbered, left.name);
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

function verdictsOf(lead: ComparisonContent, reviewer: Reviewer) {
	const [left, right] = sides(lead, reviewer);
	return [left.verdict, right.verdict] as const;
}

function hasOpinion({ verdict, score, words }: Side): boolean {
	return verdict !== null || score !== null || words;
}
