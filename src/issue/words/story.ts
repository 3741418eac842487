import type {
	ComparisonContent,
	StoryKind,
	ToolContent,
} from "../content/content.ts";
import { callOf, dissenterOn, outcomeOf } from "./outcome.ts";
import { averageScore } from "./summary.ts";

/** What a comparison is about, the strongest kind first. */
const STORY_KINDS: readonly StoryKind[] = [
	"flip",
	"revolt",
	"split",
	"price",
	"gap",
	"dissent",
	"agreed",
];

/** A kind, and the tool that it is about. */
export interface Story {
	kind: StoryKind;
	tool: ToolContent;
}

/** Points between two averages that are news. */
const WIDE_GAP = 25;
/** Per cent of the readers from which on they revolt, against a skip; the rest of 100 against a ship. */
const REVOLT = 60;

/** What a comparison is about, the strongest first; the left tool first of two as strong. Never empty. */
export function storiesOf({
	left,
	right,
}: Pick<ComparisonContent, "left" | "right">): [Story, ...Story[]] {
	const gap = averageGap(left, right);
	const about: Record<StoryKind, ToolContent[]> = {
		flip: [left, right].filter(({ flip }) => flip !== null),
		revolt: [left, right].filter((tool) => oddsOf(tool) === "strong"),
		split: [left, right].filter((tool) => callOf(tool) === "split"),
		price: [left, right].filter((tool) => priceChange(tool) !== null),
		gap: gap && gap.high - gap.low >= WIDE_GAP ? [gap.ahead] : [],
		dissent: [left, right].filter((tool) => dissenterOn(tool) !== null),
		agreed: [left],
	};
	const [first, ...others] = STORY_KINDS.flatMap((kind) =>
		about[kind].map((tool) => ({ kind, tool })),
	);
	return [first ?? { kind: "agreed", tool: left }, ...others];
}

/** How the readers stand to the panel's verdict: far on its other side, just on it, or with it (null, as when it is not known or split). */
export function oddsOf(tool: ToolContent): "strong" | "mild" | null {
	const call = callOf(tool);
	const { community } = tool;
	if (community === null || call === null || call === "split") return null;
	const against = call === "skip" ? community.share : 100 - community.share;
	if (against >= REVOLT) return "strong";
	// Half of the readers say ship: that is a ship, as it is with the panel.
	return against > 50 || (against === 50 && call === "skip") ? "mild" : null;
}

/** Characters of a price that a sentence has room for. */
const PRICE_LENGTH = 20;

/** The entry price before and now; null: it is the same, not known, or too long for a sentence. */
export function priceChange({
	entryPrice,
	priceBefore,
}: ToolContent): { from: string; to: string } | null {
	const [from, to] = [(priceBefore ?? "").trim(), entryPrice.trim()];
	if (from === "" || to === "" || from === to) return null;
	return Math.max(from.length, to.length) > PRICE_LENGTH ? null : { from, to };
}

/** The averages of both tools; null unless both are known and differ. */
export function averageGap(left: ToolContent, right: ToolContent) {
	const [a, b] = [averageScore(left), averageScore(right)];
	if (a === null || b === null || a === b) return null;
	return a > b
		? { ahead: left, behind: right, high: a, low: b }
		: { ahead: right, behind: left, high: b, low: a };
}

/** The two sides of a split, by name; empty where only the share is stated. */
export function sidesOf(tool: ToolContent) {
	const outcome = outcomeOf(tool);
	return outcome.kind === "sides"
		? { ship: outcome.ship, skip: outcome.skip }
		: { ship: [], skip: [] };
}
