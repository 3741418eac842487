import type { Reviewer } from "../../db/catalog-tables.ts";
import type { ToolContent } from "../../issue/content/content.ts";
import { type Piece, piecesOf } from "../../issue/content/marks.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import type { VerdictWords } from "../../issue/renderer.ts";
import { finding } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { describePlace, elementsOf, oneLine } from "./dom.ts";
import { type HtmlPiece, htmlPieces, ownText } from "./placed-text.ts";

type VerdictKey = keyof VerdictWords;

/**
 * Where a tool's own row says a verdict, it is the tool's: the panel's or, for a
 * reader with a lens, that reviewer's. A row is what names this tool and no other
 * one. Only the templates' own words count, never those of the content.
 */
export function checkVerdicts(
	copy: RenderedCopy,
	{ content, verdictWords }: Expected,
): Finding[] {
	if (copy.texts === null) return [];
	const tools = new Map<string, ToolContent>();
	for (const { left, right } of [...content.leads, ...content.briefs])
		for (const tool of [left, right]) tools.set(tool.name, tool);
	const judge = (place: string, row: readonly Piece[]): Finding[] => {
		const names = new Set(row.flatMap(nameOf));
		const [name = ""] = names;
		const tool = tools.get(name);
		if (names.size !== 1 || !tool) return [];
		const own = ownText(row);
		const said = verdictsIn(own, verdictWords);
		if (isInColourAlone(own, row)) return [withoutWord(place, tool)];
		const [only] = said;
		const allowed = verdictsOf(tool, copy.reader.lens);
		return only && said.length === 1 && !allowed.includes(only)
			? [differs(place, only, allowed, tool, verdictWords)]
			: [];
	};
	const { texts } = copy;
	return [
		...htmlRows(copy, texts).flatMap(({ place, pieces }) =>
			judge(place, pieces),
		),
		...copy.text
			.split("\n")
			.flatMap((line) => judge("text part", piecesOf(line, texts))),
	];
}

/** A row with a share or another figure, and without a letter of its own: its colour alone can be the verdict. */
function isInColourAlone(own: string, row: readonly Piece[]): boolean {
	const hasFigure = row.some(
		({ origin }) =>
			typeof origin === "object" && origin?.path.endsWith(".figure"),
	);
	return (hasFigure || /\d%/.test(own)) && !/\p{L}/u.test(own);
}

/** The name of the tool that a piece is. */
function nameOf({ origin }: Piece): string[] {
	return typeof origin === "object" && origin?.path.endsWith(".name")
		? [origin.text]
		: [];
}

/**
 * The verdicts whose words are in a text. "3 ship" counts none: verdicts begin
 * with a capital letter, counts do not. "Not given" needs its sign, because a
 * price may not be given either.
 */
function verdictsIn(text: string, words: VerdictWords): VerdictKey[] {
	const line = spaced(text);
	const has = (verdict: VerdictKey, written: string) =>
		verdict === "unknown"
			? oneLine(text).includes(oneLine(written))
			: spaced(written) !== " " && line.includes(spaced(written));
	return (Object.keys(words) as VerdictKey[]).filter((verdict) =>
		words[verdict].some((written) => has(verdict, written)),
	);
}

/** Its words, with a space before and after each: without signs, percentages and brackets. */
function spaced(text: string): string {
	const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
	return ` ${words.map((word) => `${word} `).join("")}`;
}

function verdictsOf(
	{ panel, reviews }: ToolContent,
	lens: Reviewer | null,
): VerdictKey[] {
	const own = reviews.find(({ reviewer }) => reviewer === lens)?.verdict;
	return [
		panel.verdict ?? "unknown",
		...(lens === null ? [] : [own ?? "unknown"]),
	] as VerdictKey[];
}

interface Row {
	place: string;
	pieces: HtmlPiece[];
}

/** Rows of a table for layout, items of a list and paragraphs. Tables of data have the verdicts of the reviewers. */
function htmlRows(
	{ dom }: RenderedCopy,
	texts: NonNullable<RenderedCopy["texts"]>,
): Row[] {
	const all = htmlPieces(dom, texts).filter(({ hidden }) => !hidden);
	return elementsOf(dom)
		.filter(
			(element) =>
				ROWS.has(element.name) &&
				!elementsOf(element).some(({ name }) => ROWS.has(name)),
		)
		.map((element) => ({
			place: describePlace(dom, element),
			pieces: all.filter(
				({ at }) =>
					at >= (element.startIndex ?? 0) && at <= (element.endIndex ?? 0),
			),
		}));
}

const ROWS = new Set(["tr", "li", "p"]);

function withoutWord(place: string, { name }: ToolContent): Finding {
	return finding(
		"block",
		"verdict-without-word",
		place,
		`The verdict on ${name} is not there in words: people who do not see colours miss it.`,
		"Write the verdict as sign and word, in addition to its colour.",
	);
}

function differs(
	place: string,
	said: VerdictKey,
	[expected = "unknown"]: readonly VerdictKey[],
	{ name }: ToolContent,
	words: VerdictWords,
): Finding {
	return finding(
		"block",
		"verdict-differs",
		place,
		`It shows “${words[said][0]}” for ${name}, and the issue has “${words[expected][0]}”.`,
		"Fix the template: it must show the verdict of the issue.",
	);
}
