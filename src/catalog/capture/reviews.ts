import type { Verdict } from "../../db/schema.ts";
import { badInput } from "../import/finding.ts";
import { isDash, type Line } from "./lines.ts";

/** One review as the page shows it. */
export interface Excerpt {
	score: number | null;
	verdict: Verdict | null;
	body: string;
	line: number;
}

const OPENING = /^[“«"]/;
const CLOSING = /[”“»"]$/;

/**
 * Splits lines into reviews by the surest sign there is: lines with a score;
 * else quotation marks; else one paragraph for each review; else, where some
 * paragraphs have a blank line before them and others do not, the blank lines.
 * A review that is only a dash was not given: null.
 *
 * @param expected how many reviews there should be; decides between the last two
 * @throws BadInput `truncated`, `bad-score`
 */
export function splitReviews(
	lines: readonly Line[],
	expected: number,
): (Excerpt | null)[] {
	if (lines.some((line) => scoreLine(line))) return byScores(lines);
	const quoted = lines[0] !== undefined && OPENING.test(lines[0].text);
	const groups = quoted ? byQuotes(lines) : byParagraphs(lines, expected);
	return groups.map((group) => excerpt(group, null));
}

function byScores(lines: readonly Line[]): (Excerpt | null)[] {
	const reviews: { head: Line; body: Line[] }[] = [];
	for (const line of lines) {
		if (scoreLine(line)) reviews.push({ head: line, body: [] });
		else if (reviews.length > 0) reviews.at(-1)?.body.push(line);
		else
			throw badInput("truncated", 'expected a score such as "82/100 · ship"', {
				line: line.number,
			});
	}
	return reviews.map(({ head, body }) => {
		if (body.length > 0) return excerpt(body, head);
		throw badInput("truncated", "expected a review below its score", {
			line: head.number,
		});
	});
}

/** "82/100 · ship", with a dash for what is not known. */
function scoreLine(line: Line) {
	const match = /^(\d+|[—–-]+)\s*\/\s*100\b\s*[·•|,:–—-]*\s*(\S*)$/.exec(
		line.text,
	);
	return match ? { score: match[1] ?? "", verdict: match[2] ?? "" } : null;
}

/** A quotation may run over several paragraphs: it ends with a closing mark before an opening one, or before nothing. */
function byQuotes(lines: readonly Line[]): Line[][] {
	const groups: Line[][] = [];
	let open = false;
	for (const [index, line] of lines.entries()) {
		if (!open) groups.push([]);
		groups.at(-1)?.push(line);
		const next = lines[index + 1];
		open = !(CLOSING.test(line.text) && (!next || OPENING.test(next.text)));
	}
	if (open)
		throw badInput(
			"truncated",
			"expected the last review to end with its quotation mark",
			{ line: lines.at(-1)?.number ?? 1 },
		);
	return groups.map(withoutMarks);
}

/** Later paragraphs of a quotation may begin with a mark of their own. */
function withoutMarks(group: readonly Line[]): Line[] {
	return group.map((line, index) => {
		const text = line.text.replace(OPENING, "");
		const last = index === group.length - 1;
		return { ...line, text: (last ? text.replace(CLOSING, "") : text).trim() };
	});
}

function byParagraphs(lines: readonly Line[], expected: number): Line[][] {
	if (lines.length <= expected) return lines.map((line) => [line]);
	const groups: Line[][] = [];
	for (const line of lines) {
		const last = groups.at(-1);
		if (last && !line.gap) last.push(line);
		else groups.push([line]);
	}
	return groups;
}

function excerpt(lines: readonly Line[], head: Line | null): Excerpt | null {
	const text = lines.map((line) => line.text).join("\n\n");
	const body = head ? unquoted(text) : text;
	if (isDash(body) || /^no review yet\.?$/i.test(body)) return null;
	return {
		...(head ? scoreOf(head) : { score: null, verdict: null }),
		body,
		line: (head ?? lines[0])?.number ?? 1,
	};
}

function scoreOf(line: Line): Pick<Excerpt, "score" | "verdict"> {
	const { score, verdict } = scoreLine(line) ?? { score: "", verdict: "" };
	const word = verdict.toLowerCase();
	if (!/^(ship|skip|[—–-]*)$/.test(word))
		throw badInput(
			"bad-verdict",
			`expected ship or skip, but found "${verdict}"`,
			{
				line: line.number,
			},
		);
	if (Number(score) > 100)
		throw badInput("bad-score", `${score} is not a score from 0 to 100`, {
			line: line.number,
		});
	return {
		score: /^\d+$/.test(score) ? Number(score) : null,
		verdict: word === "ship" || word === "skip" ? word : null,
	};
}

/** Without the quotation marks round the whole; marks round parts of it stay. */
function unquoted(text: string): string {
	const inner = text.slice(1, -1);
	const whole = OPENING.test(text) && CLOSING.test(text) && text.length > 1;
	return whole && !/[“”«»"]/.test(inner) ? inner.trim() : text;
}
