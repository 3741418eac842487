import { badInput } from "../import/problem.ts";
import { type CaptureLine, isDash, isSameText } from "./lines.ts";
import { parseVotes } from "./votes.ts";

/** The labels of one card, as indexes into the lines. */
export interface CardLabels {
	panelShip: number;
	community: number;
	entry: number;
}

/**
 * The lines with each label of a card on a line of its own, below its value:
 * some browsers save "75% Panel ship" or "Panel ship: 75%" as one line.
 */
export function splitLabels(lines: readonly CaptureLine[]): CaptureLine[] {
	return lines.flatMap((line) => {
		const parts = valueAndLabel(line.text);
		return parts
			? parts.map((text, at) => ({
					...line,
					text,
					afterBlank: at === 0 && line.afterBlank,
				}))
			: [line];
	});
}

const SHARE = /^(?:\d{1,3}(?:[.,]\d+)?\s*%|[—–-]+)$/;
const PRICE = /^(?:free|[—–-]+|(?=.*\d)[^.!?]{1,40})$/i;

function valueAndLabel(text: string): [string, string] | null {
	const after =
		/^(.{1,60}?)(?:\s*[·•|]\s*|\s+|(?<=%))(panel ship|community|Entry)$/i.exec(
			text,
		);
	const before =
		/^(panel ship|community|Entry)(?:\s*[:·•|]\s*|\s+)(\S.{0,60})$/i.exec(text);
	const [value = "", label = ""] = after
		? [after[1], after[2]]
		: [before?.[2], before?.[1]];
	const fits = /^panel ship$/i.test(label)
		? SHARE.test(value)
		: /^community$/i.test(label)
			? SHARE.test(value) ||
				(/\d|^no\b/i.test(value) && parseVotes(value) !== null)
			: label === "Entry" && PRICE.test(value);
	return fits ? [value, label] : null;
}

/**
 * Finds the labels of a card, in their order.
 *
 * @param end the index before which the card ends
 * @throws BadInput `truncated`
 */
export function cardLabels(
	lines: readonly CaptureLine[],
	from: number,
	end: number,
	which: "first" | "second",
): CardLabels {
	const find = (label: string, after: number) => {
		const index = lines.findIndex(
			(line, at) => at >= after && at < end && isSameText(line.text, label),
		);
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

/**
 * The panel's share on a line; null for a dash.
 *
 * @throws BadInput `bad-share`
 */
export function readShare(
	line: CaptureLine | undefined,
	label: CaptureLine | undefined,
): number | null {
	if (line && isDash(line.text)) return null;
	const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(line?.text ?? "")?.[1];
	const share = Math.round(Number(percent?.replace(",", ".")));
	if (share <= 100) return share;
	throw badInput(
		"bad-share",
		percent === undefined
			? 'expected the share of the panel, such as 75% or —, above "Panel ship"'
			: `expected at most 100% panel ship, but found ${line?.text}`,
		{ line: (percent === undefined ? label : line)?.number ?? 1 },
	);
}
