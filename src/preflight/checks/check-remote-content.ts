import type { Root } from "postcss";
import type { Logo } from "../../../templates/theme.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import { describePlace, elementsOf } from "./dom.ts";
import {
	commentsOf,
	type HtmlDocument,
	type HtmlElement,
	parseDocument,
} from "./html-tree.ts";
import { styleSheetsOf } from "./style-sheets.ts";

/**
 * Anything that is loaded when a message is opened shows a server who reads it,
 * and when. Only the theme's logo may be: its URL is the same for everybody.
 */
export function checkRemoteContent(
	dom: HtmlDocument,
	elements: readonly HtmlElement[],
	logo: Logo | null,
): Finding[] {
	return [
		...elements.flatMap((one) =>
			isLogo(one, logo)
				? logoAttributes(dom, one, logo)
				: remoteContent(dom, one),
		),
		...remoteContentOfStyle(elements),
		...commentsOf(dom).flatMap((comment) =>
			remoteContentOfComment(comment, logo),
		),
	];
}

/** Whether a page requests the logo. Browsers may write the same URL in another way. */
export function isLogoAddress(address: string, logo: Logo | null): boolean {
	return logo !== null && new URL(logo.url).href === new URL(address).href;
}

function isLogo(
	{ name, attribs }: HtmlElement,
	logo: Logo | null,
): logo is Logo {
	const { src, srcset, background } = attribs;
	return (
		logo !== null &&
		name === "img" &&
		src === logo.url &&
		srcset === undefined &&
		background === undefined
	);
}

/** Where pictures are not loaded, the logo needs its text and its size, or it leaves a gap. */
function logoAttributes(
	dom: HtmlDocument,
	element: HtmlElement,
	{ width, height }: Logo,
): Finding[] {
	const { attribs } = element;
	const missing = [
		...((attribs.alt ?? "").trim() === "" ? ["alt"] : []),
		...(attribs.width === `${width}` ? [] : ["width"]),
		...(attribs.height === `${height}` ? [] : ["height"]),
	];
	if (missing.length === 0) return [];
	return [
		{
			level: "block",
			code: "logo-bare",
			place: describePlace(dom, element),
			what: `The logo lacks ${quoteList(missing)} as the theme has it.`,
			fix: `Give it alt text, width="${width}" and height="${height}", or use {theme.logo} in the template.`,
		},
	];
}

/** What Outlook loads from the HTML within a conditional comment. */
function remoteContentOfComment(comment: string, logo: Logo | null): Finding[] {
	const html = /^\[if[^\]]*\]>([\s\S]*)<!\[endif\]$/i.exec(comment)?.[1];
	if (html === undefined) return [];
	const dom = parseDocument(html);
	return checkRemoteContent(dom, elementsOf(dom), logo);
}

function remoteContent(dom: HtmlDocument, element: HtmlElement): Finding[] {
	const { src, background, srcset, width, height } = element.attribs;
	const address = [src, background, srcset].find(
		(one) => one && !/^(cid|data):/i.test(one),
	);
	if (address === undefined) return [];
	const tiny = [width, height].some(
		(size) => size !== undefined && Number(size) <= 2,
	);
	return [
		{
			level: "block",
			code: tiny ? "tracking-pixel" : "picture-fetched",
			place: describePlace(dom, element),
			what: `It is loaded from ${address.slice(0, 120)} when the message is opened.`,
			fix: tiny
				? "Remove it: readers are not tracked."
				: "Remove it. The only picture that a message may load is the theme's logo: “logo” in theme.json.",
		},
	];
}

/** What style sheets and style attributes load, and what Outlook loads from conditional comments. */
function remoteContentOfStyle(elements: readonly HtmlElement[]): Finding[] {
	const found = styleSheetsOf(elements).flatMap((sheet) =>
		// CSS that can't be parsed is another finding.
		sheet === null ? [] : loadedBy(sheet),
	);
	return found.length === 0
		? []
		: [
				{
					level: "block",
					code: "style-fetches",
					place: "HTML, style",
					what: `The style sheet loads something: ${quoteList(found)}.`,
					fix: "Use the fonts of the reader's device and plain colours: nothing may be loaded when a message is opened.",
				},
			];
}

/** The at-rules and declarations of a style sheet that load something. */
function loadedBy(sheet: Root): string[] {
	const found: string[] = [];
	sheet.walkAtRules(/^(import|font-face)$/i, ({ name, params }) => {
		found.push(`@${name} ${params}`.trim());
	});
	sheet.walkDecls(({ prop, value }) => {
		if (LOADS.test(value)) found.push(`${prop}: ${value}`.slice(0, 160));
	});
	return found;
}

const LOADS =
	/\b(?:url|image|image-set|-webkit-image-set)\(\s*["']?(?!\s*["']?(?:data|cid):)/i;
