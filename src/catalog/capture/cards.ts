import { badInput } from "../import/problem.ts";
import { type CaptureLine, findLabel, isDash, isSameText } from "./lines.ts";
import { type CapturedVotes, NO_VOTES, parseVotes } from "./votes.ts";

/** What a tool's card says; empty or null where it says nothing. */
export interface ToolCard {
	name: string;
	category: string;
	tagline: string;
	description: string;
	entryPrice: string;
	/** The badge next to the name, in the full form only. */
	badge: "ship" | "skip" | null;
	/** Percentage of the panel that says ship. */
	share: number | null;
	community: CapturedVotes;
	/** The number of the line with its share. */
	line: number;
}

/** The labels of one card, as indexes into the lines. */
interface Labels {
	panelShip: number;
	community: number;
	entry: number;
}

/**
 * Reads both cards. The names come from the title, also when one of them
 * contains " vs ".
 *
 * @param end the index at which the decision table or the scorecard begins
 *
 * @throws BadInput `truncated`, `not-a-capture`
 */
export function readCards(
	lines: readonly CaptureLine[],
	end: number,
): [ToolCard, ToolCard] {
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
	lines: readonly CaptureLine[],
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

/** How many lines above the first card's share the title is searched for. */
const MAX_TITLE_LINES = 40;

/** Tries each line above the first card that contains " vs ", and splits it at each " vs ". */
function findNames(lines: readonly CaptureLine[], left: Labels, right: Labels) {
	let title = -1;
	for (
		let index = Math.max(0, left.panelShip - MAX_TITLE_LINES);
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

/** The lines above a name: an avatar's letters and the category, where the page has them. */
function headOf(lines: readonly CaptureLine[], from: number, name: number) {
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

/** A category is a few words; other text above a name is a sentence. */
function isCategory(text: string): boolean {
	return (
		text !== "" &&
		!isAvatar(text) &&
		text.length <= 60 &&
		!/[.!?…:”"]$/.test(text) &&
		!/\svs\.?\s/i.test(text) &&
		!isSameText(text, "AI tool comparison")
	);
}

function isAvatar(text: string): boolean {
	return text !== "" && [...text].length <= 2;
}

function cardOf(
	lines: readonly CaptureLine[],
	name: number,
	labels: Labels,
	rest: { category: string; descriptionEnd: number },
): ToolCard {
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

/** Null for a dash; undefined when the line is not a share. */
function readShare(line: CaptureLine | undefined): number | null | undefined {
	if (!line || isDash(line.text)) return line && null;
	const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(line.text)?.[1];
	if (percent === undefined) return undefined;
	const share = Math.round(Number(percent.replace(",", ".")));
	if (share > 100)
		throw badInput(
			"bad-share",
			`expected at most 100% panel ship, but found ${line.text}`,
			{
				line: line.number,
			},
		);
	return share;
}

function readCommunity(
	lines: readonly CaptureLine[],
	labels: Labels,
): CapturedVotes {
	const text = joined(lines, labels.panelShip + 1, labels.community);
	const votes = text === "" ? NO_VOTES : parseVotes(text);
	if (votes) return votes;
	throw badInput(
		"bad-votes",
		`expected votes such as 67% or — above "Community", but found "${text}"`,
		{ line: lines[labels.panelShip + 1]?.number ?? 1 },
	);
}

function joined(
	lines: readonly CaptureLine[],
	from: number,
	to: number,
	separator = " ",
): string {
	return lines
		.slice(from, Math.max(from, to))
		.map((line) => line.text)
		.join(separator);
}
