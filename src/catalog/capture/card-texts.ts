import { badInput } from "../import/problem.ts";
import { isBadge, isFurniture } from "./furniture.ts";
import { type CaptureLine, endsSentence, isDash, isSameText } from "./lines.ts";
import { isBoilerplate, isFigureOrLabel, isPrice } from "./site-lines.ts";
import { refuseBrokenSentence } from "./unwrap.ts";
import { parseVotes } from "./votes.ts";

/** The lines between the name and the share: the last of them may be the verdict. */
export function readTagline(lines: readonly CaptureLine[]) {
	const known = lines.filter((line) => !isBadge(line.text));
	const last = known.at(-1)?.text.toLowerCase();
	const badge: "ship" | "skip" | null =
		last === "ship" || last === "skip" ? last : null;
	const tagline = onlyLine(badge ? known.slice(0, -1) : known, "the tagline");
	refuseOther(
		tagline,
		"the tagline",
		(text) =>
			isPrice(text) ||
			parseVotes(text) !== null ||
			/^(?:ship|skip)$/i.test(text),
	);
	return { tagline, badge };
}

/** The one line that is no badge. @throws BadInput `unclear` where there are two */
export function onlyLine(
	lines: readonly CaptureLine[],
	what: string,
): CaptureLine | undefined {
	const own = lines.filter((line) => !isBadge(line.text));
	const [first, second] = own;
	if (second)
		throw badInput(
			"unclear",
			`expected ${what} on one line, but found "${first?.text}" and "${second.text}"; remove what does not belong to it`,
			{ line: second.number },
		);
	return first;
}

/** @throws BadInput `unclear` where something else stands in the place of a fact */
export function refuseOther(
	line: CaptureLine | undefined,
	what: string,
	isOther: (text: string) => boolean,
): void {
	if (!line || isDash(line.text)) return;
	const { text, number } = line;
	if (isFigureOrLabel(text) || isOther(text) || isBoilerplate(text))
		throw badInput(
			"unclear",
			`expected ${what}, but found "${text}"; remove the line, or put ${what} in its place`,
			{ line: number },
		);
}

/** Whether a line is a button, a form, a link or a sentence of the site. */
export function isOfSite({ text }: CaptureLine): boolean {
	return isFurniture(text) || isBoilerplate(text);
}

/** How many words the first paragraph has at least if it ends without a full stop: a button or a label has fewer. */
const MIN_WORDS = 6;

/**
 * Paragraphs. One that does not end with a sentence may be a button, a link or a
 * price, except a longer one that is the first.
 *
 * @throws BadInput `unclear`, `wrapped`, `doubled`
 */
export function readDescription(lines: readonly CaptureLine[]): CaptureLine[] {
	const own = lines.filter((line) => !isOfSite(line));
	const [only, second] = own;
	if (only && !second && isDash(only.text)) return own;
	refuseBrokenSentence(own);
	const isLong = (text: string) => text.split(/\s+/).length >= MIN_WORDS;
	const foreign = own.find(
		(line) =>
			isFigureOrLabel(line.text) ||
			isPrice(line.text) ||
			!(endsSentence(line.text) || (line === only && isLong(line.text))),
	);
	if (foreign)
		throw badInput(
			"unclear",
			`can't tell whether "${foreign.text}" is part of the description; remove the line, or join it to the line above or below if it is`,
			{ line: foreign.number },
		);
	const doubled = own.find((line, at) =>
		own.slice(0, at).some((before) => isSameText(before.text, line.text)),
	);
	if (doubled)
		throw badInput(
			"doubled",
			"the description has this paragraph twice; remove one",
			{ line: doubled.number },
		);
	return own;
}
