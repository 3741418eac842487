import { REVIEWERS } from "../../catalog/panel.ts";
import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { english } from "./language/en/english.ts";
import type { Language } from "./language/language.ts";
import { callOf, type Outcome, outcomeOf } from "./outcome.ts";
import { nameOf, sentence } from "./sentence.ts";
import {
	type Candidate,
	type UsedForms,
	usedForms,
	waysOf,
} from "./used-forms.ts";
import { clausesOn } from "./verdict-clause.ts";

type Pair = Pick<ComparisonContent, "slug" | "left" | "right">;

/** Points between two averages that are worth a sentence. */
const TELLING_GAP = 3;

/** In which language a text is composed, and what the texts before it used; by default English, and nothing. */
export interface Composing {
	language?: Language;
	used?: UsedForms;
	/** For a comparison in brief: without the points. */
	briefly?: boolean;
}

/**
 * The verdict on a comparison in one to three sentences, composed from the
 * facts alone. The same facts after the same texts always give the same text.
 * What is not known is named as unknown. What was said in each way already, and
 * stands next to it as a figure, is left out.
 */
export function summarise(
	pair: Pair,
	{ language = english, used = usedForms(), briefly = false }: Composing = {},
): string {
	const verdicts = verdictSentence(pair, { language, used });
	return [verdicts, ...afterwards(pair, language, used, briefly)].join(" ");
}

/** The first sentence of {@link summarise}, which says it all: how the panel voted on both. */
export function verdictSentence(
	pair: Pair,
	{ language = english, used = usedForms() }: Composing = {},
): string {
	const together = togetherOn(pair, language);
	const said = used.chooseNew(pair.slug, together);
	return sentence(said ?? used.choose(pair.slug, byClauses(pair, language)));
}

/** Ways to say how the panel voted on both tools at once; none where the votes have nothing in common. */
function togetherOn({ left, right }: Pair, { pairs }: Language): Candidate[] {
	const [a, b] = [outcomeOf(left), outcomeOf(right)];
	const [x, y] = [nameOf(left), nameOf(right)];
	if (a.kind === "all" && b.kind === "none")
		return waysOf("pair all none", pairs.allAndNone, { x, y });
	if (a.kind === "none" && b.kind === "all")
		return waysOf("pair all none", pairs.allAndNone, { x: y, y: x });
	if ("who" in a && "who" in b) {
		const { who } = a;
		const other = b.who;
		if (a.kind !== b.kind) {
			const both = a.kind === "dissent" ? { x, y, who } : { x: y, y: x, who };
			return who === other ? waysOf("pair on both", pairs.onBoth, both) : [];
		}
		const [same, each] =
			a.kind === "dissent"
				? [pairs.sameDissent, pairs.dissents]
				: [pairs.sameLone, pairs.loners];
		return who === other
			? waysOf(`pair same ${a.kind}`, same, { x, y, who })
			: waysOf(`pair ${a.kind}`, each, { x, y, who, other });
	}
	if (isSplit(a) && isSplit(b))
		return waysOf("pair split", pairs.bothSplit, { x, y });
	if (a.kind !== b.kind) return [];
	if (a.kind === "all") return waysOf("pair all", pairs.bothAll, { x, y });
	if (a.kind === "none") return waysOf("pair none", pairs.bothNone, { x, y });
	return a.kind === "unknown"
		? waysOf("pair unknown", pairs.bothUnknown, { x, y })
		: [];
}

const isSplit = ({ kind }: Outcome) => kind === "split" || kind === "sides";

/** Every clause on the left tool with every clause on the right one, each in another form. */
function byClauses({ left, right }: Pair, language: Language): Candidate[] {
	const { alike, unlike } = language.pairs;
	const [call, other] = [callOf(left), callOf(right)];
	const seconds = clausesOn(right, language);
	const all = clausesOn(left, language).flatMap((first) =>
		seconds.flatMap((second) => {
			const facts = { first: first.phrase, second: second.phrase, call };
			const joined =
				call === other
					? waysOf("alike", alike, facts)
					: waysOf("unlike", unlike, facts);
			return joined.map(({ forms, phrase }) => ({
				forms: [...forms, ...first.forms, ...second.forms],
				phrase,
			}));
		}),
	);
	const varied = all.filter(
		({ forms }) => new Set(forms).size === forms.length,
	);
	return varied.length > 0 ? varied : all;
}

/** What changed since last time and who scores more, where there is a new way to say it. */
function afterwards(
	{ slug, left, right }: Pair,
	language: Language,
	used: UsedForms,
	briefly: boolean,
): string[] {
	const { after } = language;
	const add = (candidates: readonly Candidate[]): string[] => {
		const said = used.chooseNew(slug, candidates);
		return said ? [sentence(said)] : [];
	};
	const points = briefly ? null : pointsOf(left, right);
	const [first, second] = [left, right].filter(({ flip }) => flip !== null);
	if (!first?.flip) return add(pointsWays(points, language));
	const { from } = first.flip;
	const x = nameOf(first);
	if (second?.flip)
		return [
			...add(
				second.flip.from === from
					? waysOf("both flipped", after.bothFlipped, { from })
					: waysOf(
							"crossed",
							after.crossed,
							from === "skip"
								? { x, y: nameOf(second) }
								: { x: nameOf(second), y: x },
						),
			),
			...add(pointsWays(points, language)),
		];
	if (points?.ahead === first && points.high > points.low) {
		const { high, low } = points;
		return add(
			waysOf("flipped leads", after.flippedLeads, { x, from, high, low }),
		);
	}
	return [
		...add(waysOf("flipped", after.flipped, { x, from })),
		...add(pointsWays(points, language)),
	];
}

interface PointsOfPair {
	ahead: ToolContent;
	behind: ToolContent;
	high: number;
	low: number;
	/** Both have as many points, before they are rounded. */
	level: boolean;
}

/** The average scores of both; null unless all eight scores are known. */
function pointsOf(left: ToolContent, right: ToolContent): PointsOfPair | null {
	const [a, b] = [averageScore(left), averageScore(right)];
	if (a === null || b === null) return null;
	return a >= b
		? {
				ahead: left,
				behind: right,
				high: a,
				low: b,
				level: areLevel(left, right),
			}
		: { ahead: right, behind: left, high: b, low: a, level: false };
}

function pointsWays(
	points: PointsOfPair | null,
	{ after }: Language,
): Candidate[] {
	if (points === null) return [];
	const { ahead, behind, high, low, level } = points;
	if (high === low)
		return waysOf("level", after.level, { points: high, exact: level });
	const facts = { x: nameOf(ahead), y: nameOf(behind), high, low };
	if (callOf(ahead) === "skip" && callOf(behind) === "ship")
		return waysOf("points against", after.pointsAgainst, facts);
	return high - low < TELLING_GAP ? [] : waysOf("points", after.points, facts);
}

/** The panel's average score, rounded; null unless all four are known. */
export function averageScore(
	tool: Pick<ToolContent, "reviews">,
): number | null {
	const total = totalScore(tool);
	return total === null ? null : Math.round(total / REVIEWERS.length);
}

/** Whether the panel gave both tools as many points, not only about as many; false where a score is not known. */
export function areLevel(left: ToolContent, right: ToolContent): boolean {
	const total = totalScore(left);
	return total !== null && total === totalScore(right);
}

function totalScore({ reviews }: Pick<ToolContent, "reviews">): number | null {
	const scores = reviews.flatMap((review) => review.score ?? []);
	return scores.length < REVIEWERS.length
		? null
		: scores.reduce((sum, score) => sum + score, 0);
}
