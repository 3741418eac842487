import { badInput } from "../import/problem.ts";
import type { CardLabels } from "./card-labels.ts";
import { isBadge, isFurniture } from "./furniture.ts";
import { type CaptureLine, isSameText } from "./lines.ts";

/** Indexes of the title and of the names on both cards. */
export interface CardNames {
	title: number;
	left: number;
	right: number;
}

/** How many lines above the first card's share the title is searched for. */
const MAX_TITLE_LINES = 40;

/**
 * Finds the title and the names on the cards. It tries each line above the first
 * card that contains " vs ", and splits it at each " vs ". Links to the cards may
 * repeat the names, so the name on a card is the last one above its share.
 *
 * @throws BadInput `truncated`
 */
export function findNames(
	lines: readonly CaptureLine[],
	left: CardLabels,
	right: CardLabels,
): CardNames {
	let title = -1;
	for (
		let index = Math.max(0, left.panelShip - MAX_TITLE_LINES);
		index < left.panelShip;
		index++
	) {
		const text = withoutBreadcrumb((lines[index]?.text ?? "").slice(0, 500));
		for (const separator of text.matchAll(/\s+vs\.?\s+/gi)) {
			title = index;
			const leftName = text.slice(0, separator.index);
			const rightName = text.slice(separator.index + separator[0].length);
			const names = {
				title: index,
				left: findName(lines, leftName, index + 1, left.panelShip),
				right: findName(lines, rightName, left.entry + 1, right.panelShip),
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

/** "Compare/One vs Another" without the links above the page. */
export function withoutBreadcrumb(text: string): string {
	return text.replace(/^(?:home\s*[/›>»]\s*)?compare\s*[/›>»]\s*/i, "");
}

/** A tagline may be the same as the name above it. */
function findName(
	lines: readonly CaptureLine[],
	name: string,
	from: number,
	to: number,
): number {
	const is = (index: number) => isSameText(lines[index]?.text ?? "", name);
	for (let index = to - 1; index >= from; index--)
		if (is(index)) return index > from && is(index - 1) ? index - 1 : index;
	return -1;
}

/**
 * The lines above a name: an avatar's letter, badges and the category, where the
 * page has them.
 *
 * @returns the category and the index of the first of these lines
 */
export function headOf(
	lines: readonly CaptureLine[],
	from: number,
	nameAt: number,
): { category: string; start: number } {
	const name = lines[nameAt]?.text ?? "";
	const at = (index: number) =>
		index >= from ? (lines[index]?.text ?? "") : "";
	let start = nameAt;
	const skipBadges = () => {
		while (isBadge(at(start - 1))) start--;
	};
	skipBadges();
	let category = "";
	const onlyAvatar =
		isAvatar(at(start - 1), name) && !isAvatar(at(start - 2), name);
	if (isCategory(at(start - 1)) && !onlyAvatar) {
		category = at(start - 1);
		start--;
		skipBadges();
	}
	if (isAvatar(at(start - 1), name)) start--;
	skipBadges();
	return { category, start };
}

/** A category is a few words; other text above a name is a sentence or belongs to the site. */
function isCategory(text: string): boolean {
	return (
		text !== "" &&
		text.length <= 60 &&
		!/[.!?…:”"]$/.test(text) &&
		!/\svs\.?\s/i.test(text) &&
		!isFurniture(text) &&
		!isSameText(text, "AI tool comparison")
	);
}

/** One sign, or the first two letters of the name, or of its first two words. "AI" may be a category. */
function isAvatar(text: string, name: string): boolean {
	const signs = [...new Intl.Segmenter().segment(text)].length;
	if (signs === 1) return true;
	const initials = name
		.split(/\s+/)
		.map((word) => word.charAt(0))
		.join("");
	return (
		signs === 2 &&
		[name.slice(0, 2), initials.slice(0, 2)].some((one) =>
			isSameText(one, text),
		)
	);
}
