import { isDash } from "./lines.ts";

/** Ship and skip as the page states them: both counts, a share, or neither. */
export interface CapturedVotes {
	ship: number | null;
	skip: number | null;
	/** Percentage that says ship. */
	share: number | null;
}

export const NO_VOTES: CapturedVotes = { ship: null, skip: null, share: null };

/**
 * Reads "Ship · 8 ship / 4 skip", "67% ship", "67%", "—" or "No community
 * votes yet". Null when it is none of these.
 */
export function parseVotes(text: string): CapturedVotes | null {
	if (isDash(text) || /^no\b.*\b(votes?|verdict)\b/i.test(text))
		return NO_VOTES;
	const ship = /(\d+)\s*ships?\b/i.exec(text)?.[1];
	const skip = /(\d+)\s*skips?\b/i.exec(text)?.[1];
	if (ship !== undefined && skip !== undefined)
		return { ship: Number(ship), skip: Number(skip), share: null };
	const percent = /(\d+(?:[.,]\d+)?)\s*%\s*(skip)?/i.exec(text);
	if (!percent?.[1]) return null;
	const share = Math.round(Number(percent[1].replace(",", ".")));
	return { ...NO_VOTES, share: percent[2] ? 100 - share : share };
}

/** Percentage that says ship, from the counts where they are known; null when unknown. */
export function shipShare(votes: CapturedVotes): number | null {
	const { ship, skip, share } = votes;
	if (ship === null || skip === null || ship + skip === 0) return share;
	return Math.round((100 * ship) / (ship + skip));
}
