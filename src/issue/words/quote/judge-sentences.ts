import type { Verdict } from "../../../db/catalog-tables.ts";
import { sizeOf } from "./cut.ts";
import {
	isOtherLanguage,
	isTurnElsewhere,
	toneElsewhere,
} from "./other-languages.ts";
import { isDemand, isTurn, stanceOf } from "./stance.ts";
import { plainWords, toneOf } from "./tone.ts";

/** "The buyer is a …", "I asked it for …", "I wanted to like it": no verdict yet. */
const SETS_SCENE =
	/^(?:(?:the|its|their) (?:primitive|dx bet|dependency|buyer|user|customer|thesis|bet|category|pitch|idea|claim|premise|promise|task|test|test case)(?: here)? (?:is|was|are) (?:an?|the|that|per|someone|whoever)\b|(?:i|we) (?:\w+ly )?tried to\b|(?:i|we) (?:asked|fed|gave|ran|tested|tried|recreated|pointed|opened|installed|compared|looked for|started|let|threw|sent|uploaded|handed|pushed|loaded|imported|indexed|migrated)\b(?!.*[,;:]).{0,70}$)/;

/** Direct speech and who speaks it, what a maker says, advice to a maker, and what was expected. */
const ASIDE: readonly RegExp[] = [
	/^\s*["“„«][^"”“»]*["”“»],?\s+(?:(?:was|is|were) (?:my|our|the|their)|(?:\w+ ){0,4}(?:said|says|asked|asks|replied|wrote|writes|reads|promises|goes))\b/i,
	/^(?:they|the (?:vendor|company|team|founders?|makers?|deck|site|page)) (?:say|says|said|promise|promises|promised|claim|claims|claimed|told me)\b/i,
	/^(?:(?:i|we) would )?(?:expand|sell|charge|hire|raise|lower|watch|expect|add|fix|price|keep an eye|halve|rename|open-source|find|focus)\b/i,
	/^(?:i|we) (?:\w+ly )?(?:wanted|expected|hoped|meant) to\b/i,
	/^(?:and )?(?:a |what a |which is a |too )?(?:shame|pity|bad)\b/i,
];

/** What the reviewer says of a tool. */
export interface Judged {
	verdict: Verdict | null;
	/** 0 to 100; null: not known. */
	score: number | null;
}

/** How a sentence of a review stands to the verdict. */
export interface Standing {
	/** Above 0: it speaks for the verdict; below: against it. */
	agrees: number;
	/** The highest one bears the verdict best. */
	score: number;
}

/** A sentence of less says little; one of more is long for a quote. */
const SHORT = 25;
const LONG = 200;
const REMARK = 45;
/** A sentence whose tone is so clear speaks for the verdict, or against it. */
const CLEAR = 0.8;
/** A longer one would be cut. */
const TOO_LONG = 280;

/**
 * How well each sentence of a review bears its verdict: one that decides, one
 * after the turn, one whose tone agrees with ship or skip, rather at the end than
 * in the middle. The same sentences always get the same standing.
 *
 * @param names of tools: "Brilliant" as a name is no praise
 */
export function judgeSentences(
	sentences: readonly string[],
	judged: Judged,
	names: readonly string[],
): Standing[] {
	const lookAt = isOtherLanguage(sentences.join(" ")) ? lookElsewhere : look;
	const seen = sentences.map((sentence) => lookAt(sentence, names));
	// Where the reviewer ends: what others say, or what would be otherwise, may follow.
	const end = seen.findLastIndex(
		(one) => !one.isAside && !one.isOtherCase && !one.setsScene,
	);
	const last = end < 0 ? seen.length - 1 : end;
	const turn = seen.findLastIndex(({ turns }, index) => turns && index > 0);
	const wanted = judged.verdict ?? leanOf(judged.score, seen, turn);
	const sign = wanted === "skip" ? -1 : 1;
	const agreements = seen.map(({ tone, stance }) => {
		const decided = stance === null ? 0 : stance === wanted ? 1 : -1;
		return { agrees: sign * tone + 2 * decided, decided };
	});
	// "Nice icon, though." gives the other side its due, unless what it follows does that.
	for (const [index, one] of seen.entries()) {
		const [before, own] = [agreements[index - 1], agreements[index]];
		if (
			one.endsInTurn &&
			before &&
			own &&
			before.agrees >= 0 &&
			own.agrees <= 0
		)
			own.agrees = Math.min(own.agrees, -1);
	}
	const conceded = turn > 0 && (agreements[turn]?.agrees ?? 0) >= 0;
	const gaveDue = agreements.some(
		({ agrees }, index) => agrees <= -CLEAR && index < last,
	);
	const clear = agreements.some(
		({ agrees }, index) =>
			// A long review says it somewhere; a short one may leave it to its end.
			agrees >= (seen.length > 3 ? 0.5 : CLEAR) ||
			(agrees > 0 && seen[index]?.turns === true),
	);
	const others = agreements.filter(({ agrees }) => agrees >= 0).length;
	return seen.map((one, index) => {
		const { agrees, decided } = agreements[index] ?? { agrees: 0, decided: 0 };
		let score = sign * 2 * Math.tanh(one.tone / 1.5) + 2.5 * decided;
		if (one.turns && agrees >= 0) score += 1;
		if (conceded && index < turn) score -= 0.6;
		// Where nothing says it in so many words, the end does, unless it may be an afterthought.
		if (!clear && index === last && decided === 0 && !one.isDemand)
			score += isRemark(seen, last)
				? -1
				: agrees >= 0
					? 0.8
					: gaveDue && (agrees > -CLEAR || one.turns)
						? 0.5
						: 0;
		if (one.isAside || one.isOtherCase) score -= 1;
		if (one.setsScene && others > 1) score -= 0.5;
		if (!clear && seen[index - 1]?.setsScene && agrees >= -0.6) score += 0.4;
		// The end is where verdicts are, but an afterthought may contradict them.
		if (index === last) score += agrees > 0 ? 0.8 : agrees < 0 ? 0.4 : 0.6;
		else if (index === last - 1) score += 0.2;
		if (index === 0 && last > 0) score -= 0.2;
		if (one.isOwn) score += 0.2;
		if (one.isAboutIt) score += 0.2;
		if (one.asks) score -= 2;
		if (one.isDemand && wanted === "ship") score -= 1;
		if (one.isListed) score -= 0.4;
		if (one.size < SHORT && one.stance === null) score -= 1;
		if (one.size > LONG) score -= (one.size - LONG) / 150;
		if (one.size > TOO_LONG) score -= 0.8;
		return { agrees, score };
	});
}

/** Whether the end of a longer review is a short remark after a long sentence: "Pricing passes through." */
function isRemark(seen: readonly Seen[], at: number): boolean {
	const [before, one] = [seen[at - 1], seen[at]];
	return (
		seen.length > 3 &&
		before !== undefined &&
		one !== undefined &&
		!one.turns &&
		one.size < REMARK &&
		one.size < 0.4 * before.size
	);
}

interface Seen {
	size: number;
	tone: number;
	stance: Verdict | null;
	turns: boolean;
	/** It turns with its last word: ", though." */
	endsInTurn: boolean;
	/** It sets the scene or the test: what comes of it follows. */
	setsScene: boolean;
	/** Not what the reviewer says of the tool: '"Boring," said my partner.' */
	isAside: boolean;
	/** What would be if what the verdict rests on were not so. */
	isOtherCase: boolean;
	asks: boolean;
	isDemand: boolean;
	isListed: boolean;
	isOwn: boolean;
	isAboutIt: boolean;
}

function look(sentence: string, names: readonly string[]): Seen {
	const text = plainWords(withoutNames(sentence, names));
	const stance = stanceOf(text);
	return {
		size: sizeOf(sentence.trim()),
		tone: clamp(toneOf(text)) * (SETS_SCENE.test(text) ? 0.3 : 1),
		stance,
		turns: isTurn(text),
		endsInTurn: /\b(?:though|however)[.!]?["'”’)\]]*\s*$/i.test(sentence),
		setsScene: stance === null && SETS_SCENE.test(text),
		isAside: ASIDE.some((pattern) => pattern.test(sentence)),
		isOtherCase:
			/^(?:and |but )?if (?:it|they|that|this|he|she|you|not)\b(?: \w+){0,2}? ?not\b|^(?:otherwise|if not)\b/.test(
				text,
			),
		asks: /[?？؟]["'”’)\]]*\s*$/.test(sentence),
		isDemand: isDemand(text),
		isListed: /^\s*(?:\d{1,2}[.)]|[-*•])\s/.test(sentence),
		isOwn: /\b(?:i|me|my|we)\b/.test(text),
		isAboutIt: /\b(?:it|this|its|they)\b/.test(text),
	};
}

/** The same for a sentence in another language, of which less is known. */
function lookElsewhere(sentence: string, names: readonly string[]): Seen {
	const text = names.reduce(
		(all, name) => (name === "" ? all : all.replaceAll(name, "")),
		sentence,
	);
	return {
		...look(sentence, names),
		tone: clamp(toneElsewhere(text)),
		stance: null,
		turns: isTurnElsewhere(text),
		endsInTurn: false,
		setsScene: false,
		isDemand: false,
		isOwn: false,
		isAboutIt: false,
	};
}

/** Names say nothing of a tone: those given, and within a sentence each with a capital ("Swift"). */
function withoutNames(sentence: string, names: readonly string[]): string {
	return names
		.reduce(
			(text, name) => (name === "" ? text : text.replaceAll(name, "this tool")),
			sentence,
		)
		.replace(/(?<=[\p{Ll},;] )\p{Lu}\p{Ll}+\b/gu, "name");
}

/** Which verdict a review without one leans to: by its score, else by the tone of its end. */
function leanOf(
	score: number | null,
	seen: readonly { tone: number; stance: Verdict | null }[],
	turn: number,
): Verdict {
	if (score !== null && Math.abs(score - 55) > 5)
		return score > 55 ? "ship" : "skip";
	const sum = seen.reduce((total, { tone, stance }, index) => {
		const own = tone + (stance === null ? 0 : stance === "ship" ? 2 : -2);
		return total + own * (index >= turn ? 1 : 0.5);
	}, 0);
	return sum < 0 ? "skip" : "ship";
}

function clamp(tone: number): number {
	return Math.max(-2.5, Math.min(2.5, tone));
}
