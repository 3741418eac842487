import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import { type CaptureLine, endsSentence } from "./lines.ts";

/** What stands above a review; a verdict that is not there is undefined, a dash is null. */
export interface ScoreLine {
	score: number | null;
	verdict: Verdict | null | undefined;
}

const SCORE =
	/^(?:(ship|skip)\s*[·•|,:–—-]*\s*)?(?:score\s*:?\s*)?(\d+|[—–-]+)\s*\/\s*100\b\s*[·•|,:(–—-]*\s*([^\s()]*)\)?$/i;
/** Characters: no score line is longer, and the patterns are slow with many spaces. */
const LONGEST = 200;
/** Other figures that are meant as a score: "8.4/10". */
const LIKE_SCORE = /^(?:score\s*:?\s*)?\d[\d.,]*\s*\/\s*\d+\b.{0,20}$/i;

export function isScoreLine(text: string): boolean {
	return (
		text.length <= LONGEST &&
		(SCORE.test(text) || (LIKE_SCORE.test(text) && !endsSentence(text)))
	);
}

/**
 * Reads "82/100 · ship", "ship · 82/100" or "82/100", with a dash for what is
 * unknown.
 *
 * @throws BadInput `bad-score`, `bad-verdict`
 */
export function readScoreLine(line: CaptureLine): ScoreLine {
	const match = line.text.length <= LONGEST ? SCORE.exec(line.text) : null;
	const [, before, score = "", after = ""] = match ?? [];
	if (!match || Number(score) > 100)
		throw badInput(
			"bad-score",
			`expected a score from 0 to 100, but found ${match ? score : `"${line.text}"; write it such as "82/100 · ship"`}`,
			{ line: line.number },
		);
	const isWord = /^(?:ship|skip)$/i.test(after);
	if ((after !== "" && !isWord && !/^[—–-]+$/.test(after)) || (before && after))
		throw badInput(
			"bad-verdict",
			`expected ship or skip, but found "${before ? line.text : after}"`,
			{ line: line.number },
		);
	const word = (before ?? after).toLowerCase();
	const dash = /[—–-]\s*$/.test(line.text) && after === "";
	return {
		score: /^\d+$/.test(score) ? Number(score) : null,
		verdict:
			word === "ship" || word === "skip"
				? word
				: word !== "" || dash
					? null
					: undefined,
	};
}

/** A verdict on a line of its own; null when the line is none. */
export function verdictLine(text: string): Verdict | null {
	const word = text.toLowerCase();
	return word === "ship" || word === "skip" ? word : null;
}
