import {
	type Piece,
	piecesOf,
	templateText,
} from "../../issue/content/marks.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { trimmedEnd } from "../../text/trimmed-end.ts";
import { htmlPieces, ownText } from "../content/placed-text.ts";
import { finding, quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { checkWords } from "./check-words.ts";
import { elementsOf, oneLine } from "./dom.ts";
import { commentsOf, type HtmlElement } from "./html-tree.ts";
import {
	NO_VALUE,
	NOT_FINISHED,
	type Pattern,
	PERCENT,
	SLOTS,
} from "./leftovers.ts";
import { styleElementsOf } from "./style-sheets.ts";

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
					expected.ownWords,
				)),
		...checkWords(expected),
	];
}

/**
 * What is left to fill in in all that is outside of marks.
 *
 * @param addresses what the addresses of the issue and of the reader begin with, the longest first: a tool can be named "undefined". Null: they are not known, and no address is judged by its words
 * @param ownWords the theme's words, with their {marks}: their "undefined" is meant
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
	addresses: readonly string[] | null = null,
	ownWords: readonly string[] = [],
): Finding[] {
	const elements = elementsOf(dom);
	const places: [string, string][] = [
		["HTML part", ownLines(htmlPieces(dom, texts))],
		[
			"HTML attributes",
			elements
				.flatMap(({ attribs }) => Object.values(attribs).map(templateText))
				.join("\n"),
		],
		// Some mail programs show what others hide.
		["HTML comments", commentsOf(dom).map(templateText).join("\n")],
		["HTML head", templateText(headText(html))],
		["HTML style", styleValues(elements)],
		["text part", ownLines(piecesOf(text, texts))],
	];
	const meant = ownWords
		.flatMap((words) => oneLine(words).split(/\{[\w-]+\}/))
		.map((words) => words.trim())
		.filter((words) => NO_VALUE.some(({ pattern }) => words.match(pattern)))
		.sort((a, b) => b.length - a.length);
	return [
		...places.flatMap(([place, own]) => {
			const words = withoutAddresses(own, addresses);
			return [
				...leftBy(SLOTS, place, without(own, addresses ?? [])),
				...leftBy([PERCENT], place, words),
				...leftBy(NOT_FINISHED, place, words),
				...leftBy(NO_VALUE, place, without(words, meant)),
				...meantWords(place, words, meant),
			];
		}),
		...tagsInBrackets(elements, html),
	];
}

function leftBy(
	patterns: readonly Pattern[],
	place: string,
	own: string,
): Finding[] {
	return patterns.flatMap(({ code, level, pattern }) => {
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
	});
}

/** `<<First Name>>` as it is written becomes an element, which shows nothing but its brackets. */
function tagsInBrackets(
	elements: readonly HtmlElement[],
	html: string,
): Finding[] {
	const tags = elements
		.map(({ startIndex }) => startIndex ?? 0)
		.filter((at) => html[at - 1] === "<")
		.map((at) => /^<<[^<>]*>>?/.exec(html.slice(at - 1, at + 80))?.[0] ?? "<<");
	return leftBy(
		[{ code: "slot-left", level: "block", pattern: /.+/g }],
		"HTML part",
		tags.join("\n"),
	);
}

/** The values in style sheets, without the names of fonts. */
function styleValues(elements: readonly HtmlElement[]): string {
	const values: string[] = [];
	for (const { root } of styleElementsOf(elements))
		root?.walkDecls(({ value }) => {
			values.push(value.replace(/"[^"]*"|'[^']*'/g, " "));
		});
	return values.join("\n");
}

function without(own: string, known: readonly string[]): string {
	return known.reduce((rest, one) => rest.replaceAll(one, " "), own);
}

/** Those of the theme's words that look like a missing value, and are not one. */
function meantWords(
	place: string,
	own: string,
	meant: readonly string[],
): Finding[] {
	const shown = meant.filter((words) => own.includes(words));
	return shown.length === 0
		? []
		: [
				finding(
					"warn",
					"value-missing",
					place,
					`The theme's own words look like a value that is missing: ${quoteList(shown)}.`,
					"Change them in theme.json, unless readers are to read them.",
				),
			];
}

/** A text without its addresses, but for the steps of an unknown one that are no value: `/c/undefined`. */
function withoutAddresses(
	own: string,
	addresses: readonly string[] | null,
): string {
	const rest = own.replace(/\b[a-z][a-z\d+.-]{0,40}:\/\/[^\s<>"]+/gi, (url) => {
		if (addresses === null) return " ";
		const known = addresses.find((one) => url.startsWith(one)) ?? "";
		const steps = trimmedEnd(url.slice(known.length), /[).,;]/).split(
			/[/?#&=]+/,
		);
		return ` ${steps.filter((one) => /^(?:undefined|NaN|null|\[object.*)$/.test(one)).join(" ")} `;
	});
	return without(rest, addresses ?? []);
}

/** What the addresses of the issue and of the reader begin with, and what is added to them, the longest first. */
function addressesOf(
	{ reader }: RenderedCopy,
	{ content, publicUrl }: Expected,
): string[] {
	const { voteUrl, bookmarksUrl, preferencesUrl, unsubscribeUrl } = reader;
	const comparisons = [...content.leads, ...content.briefs];
	const tools = comparisons.flatMap(({ left, right }) => [left, right]);
	const slugs = tools.map(({ slug }) => encodeURIComponent(slug));
	return [
		publicUrl,
		...Object.values(content.links),
		...[...comparisons, ...tools, ...content.more, ...content.voted].map(
			({ url }) => url,
		),
		...(reader.away?.flips.map(({ url }) => url) ?? []),
		reader.away?.issuesUrl,
		...reader.bookmarks.flatMap(({ url, news }) => [url, news?.url ?? ""]),
		...slugs.flatMap((slug) => [
			`?tool=${slug}`,
			`?save=${slug}`,
			...(voteUrl ? [`${voteUrl}?tool=${slug}`] : []),
			...(bookmarksUrl ? [`${bookmarksUrl}?save=${slug}`] : []),
		]),
		...[voteUrl, bookmarksUrl, preferencesUrl, unsubscribeUrl, reader.address],
	]
		.filter((address): address is string => Boolean(address))
		.sort((a, b) => b.length - a.length);
}

function ownLines(pieces: readonly Piece[]): string {
	return oneLine(ownText(pieces));
}

function headText(html: string): string {
	const tag = html.search(/<title\b/i);
	const rest = tag < 0 ? "" : html.slice(html.indexOf(">", tag) + 1);
	return rest.slice(0, Math.max(0, rest.search(/<\/title>/i)));
}
