import { badInput } from "../import/finding.ts";
import { findLabel, isDash, type Line, saysSame } from "./lines.ts";
import { NO_VOTES, readVotes, type Votes } from "./votes.ts";

/** What a tool's card says. Empty or null: the card does not say it. */
export interface Card {
	name: string;
	category: string;
	tagline: string;
	description: string;
	entryPrice: string;
	/** The badge beside the name, in the full form. */
	badge: "ship" | "skip" | null;
	share: number | null;
	community: Votes;
	/** Where its share stands. */
	line: number;
}

/** Where the labels of one card stand, as indexes into the lines. */
interface Labels {
	panelShip: number;
	community: number;
	entry: number;
}

/**
 * Reads both cards: everything before `end`, which is where the decision table
 * or the scorecard begins. The title tells the two names apart, also when one
 * of them has " vs " in it.
 *
 * @throws BadInput `truncated`, `not-a-capture`
 */
export function readCards(lines: readonly Line[], end: number): [Card, Card] {
	const left = labelsOf(lines, 0, end, "first");
	const right = labelsOf(lines, left.entry + 1, end, "second");
	const names = findNames(lines, left, right);
	const rightHead = headOf(lines, left.entry + 1, names.right);
	return [
		cardOf(lines, names.left, left, {
			category: headOf(lines, names.title + 1, names.left).category,
			descriptionEnd: rightHead.start,
		}),
		cardOf(lines, names.right, right, {
			category: rightHead.category,
			descriptionEnd: end,
		}),
	];
}

function labelsOf(
	lines: readonly Line[],
	from: number,
	end: number,
	which: "first" | "second",
): Labels {
	const find = (label: string, after: number) => {
		const index = findLabel(lines, label, after, end);
		if (index >= 0) return index;
		throw badInput(
			"truncated",
			`expected "${label}" on the card of the ${which} tool`,
			{ line: lines[Math.min(end, lines.length) - 1]?.number ?? 1 },
		);
	};
	const panelShip = find("Panel ship", from);
	const community = find("Community", panelShip + 1);
	return { panelShip, community, entry: find("Entry", community + 1) };
}

/** A title stands at most this many lines above the first card's share. */
const HEAD_LINES = 40;

/** Every line above the first card that has " vs " in it may be the title, split at any " vs ". */
function findNames(lines: readonly Line[], left: Labels, right: Labels) {
	let title = -1;
	for (
		let index = Math.max(0, left.panelShip - HEAD_LINES);
		index < left.panelShip;
		index++
	) {
		const text = (lines[index]?.text ?? "")
			.slice(0, 500)
			.replace(/^compare\s*[/›>»]\s*/i, "");
		for (const separator of text.matchAll(/\s+vs\.?\s+/gi)) {
			title = index;
			const leftName = text.slice(0, separator.index);
			const rightName = text.slice(separator.index + separator[0].length);
			const names = {
				title: index,
				left: findLabel(lines, leftName, index + 1, left.panelShip),
				right: findLabel(lines, rightName, left.entry + 1, right.panelShip),
			};
			if (names.left >= 0 && names.right >= 0) return names;
		}
	}
	const line = lines[Math.max(title, 0)];
	throw badInput(
		"truncated",
		title < 0
			? 'expected a title such as "One tool vs Another" before the first card'
			: `expected a card for each tool of the title, "${line?.text}"`,
		{ line: line?.number ?? 1 },
	);
}

/** What stands above a name: an avatar's letter and the category, where the page has them. */
function headOf(lines: readonly Line[], from: number, name: number) {
	const above = (steps: number) =>
		name - steps >= from ? (lines[name - steps]?.text ?? "") : "";
	let start = name;
	let category = "";
	if (isCategory(above(1))) {
		category = above(1);
		start--;
	}
	if (isAvatar(above(name - start + 1))) start--;
	return { category, start };
}

/** A category is a few words; what else stands there is a sentence. */
function isCategory(text: string): boolean {
	return (
		text !== "" &&
		!isAvatar(text) &&
		text.length <= 60 &&
		!/[.!?…:”"]$/.test(text) &&
		!/\svs\.?\s/i.test(text) &&
		!saysSame(text, "AI tool comparison")
	);
}

function isAvatar(text: string): boolean {
	return text !== "" && [...text].length <= 2;
}

function cardOf(
	lines: readonly Line[],
	name: number,
	labels: Labels,
	rest: { category: string; descriptionEnd: number },
): Card {
	const shareAt = labels.panelShip - 1;
	const share = readShare(lines[shareAt]);
	let taglineEnd = share === undefined ? labels.panelShip : shareAt;
	const badge = /^(ship|skip)$/i.exec(lines[taglineEnd - 1]?.text ?? "")?.[1];
	if (badge && taglineEnd - 1 > name) taglineEnd--;
	const entryPrice = joined(lines, labels.community + 1, labels.entry);
	return {
		name: lines[name]?.text ?? "",
		category: rest.category,
		tagline: joined(lines, name + 1, taglineEnd),
		description: joined(lines, labels.entry + 1, rest.descriptionEnd, "\n\n"),
		entryPrice: isDash(entryPrice) ? "" : entryPrice,
		badge: badge ? (badge.toLowerCase() as "ship" | "skip") : null,
		share: share ?? null,
		community: readCommunity(lines, labels),
		line: lines[labels.panelShip]?.number ?? 1,
	};
}

/** Null: the page has a dash. Undefined: the line is not a share. */
function readShare(line: Line | undefined): number | null | undefined {
	if (!line || isDash(line.text)) return line && null;
	const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(line.text)?.[1];
	if (percent === undefined) return undefined;
	const share = Math.round(Number(percent.replace(",", ".")));
	if (share > 100)
		throw badInput(
			"bad-share",
			`${line.text} is not a possible share of a panel`,
			{
				line: line.number,
			},
		);
	return share;
}

function readCommunity(lines: readonly Line[], labels: Labels): Votes {
	const text = joined(lines, labels.panelShip + 1, labels.community);
	const votes = text === "" ? NO_VOTES : readVotes(text);
	if (votes) return votes;
	throw badInput(
		"bad-votes",
		`expected votes such as 67% or — above "Community", but found "${text}"`,
		{ line: lines[labels.panelShip + 1]?.number ?? 1 },
	);
}

function joined(
	lines: readonly Line[],
	from: number,
	to: number,
	separator = " ",
): string {
	return lines
		.slice(from, Math.max(from, to))
		.map((line) => line.text)
		.join(separator);
}
