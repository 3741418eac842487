import { badInput } from "../import/problem.ts";
import { type CardLabels, readShare } from "./card-labels.ts";
import { isBadge, isFurniture } from "./furniture.ts";
import { type CaptureLine, endsSentence, isDash, isSameText } from "./lines.ts";
import {
	type CardNames,
	findNames,
	headOf,
	withoutBreadcrumb,
} from "./names.ts";
import { refuseBrokenSentence } from "./unwrap.ts";
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

interface Cards {
	left: ToolCard;
	right: ToolCard;
	/** Lines between the title and the first card that are not known. */
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
	return {
		left: cardOf(lines, names.left, left, {
			category: leftHead.category,
			descriptionEnd: rightHead.start,
		}),
		right: cardOf(lines, names.right, right, {
			category: rightHead.category,
			descriptionEnd: end,
		}),
		unused: lines
			.slice(names.title + 1, leftHead.start)
			.filter((line) => !isAboveCards(line.text, lines, names)),
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
	rest: { category: string; descriptionEnd: number },
): ToolCard {
	const shareAt = labels.panelShip - 1;
	const share = readShare(lines[shareAt], lines[labels.panelShip]);
	const { tagline, badge } = readTagline(lines.slice(name + 1, shareAt));
	const price = onlyLine(
		lines.slice(labels.community + 1, labels.entry),
		"the entry price",
	);
	return {
		name: lines[name]?.text ?? "",
		category: rest.category,
		tagline,
		description: readDescription(
			lines.slice(labels.entry + 1, rest.descriptionEnd),
		),
		entryPrice: isDash(price) ? "" : price,
		badge,
		share,
		community: readCommunity(lines, labels),
		line: lines[labels.panelShip]?.number ?? 1,
	};
}

/** The lines between the name and the share: the last of them may be the verdict. */
function readTagline(
	lines: readonly CaptureLine[],
): Pick<ToolCard, "tagline" | "badge"> {
	const known = lines.filter((line) => !isBadge(line.text));
	const last = known.at(-1)?.text.toLowerCase();
	const badge = last === "ship" || last === "skip" ? last : null;
	return {
		tagline: onlyLine(badge ? known.slice(0, -1) : known, "the tagline"),
		badge,
	};
}

function onlyLine(lines: readonly CaptureLine[], what: string): string {
	const own = lines.filter((line) => !isBadge(line.text));
	const [first, second] = own;
	if (second)
		throw badInput(
			"unclear",
			`expected ${what} on one line, but found "${first?.text}" and "${second.text}"; remove what does not belong to it`,
			{ line: second.number },
		);
	return first?.text ?? "";
}

/** Paragraphs. Below the first, one that does not end with a sentence may be a button or a link. */
function readDescription(lines: readonly CaptureLine[]): string {
	const own = lines.filter(
		(line) => !isFurniture(line.text) && !isBadge(line.text),
	);
	refuseBrokenSentence(own);
	const foreign = own.slice(1).find((line) => !endsSentence(line.text));
	if (foreign)
		throw badInput(
			"unclear",
			`can't tell whether "${foreign.text}" is part of the description; remove the line, or join it to the line above if it is`,
			{ line: foreign.number },
		);
	return own.map((line) => line.text).join("\n\n");
}

function readCommunity(
	lines: readonly CaptureLine[],
	labels: CardLabels,
): CapturedVotes {
	const above = lines.slice(labels.panelShip + 1, labels.community);
	const text = above.map((line) => line.text).join(" ");
	const votes = text === "" ? NO_VOTES : parseVotes(text);
	if (votes) return votes;
	throw badInput(
		"bad-votes",
		`expected votes such as 67% or — above "Community", but found "${text}"`,
		{ line: above[0]?.number ?? 1 },
	);
}
