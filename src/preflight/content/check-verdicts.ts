import type { IssueContent, ToolContent } from "../../issue/content/content.ts";
import { type Piece, piecesOf } from "../../issue/content/marks.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import type { VerdictWords } from "../../issue/renderer.ts";
import { describePlace, elementsOf } from "../checks/dom.ts";
import { finding } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { callsOfBrief } from "./brief-calls.ts";
import { htmlPieces } from "./placed-text.ts";
import { type VerdictKey, verdictsIn } from "./verdict-words.ts";

/** A tool as one place of the content has it. */
interface PlacedTool {
	name: string;
	verdict: VerdictKey;
}

/**
 * Where a tool's own row says a verdict, it is the tool's: the panel's or, for a
 * reader with a lens, that reviewer's. A row is what names this tool and no other
 * one. Which tool a name is, its mark says; only the templates' own words count,
 * never those of the content.
 */
export function checkVerdicts(
	copy: RenderedCopy,
	{ content, verdictWords }: Expected,
): Finding[] {
	const { texts, reader } = copy;
	if (texts === null) return [];
	const judge = (place: string, row: readonly Piece[]): Finding[] => {
		const owners = new Set(row.flatMap(ownerOf));
		const [owner = ""] = owners;
		const tool = owners.size === 1 ? toolAt(owner, content, reader) : null;
		if (!tool) return [];
		const own = row.filter(({ origin }) => origin === null);
		const said = verdictsIn(
			own.map(({ text }) => text),
			verdictWords[reader.format],
		);
		const wrong = said.find((one) => one !== tool.verdict);
		if (wrong)
			return [differs(place, wrong, tool, verdictWords[reader.format])];
		return said.length === 0 && isInColourAlone(own, row)
			? [withoutWord(place, tool)]
			: [];
	};
	return [
		...htmlRows(copy).flatMap(({ place, pieces }) => judge(place, pieces)),
		...copy.text
			.split("\n")
			.flatMap((line) => judge("text part", piecesOf(line, texts))),
	];
}

/** Where the content has the tool that a piece names: `leads.0.left`. */
function ownerOf({ origin }: Piece): string[] {
	return typeof origin === "object" && origin?.path.endsWith(".name")
		? [origin.path.slice(0, -".name".length)]
		: [];
}

function toolAt(
	path: string,
	content: IssueContent,
	{ format, lens }: Reader,
): PlacedTool | null {
	const { leads, briefs, voted } = content;
	const [list = "", at = "", side = "", right = ""] = path.split(".");
	const index = Number(at);
	if (list === "voted") {
		const tool = voted[index];
		return tool
			? { name: tool.name, verdict: tool.verdict ?? "unknown" }
			: null;
	}
	if (list === "calls" && format === "brief") {
		const call = [...callsOfBrief(content).values()].find(
			({ prefix }) => prefix === `calls.${at}.`,
		);
		const tool = call?.tools[Number(right)];
		return tool ? { name: tool.name, verdict: verdictOf(tool, lens) } : null;
	}
	const comparison =
		list === "leads"
			? leads[index]
			: list === "briefs"
				? briefs[index]
				: undefined;
	if (!comparison) return null;
	const tool = side === "right" ? comparison.right : comparison.left;
	return { name: tool.name, verdict: verdictOf(tool, lens) };
}

function verdictOf(
	{ panel, reviews }: ToolContent,
	lens: Reader["lens"],
): VerdictKey {
	if (lens === null) return panel.verdict ?? "unknown";
	const own = reviews.find(({ reviewer }) => reviewer === lens);
	return own?.verdict ?? "unknown";
}

/** A row with a share or another figure, and without a letter of its own: its colour alone can be the verdict. */
function isInColourAlone(
	own: readonly Piece[],
	row: readonly Piece[],
): boolean {
	const text = own.map((piece) => piece.text).join(" ");
	const hasFigure = row.some(
		({ origin }) =>
			typeof origin === "object" && origin?.path.endsWith(".figure"),
	);
	return (hasFigure || /\d\s?%/.test(text)) && !/\p{L}/u.test(text);
}

/** A row of the HTML part. */
interface Row {
	place: string;
	pieces: readonly Piece[];
}

/** Rows of a table for layout, items of a list and paragraphs. Tables of data have the verdicts of the reviewers. */
export function htmlRows({
	dom,
	texts,
}: Pick<RenderedCopy, "dom" | "texts">): Row[] {
	const all = htmlPieces(dom, texts ?? []).filter(({ hidden }) => !hidden);
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

/** The elements that can be the row of a tool. */
const ROWS: ReadonlySet<string> = new Set(["tr", "li", "p"]);

function withoutWord(place: string, { name }: PlacedTool): Finding {
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
	{ name, verdict }: PlacedTool,
	words: VerdictWords["full"],
): Finding {
	return finding(
		"block",
		"verdict-differs",
		place,
		`It shows “${words[said]}” for ${name}, and the issue has “${words[verdict]}”.`,
		"Fix the template, or the word of theme.json that says so: they must show the verdict of the issue.",
	);
}
