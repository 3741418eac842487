import type { Reviewer } from "../../db/catalog-tables.ts";
import type { ComparisonContent, ToolContent } from "../content/content.ts";
import { english } from "./language/en/english.ts";
import type { Language, PreheaderWords } from "./language/language.ts";
import {
	callOf,
	dissenterOn,
	type Outcome,
	outcomeOf,
	votesFor,
} from "./outcome.ts";
import { characterCount, normalizedWords } from "./phrases.ts";
import { nameOf, type Phrase, phrase, sentence } from "./sentence.ts";
import { shorten } from "./shorten.ts";
import { oddsOf, priceChange } from "./story.ts";
import { areLevel, averageScore, type Composing } from "./summary.ts";
import { type Candidate, usedForms, waysOf } from "./used-forms.ts";
import { clausesOn } from "./verdict-clause.ts";

/** Characters: an inbox shows no more than `max`, and fills a shorter one with the message's beginning. */
export const PREHEADER = { min: 40, max: 90 };

/** Characters of a reason that leave room for what comes after it. */
const REASON_LENGTH = 58;

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
	{ language = english, used = usedForms() }: Composing = {},
): string {
	const { preheader } = language;
	const fitting = reasons(subject, lead, language).find(({ phrase }) => {
		const reason = sentence(phrase);
		return characterCount(reason) <= REASON_LENGTH && !repeats(reason, subject);
	});
	const opening = fitting
		? sentence(used.choose(lead.slug, [fitting]))
		: callOf(lead.left) === null && callOf(lead.right) === null
			? preheader.unknown
			: preheader.nothing;
	return preheaderFrom(opening, others, preheader);
}

/** A preheader that begins with this sentence and goes on with the other comparisons. */
export function preheaderFrom(
	opening: string,
	others: readonly { title: string }[],
	words: PreheaderWords = english.preheader,
): string {
	const titles = others.map(({ title }) => title);
	const also =
		titles.length === 0
			? words.fill
			: [
					`${words.also(titles, 0)}.`,
					...(titles.length > 1
						? [`${words.also(titles.slice(0, 1), titles.length - 1)}.`]
						: []),
					words.count(titles.length),
					...words.fill,
				];
	const options = also.map((text) => `${opening} ${text}`);
	// Rather nothing after it than something that is cut.
	return (
		[...options, opening].find(
			(text) =>
				characterCount(text) >= PREHEADER.min &&
				characterCount(text) <= PREHEADER.max,
		) ?? shorten(options.at(-1) ?? opening, PREHEADER.max)
	);
}

/** What the subject leaves out, the most telling first. Each in its plainest way. */
function reasons(
	subject: string,
	{ left, right }: ComparisonContent,
	language: Language,
): Candidate[] {
	const { preheader, after, labels } = language;
	const [x, y] = [nameOf(left), nameOf(right)];
	const own = (form: string, phrase: Phrase): Candidate[] => [
		{ forms: [`preheader ${form}`], phrase },
	];
	const flipped = [left, right].find(({ flip }) => flip !== null);
	const [a, b] = [outcomeOf(left), outcomeOf(right)];
	const [who, other] = [dissenterOn(left), dissenterOn(right)];
	const named = (one: Reviewer | null) =>
		one === null || subject.includes(labels.reviewers[one]);
	const [votesA, votesB] = [votesFor(left), votesFor(right)];
	const agreed = (outcome: Outcome) =>
		outcome.kind === "all" || outcome.kind === "none";
	return [
		...(flipped?.flip && !preheader.mentionsFlip(subject)
			? waysOf("flipped", after.flipped, {
					x: nameOf(flipped),
					from: flipped.flip.from,
				}).slice(0, 1)
			: []),
		...[left, right].flatMap((tool) =>
			tool.community && oddsOf(tool) === "strong"
				? own(
						"revolt",
						preheader.revolt({
							x: nameOf(tool),
							share: tool.community.share,
						}),
					)
				: [],
		),
		...[left, right].flatMap((tool) => {
			const change = priceChange(tool);
			return change
				? own("price", preheader.price({ x: nameOf(tool), ...change }))
				: [];
		}),
		...(agreed(a) && agreed(b)
			? own("agrees", phrase`${preheader.agrees}`)
			: []),
		...(who !== null && who === other && !named(who)
			? own("on both", phrase`${preheader.disagreesOnBoth(who)}`)
			: []),
		...[left, right].flatMap((tool) =>
			(who === null) === (other === null) || named(dissenterOn(tool))
				? []
				: clausesOn(tool, language).slice(0, 1),
		),
		...[left, right].flatMap((tool) =>
			callOf(tool) === "split" && !subject.includes(tool.name)
				? clausesOn(tool, language).slice(0, 1)
				: [],
		),
		...pointsReason(subject, left, right, preheader).flatMap((points) =>
			own("points", points),
		),
		...(votesA !== null && votesB !== null
			? own("votes", preheader.votes({ x, y, a: votesA, b: votesB }))
			: []),
	];
}

function pointsReason(
	subject: string,
	left: ToolContent,
	right: ToolContent,
	preheader: PreheaderWords,
): Phrase[] {
	const [a, b] = [averageScore(left), averageScore(right)];
	if (a === null || b === null) return [];
	const said = new Set(subject.match(/\d+/g));
	if (said.has(String(a)) && said.has(String(b))) return [];
	if (a === b)
		return areLevel(left, right) ? [phrase`${preheader.level(a)}`] : [];
	const [ahead, behind] = a > b ? [left, right] : [right, left];
	return [
		preheader.points({
			x: nameOf(ahead),
			y: nameOf(behind),
			high: Math.max(a, b),
			low: Math.min(a, b),
		}),
	];
}

function repeats(reason: string, subject: string): boolean {
	const [a, b] = [normalizedWords(reason), normalizedWords(subject)];
	return b !== "" && (a.includes(b) || b.includes(a));
}
