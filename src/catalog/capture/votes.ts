import { COUNT, parseCount } from "./counts.ts";
import { isDash } from "./lines.ts";

/** Ship and skip as the page states them: both counts, a share, or neither. */
export interface CapturedVotes {
	ship: number | null;
	skip: number | null;
	/** Percentage that says ship. */
	share: number | null;
}

export const NO_VOTES: CapturedVotes = { ship: null, skip: null, share: null };

/** Characters: no statement of votes is longer, and the patterns are slow on what is none. */
const LONGEST = 300;

/** A verdict before the figures: "Ship · ". */
const HEAD =
	/^(?:(ship|skip)|split(?: decision)?|tied?|mixed|even)\s*[·•|:,–—-]\s*(?=.*\d)/i;
/** "67% ship", "38% would skip", "67% of readers say ship". */
const PERCENT =
	"(\\d{1,3}(?:[.,]\\d+)?)\\s*%(?:\\s*of (?:the )?[a-z]+)?(?:\\s+(?:would|will|say|says|said|vote|voted|votes|for|to|of|panel|community))*\\s*(ships?|skips?|shipped|skipped)?(?:\\s+it)?";
const COUNTED =
	"(?:\\s+(?:would|say|said|voted|vote|votes|for|to))*\\s+(ship|skip)s?";
const BETWEEN = "\\s*(?:[/,;·•|–—-]|and|&)?\\s*";

const ONE_SHARE = new RegExp(
	`^${PERCENT}(?:\\s*[(·,]?\\s*${COUNT}\\s*votes?\\)?)?\\.?$`,
	"i",
);
const TWO_SHARES = new RegExp(`^${PERCENT}${BETWEEN}${PERCENT}\\.?$`, "i");
const TWO_COUNTS = new RegExp(
	`^(${COUNT})${COUNTED}${BETWEEN}(${COUNT})${COUNTED}\\.?$`,
	"i",
);
const LABELLED_COUNTS = new RegExp(
	`^(ship|skip)\\s*:?\\s*(${COUNT})\\s*[/,;·•|–—-]\\s*(ship|skip)\\s*:?\\s*(${COUNT})$`,
	"i",
);

/**
 * Reads "Ship · 1,208 ship / 4 skip", "67% ship", "38% would skip", "67%", "—" or
 * "No community votes yet". Null when the whole text is none of these, or when it
 * contradicts itself.
 */
export function parseVotes(text: string): CapturedVotes | null {
	const plain = text.normalize("NFKC").replace(/\s+/g, " ").trim();
	if (plain.length > LONGEST) return null;
	if (
		isDash(plain) ||
		/^(?:no|not enough)\b[^\d]*\b(?:votes?|verdict)\b[^\d]*$/i.test(plain) ||
		/^0 votes$/i.test(plain)
	)
		return NO_VOTES;
	const head = HEAD.exec(plain);
	const figures = plain.slice(head?.[0].length ?? 0);
	return (
		counts(figures) ??
		counts(plain) ??
		shares(figures, head?.[1]?.toLowerCase())
	);
}

function counts(text: string): CapturedVotes | null {
	const spoken = TWO_COUNTS.exec(text);
	if (spoken) return bothCounts(spoken[2], spoken[1], spoken[4], spoken[3]);
	const labelled = LABELLED_COUNTS.exec(text);
	if (labelled)
		return bothCounts(labelled[1], labelled[2], labelled[3], labelled[4]);
	return null;
}

function bothCounts(
	firstWord = "",
	first = "",
	secondWord = "",
	second = "",
): CapturedVotes | null {
	const [one, other] = [parseCount(first), parseCount(second)];
	if (isSkip(firstWord) === isSkip(secondWord)) return null;
	if (one === null || other === null) return null;
	return isSkip(firstWord)
		? { ship: other, skip: one, share: null }
		: { ship: one, skip: other, share: null };
}

function shares(text: string, verdict?: string): CapturedVotes | null {
	const two = TWO_SHARES.exec(text);
	if (two) {
		const [, first = "", firstWord = "", second = "", secondWord = ""] = two;
		if (firstWord === "" || secondWord === "") return null;
		if (isSkip(firstWord) === isSkip(secondWord)) return null;
		const [ship, skip] = isSkip(firstWord)
			? [percentage(second), percentage(first)]
			: [percentage(first), percentage(second)];
		const whole = Math.abs(ship + skip - 100) <= 1;
		return whole && !contradicts(verdict, ship)
			? { ...NO_VOTES, share: Math.round(ship) }
			: null;
	}
	const [, figure, word = ""] = ONE_SHARE.exec(text) ?? [];
	if (figure === undefined || percentage(figure) > 100) return null;
	const share = Math.round(
		isSkip(word) ? 100 - percentage(figure) : percentage(figure),
	);
	// "Skip · 62%" may mean that 62% say ship or that 62% say skip.
	const unclear = word === "" && share === 50 && isSkip(verdict ?? "");
	return unclear || contradicts(verdict, share) ? null : { ...NO_VOTES, share };
}

/** Whether a verdict is not that of a share; half the votes may be either. */
function contradicts(verdict: string | undefined, share: number): boolean {
	return (
		verdict !== undefined && share !== 50 && share > 50 === isSkip(verdict)
	);
}

/** Whether a text says a verdict, and votes that are for the other one: "Skip · 80 ship / 40 skip". */
export function contradictsItself(text: string): boolean {
	if (text.length > LONGEST) return false;
	const votes = parseVotes(text);
	const share = votes && shipShare(votes);
	const verdict = /^(ship|skip)\b/i.exec(text.trim())?.[1];
	const [, before] = /^(ship|skip)\s*:?\s*\d/i.exec(text.trim()) ?? [];
	return before === undefined && share !== null && contradicts(verdict, share);
}

function isSkip(word: string): boolean {
	return /^skip/i.test(word);
}

function percentage(text: string): number {
	return Number(text.replace(",", "."));
}

/** Percentage that says ship, from the counts where they are known; null when unknown. */
export function shipShare(votes: CapturedVotes): number | null {
	const { ship, skip, share } = votes;
	if (ship === null || skip === null || ship + skip === 0) return share;
	return Math.round((100 * ship) / (ship + skip));
}
