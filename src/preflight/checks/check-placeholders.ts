import {
	type Piece,
	piecesOf,
	templateText,
} from "../../issue/content/marks.ts";
import type { Finding, Level } from "../../issue/preflight-report.ts";
import { finding, quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { elementsOf, oneLine } from "./dom.ts";
import { commentsOf } from "./html-tree.ts";
import { htmlPieces, ownText } from "./placed-text.ts";

interface Pattern {
	code: string;
	level: Level;
	pattern: RegExp;
}

/** What remains in the text of a template that has no value for a reader, or that is not finished. */
const IN_TEMPLATES: readonly Pattern[] = [
	{ code: "slot-left", level: "block", pattern: /%%[\w:.@-]+(?:%%)?/g },
	{
		code: "slot-left",
		level: "block",
		pattern:
			/\{\{[^{}]{0,60}\}\}|\{[a-z][\w.-]{0,60}\}|<%.{0,60}?%>|\$\{[^}]{0,60}\}|\*\|\w+\|\*/gi,
	},
	{
		code: "value-missing",
		level: "block",
		pattern: /\bundefined\b|\bNaN\b|\[object \w+\]|\bInvalid Date\b/g,
	},
	// In other languages these are words: "null Werbung", "TODO".
	{ code: "value-missing", level: "warn", pattern: /\bnull\b/g },
	{
		code: "placeholder-left",
		level: "block",
		pattern:
			/\blorem ipsum\b|\bFIXME\b|\[(?:insert|your|name)\b[^\]]{0,40}\]/gi,
	},
	{ code: "placeholder-left", level: "warn", pattern: /\b(?:TODO|XXX|TBD)\b/g },
];

/** What an editor may have left in a text of their own. They may also mean it. */
const IN_WORDS =
	/%%[\w:.@-]+%%|\{\{[^{}]{0,60}\}\}|\*\|\w+\|\*|\blorem ipsum\b|\b(?:TODO|FIXME|TBD)\b|\[(?:insert|your|name)\b[^\]]{0,40}\]/gi;

/**
 * Finds what was not filled in: in all that comes from templates and the theme,
 * as a fault; in what the editor wrote, as a question. The texts of the catalog
 * and the values of readers may look like anything.
 */
export function checkPlaceholders(
	copy: RenderedCopy,
	expected: Expected,
): Finding[] {
	return [
		...(copy.texts === null
			? []
			: leftInTemplates(
					{ ...copy, texts: copy.texts },
					addressesOf(copy, expected),
				)),
		...checkWords(expected),
	];
}

/**
 * What is left to fill in in all that is outside of marks.
 *
 * @param addresses parts of addresses that may look like it: a tool can be named "undefined"
 */
export function leftInTemplates(
	{
		dom,
		html,
		text,
		texts,
	}: Pick<RenderedCopy, "dom" | "html" | "text"> & {
		texts: NonNullable<RenderedCopy["texts"]>;
	},
	addresses: readonly string[] = [],
): Finding[] {
	const places: [string, string][] = [
		["HTML part", ownLines(htmlPieces(dom, texts))],
		[
			"HTML attributes",
			elementsOf(dom)
				.flatMap(({ attribs }) => Object.values(attribs).map(templateText))
				.join("\n"),
		],
		// Some mail programs show what others hide.
		["HTML comments", commentsOf(dom).map(templateText).join("\n")],
		["HTML head", templateText(headText(html))],
		["text part", ownText(piecesOf(text, texts))],
	];
	const cleaned = places.map(
		([place, own]) =>
			[
				place,
				addresses.reduce((rest, one) => rest.replaceAll(one, " "), own),
			] as const,
	);
	return cleaned.flatMap(([place, own]) =>
		IN_TEMPLATES.flatMap(({ code, level, pattern }) => {
			const left = own.match(pattern);
			return left === null
				? []
				: [
						finding(
							level,
							code,
							place,
							`The template still has ${quoteList(left)}, which readers must not see.`,
							"Fix the template, or the words of the theme that have it.",
						),
					];
		}),
	);
}

/** The addresses of the issue and of the reader, and what is added to them, the longest first. */
function addressesOf(
	{ reader }: RenderedCopy,
	{ content }: Expected,
): string[] {
	const comparisons = [...content.leads, ...content.briefs];
	const tools = comparisons.flatMap(({ left, right }) => [left, right]);
	const slugs = tools.map(({ slug }) => encodeURIComponent(slug));
	return [
		...[...comparisons, ...tools, ...content.more, ...content.voted].map(
			({ url }) => url,
		),
		...reader.bookmarks.flatMap(({ url, news }) => [url, news?.url ?? ""]),
		...slugs.flatMap((slug) => [`?tool=${slug}`, `?save=${slug}`]),
		reader.unsubscribeUrl ?? "",
		reader.address ?? "",
	]
		.filter((address) => address !== "")
		.sort((a, b) => b.length - a.length);
}

function ownLines(pieces: readonly Piece[]): string {
	return oneLine(ownText(pieces));
}

function headText(html: string): string {
	return /<title[^>]*>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? "";
}

/** The editor's own words, without the texts of the catalog that they repeat. */
function checkWords({ content }: Expected): Finding[] {
	const { subject, preheader, intro, publication, postalAddress } = content;
	const catalog = JSON.stringify([content.leads, content.briefs, content.more]);
	const words = Object.entries({
		subject,
		preheader,
		intro,
		publication,
		"postal address": postalAddress,
	});
	return words.flatMap(([place, text]) => {
		const left = (text.match(IN_WORDS) ?? []).filter(
			(one) => !catalog.includes(JSON.stringify(one).slice(1, -1)),
		);
		return left.length === 0
			? []
			: [
					finding(
						"warn",
						"placeholder-left",
						place,
						`It has ${quoteList(left)}, which looks like something to fill in.`,
						"If readers must not see it, change it: digest issue edit, or the settings PUBLICATION and POSTAL_ADDRESS.",
					),
				];
	});
}
