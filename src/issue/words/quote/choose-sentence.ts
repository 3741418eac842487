import type { Verdict } from "../../../db/catalog-tables.ts";
import { isTurn, stanceOf } from "./stance.ts";
import { plainWords, toneOf } from "./tone.ts";

/** A sentence of a review as the choice sees it. */
interface Candidate {
	index: number;
	/** For the verdict above 0, against it below. */
	agrees: number;
	score: number;
}

/** What the reviewer says of a tool. */
export interface Judged {
	verdict: Verdict | null;
	/** 0 to 100; null: not known. */
	score: number | null;
}

/** Code points of a sentence that reads well as a quote. */
const SHORT = 25;
const LONG = 200;

/**
 * Which sentence of a review bears its verdict: one that decides, one after the
 * turn, one whose tone agrees with ship or skip, rather at the end than in the
 * middle. The same sentences always give the same choice.
 *
 * @param sentences at least one
 * @returns its index
 */
export function chooseSentence(
	sentences: readonly string[],
	judged: Judged,
): number {
	const seen = sentences.map((sentence) => {
		const text = plainWords(sentence);
		return {
			length: [...sentence.trim()].length,
			asks: /\?["'”’)\]]*\s*$/.test(sentence),
			listed: /^\s*(?:\d{1,2}[.)]|[-*•])\s/.test(sentence),
			text,
			tone: clamp(toneOf(sentence)),
			stance: stanceOf(text),
			turns: isTurn(text),
		};
	});
	const last = seen.length - 1;
	const turn = seen.findLastIndex(({ turns }, index) => turns && index > 0);
	const wanted = judged.verdict ?? leanOf(judged.score, seen, turn);
	const sign = wanted === "skip" ? -1 : 1;
	const candidates = seen.map((one, index): Candidate => {
		const stance = one.stance === null ? 0 : one.stance === wanted ? 1 : -1;
		const agrees = sign * one.tone + 2 * stance;
		const turned = seen[turn];
		const turnAgrees =
			turned !== undefined &&
			sign * turned.tone + (turned.stance === wanted ? 2 : 0) >= 0;
		let score = sign * one.tone * 1.2 + 2.2 * stance;
		if (one.turns && agrees >= 0) score += 1;
		// What is conceded before the turn.
		if (turnAgrees && index < turn) score -= 0.6;
		if (index === last) score += 0.7;
		else if (index === last - 1) score += 0.2;
		if (index === 0 && last > 0) score -= 0.1;
		if (/\b(?:i|me|my|we)\b/.test(one.text)) score += 0.2;
		if (one.asks) score -= 2;
		if (one.listed) score -= 0.4;
		if (one.length < SHORT) score -= 0.4;
		if (one.length > LONG) score -= (one.length - LONG) / 150;
		return { index, agrees, score };
	});
	return candidates.reduce((best, one) => (one.score > best.score ? one : best))
		.index;
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
