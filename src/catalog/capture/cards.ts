import { badInput } from "../import/problem.ts";
import { type CardLabels, readShare } from "./card-labels.ts";
import {
	isOfSite,
	onlyLine,
	readDescription,
	readTagline,
	refuseOther,
} from "./card-texts.ts";
import { isBadge, isFurniture } from "./furniture.ts";
import { type CaptureLine, isDash, isSameText } from "./lines.ts";
import {
	type CardNames,
	findNames,
	headOf,
	withoutBreadcrumb,
} from "./names.ts";
import { type CapturedVotes, NO_VOTES, parseVotes } from "./votes.ts";

/** What a tool's card says; empty or null where it says nothing. */
export interface ToolCard {
	name: string;
	category: string;
	tagline: string;
	description: string;
	/** The lines of the description, one for each paragraph. */
	paragraphs: readonly CaptureLine[];
	entryPrice: string;
	/** The badge next to the name, in the full form only. */
	badge: "ship" | "skip" | null;
	/** Percentage of the panel that says ship. */
	share: number | null;
	community: CapturedVotes;
	/** What the card says above "Community". */
	communityText: string;
	/** The facts for which the card has no line; a dash is a line. */
	missing: readonly CardFact[];
	/** The number of the line with its share. */
	line: number;
}

export type CardFact = "tagline" | "category" | "entry price" | "description";

interface Cards {
	left: ToolCard;
	right: ToolCard;
	/** Lines between the title and the first card that are not known, and what was left out of the descriptions. */
	unused: CaptureLine[];
}

/**
 * Reads both cards. The names come from the title, also when one of them
 * contains " vs ".
 *
 * @param end the index at which the decision table or the scorecard begins
 * @throws BadInput `truncated`, `bad-share`, `bad-votes`, `unclear`, `wrapped`
 */
export function readCards(
	lines: readonly CaptureLine[],
	left: CardLabels,
	right: CardLabels,
	end: number,
): Cards {
	const names = findNames(lines, left, right);
	const leftHead = headOf(lines, names.title + 1, names.left);
	const rightHead = headOf(lines, left.entry + 1, names.right);
	const ownOf = (from: number, to: number) =>
		lines.slice(from + 1, to).filter((line) => !isBadge(line.text));
	const leftBelow = ownOf(left.entry, rightHead.start);
	const rightBelow = ownOf(right.entry, end);
	return {
		left: cardOf(lines, names.left, left, {
			category: leftHead.category,
			below: leftBelow,
		}),
		right: cardOf(lines, names.right, right, {
			category: rightHead.category,
			below: rightBelow,
		}),
		unused: [
			...lines
				.slice(names.title + 1, leftHead.start)
				.filter((line) => !isAboveCards(line.text, lines, names)),
			...[...leftBelow, ...rightBelow].filter(isOfSite),
		],
	};
}

const STANDFIRST = /^which one should you ship with\?/i;

/** What the site is known to have above the cards; the names are links to them. */
function isAboveCards(
	text: string,
	lines: readonly CaptureLine[],
	names: CardNames,
): boolean {
	const known = ["AI tool comparison"];
	for (const at of [names.title, names.left, names.right])
		known.push(lines[at]?.text ?? "");
	return (
		STANDFIRST.test(text) ||
		isFurniture(text) ||
		isBadge(text) ||
		known.some((one) =>
			isSameText(withoutBreadcrumb(one), withoutBreadcrumb(text)),
		)
	);
}

function cardOf(
	lines: readonly CaptureLine[],
	name: number,
	labels: CardLabels,
	rest: { category: string; below: readonly CaptureLine[] },
): ToolCard {
	const shareAt = labels.panelShip - 1;
	const share = readShare(lines[shareAt], lines[labels.panelShip]);
	const { tagline, badge } = readTagline(lines.slice(name + 1, shareAt));
	const price = onlyLine(
		lines.slice(labels.community + 1, labels.entry),
		"the entry price",
	);
	refuseOther(price, "the entry price", (text) => parseVotes(text) !== null);
	const paragraphs = readDescription(rest.below);
	const communityText = lines
		.slice(labels.panelShip + 1, labels.community)
		.map((line) => line.text)
		.join(" ");
	const missing: CardFact[] = [];
	if (!tagline) missing.push("tagline");
	if (!rest.category) missing.push("category");
	if (!price) missing.push("entry price");
	if (paragraphs.length === 0) missing.push("description");
	return {
		name: lines[name]?.text ?? "",
		category: rest.category,
		tagline: tagline?.text ?? "",
		description: paragraphs
			.filter((line) => !isDash(line.text))
			.map((line) => line.text)
			.join("\n\n"),
		paragraphs,
		entryPrice: !price || isDash(price.text) ? "" : price.text,
		badge,
		share,
		community: readCommunity(communityText, lines[labels.panelShip + 1]),
		communityText,
		missing,
		line: lines[labels.panelShip]?.number ?? 1,
	};
}

function readCommunity(
	text: string,
	first: CaptureLine | undefined,
): CapturedVotes {
	const votes = text === "" ? NO_VOTES : parseVotes(text);
	if (votes) return votes;
	throw badInput(
		"bad-votes",
		`expected votes such as 67% or — above "Community", but found "${text}"`,
		{ line: first?.number ?? 1 },
	);
}
