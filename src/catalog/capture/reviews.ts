import type { Verdict } from "../../db/catalog-tables.ts";
import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash } from "./lines.ts";

/** One review as the page has it. */
export interface CapturedReview {
	score: number | null;
	verdict: Verdict | null;
	body: string;
	line: number;
}

const OPENING = /^[“«"]/;
const CLOSING = /[”“»"]$/;

/**
 * Splits lines into reviews: by lines with a score; else by quotation marks;
 * else one review per line, if there are not too many; else by blank lines. A
 * review that is only a dash is null.
 *
 * @param expected how many reviews there should be at most
 * @throws BadInput `truncated`, `bad-score`
 */
export function splitReviews(
	lines: readonly CaptureLine[],
	expected: number,
): (CapturedReview | null)[] {
	if (lines.some((line) => scoreLine(line))) return byScores(lines);
	const quoted = lines[0] !== undefined && OPENING.test(lines[0].text);
	const groups = quoted ? byQuotes(lines) : byParagraphs(lines, expected);
	return groups.map((group) => capturedReview(group, null));
}

function byScores(lines: readonly CaptureLine[]): (CapturedReview | null)[] {
	const reviews: { head: CaptureLine; body: CaptureLine[] }[] = [];
	for (const line of lines) {
		if (scoreLine(line)) reviews.push({ head: line, body: [] });
		else if (reviews.length > 0) reviews.at(-1)?.body.push(line);
		else
			throw badInput("truncated", 'expected a score such as "82/100 · ship"', {
				line: line.number,
			});
	}
	return reviews.map(({ head, body }) => {
		if (body.length > 0) return capturedReview(body, head);
		throw badInput("truncated", "expected a review below this score", {
			line: head.number,
		});
	});
}

/** "82/100 · ship", with a dash for what is unknown. */
function scoreLine(line: CaptureLine) {
	const match = /^(\d+|[—–-]+)\s*\/\s*100\b\s*[·•|,:–—-]*\s*(\S*)$/.exec(
		line.text,
	);
	return match ? { score: match[1] ?? "", verdict: match[2] ?? "" } : null;
}

/** A quotation may have several paragraphs. It ends with a closing mark that is followed by an opening one or by the end. */
function byQuotes(lines: readonly CaptureLine[]): CaptureLine[][] {
	const groups: CaptureLine[][] = [];
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

/** Later paragraphs of a quotation may begin with an opening mark, too. */
function withoutMarks(group: readonly CaptureLine[]): CaptureLine[] {
	return group.map((line, index) => {
		const text = line.text.replace(OPENING, "");
		const last = index === group.length - 1;
		return { ...line, text: (last ? text.replace(CLOSING, "") : text).trim() };
	});
}

function byParagraphs(
	lines: readonly CaptureLine[],
	expected: number,
): CaptureLine[][] {
	if (lines.length <= expected) return lines.map((line) => [line]);
	const groups: CaptureLine[][] = [];
	for (const line of lines) {
		const last = groups.at(-1);
		if (last && !line.afterBlank) last.push(line);
		else groups.push([line]);
	}
	return groups;
}

function capturedReview(
	lines: readonly CaptureLine[],
	head: CaptureLine | null,
): CapturedReview | null {
	const text = lines.map((line) => line.text).join("\n\n");
	const body = head ? unquoted(text) : text;
	if (isDash(body) || /^no review yet\.?$/i.test(body)) return null;
	return {
		...(head ? scoreOf(head) : { score: null, verdict: null }),
		body,
		line: (head ?? lines[0])?.number ?? 1,
	};
}

function scoreOf(line: CaptureLine): Pick<CapturedReview, "score" | "verdict"> {
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
		throw badInput(
			"bad-score",
			`expected a score from 0 to 100, but found ${score}`,
			{
				line: line.number,
			},
		);
	return {
		score: /^\d+$/.test(score) ? Number(score) : null,
		verdict: word === "ship" || word === "skip" ? word : null,
	};
}

/** Removes quotation marks round the whole text, but not those round parts of it. */
function unquoted(text: string): string {
	const inner = text.slice(1, -1);
	const whole = OPENING.test(text) && CLOSING.test(text) && text.length > 1;
	return whole && !/[“”«»"]/.test(inner) ? inner.trim() : text;
}
