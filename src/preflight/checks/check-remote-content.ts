import type { Logo } from "../../../templates/theme.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import { describePlace } from "./dom.ts";
import type { HtmlDocument, HtmlElement } from "./html-tree.ts";
import { decodeCss, type StyleSheet, styleSheetsOf } from "./style-sheets.ts";

/** Attributes whose addresses are loaded when a message is opened, or told of a click. */
const LOADING_ATTRIBUTES =
	"src background srcset imagesrcset lowsrc dynsrc poster data ping codebase archive classid attributionsrc xlink:href o:href".split(
		" ",
	);

/**
 * Anything that is loaded when a message is opened shows a server who reads it,
 * and when. Only the theme's logo may be: its URL is the same for everybody.
 *
 * @param dom the message, or what a conditional comment of it holds
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
	return (
		logo !== null &&
		name === "img" &&
		attribs.src === logo.url &&
		LOADING_ATTRIBUTES.every(
			(one) => one === "src" || attribs[one] === undefined,
		)
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

function remoteContent(dom: HtmlDocument, element: HtmlElement): Finding[] {
	const { attribs } = element;
	const { width, height, ping } = attribs;
	const address = LOADING_ATTRIBUTES.map((name) =>
		loadedByAttribute(name, attribs[name] ?? ""),
	).find((one) => one !== "");
	if (address === undefined) return [];
	const place = describePlace(dom, element);
	if (ping !== undefined && loadedByAttribute("ping", ping) === address)
		return [
			{
				level: "block",
				code: "tracking-ping",
				place,
				what: `A click on it is told to ${address.slice(0, 120)}.`,
				fix: "Remove the attribute “ping”: readers are not tracked.",
			},
		];
	const tiny = [width, height].some(
		(size) => size !== undefined && Number(size) <= 2,
	);
	return [
		{
			level: "block",
			code: tiny ? "tracking-pixel" : "picture-fetched",
			place,
			what: `It is loaded from ${address.slice(0, 120)} when the message is opened.`,
			fix: tiny
				? "Remove it: readers are not tracked."
				: "Remove it. The only picture that a message may load is the theme's logo: “logo” in theme.json.",
		},
	];
}

/** The addresses of an attribute that are requested, without what the message holds itself and the sizes of a list of pictures. */
function loadedByAttribute(name: string, value: string): string {
	const isList = /srcset$|^ping$/.test(name);
	return (isList ? value.trim().split(/\s+/) : [value.trim()])
		.filter((one) => !/^(?:(?:cid|data):.*|[\d.]+[wxh],?|,)?$/is.test(one))
		.join(" ");
}

/** What style sheets and style attributes load or run. */
function remoteContentOfStyle(elements: readonly HtmlElement[]): Finding[] {
	const sheets = styleSheetsOf(elements);
	const found = sheets.flatMap(loadedBy);
	const run = sheets.flatMap(({ css }) => decodeCss(css).match(RUNS) ?? []);
	const findings: Finding[] = [];
	if (found.length > 0)
		findings.push({
			level: "block",
			code: "style-fetches",
			place: "HTML, style",
			what: `The style sheet loads something: ${quoteList(found)}.`,
			fix: "Use the fonts of the reader's device and plain colours: nothing may be loaded when a message is opened.",
		});
	if (run.length > 0)
		findings.push({
			level: "block",
			code: "forbidden:style",
			place: "HTML, style",
			what: `The style sheet runs a program: ${quoteList(run)}.`,
			fix: "Remove it: filters take it for an attack.",
		});
	return findings;
}

/** The at-rules and declarations of a style sheet that load something. CSS that can't be parsed is judged as it is written. */
function loadedBy({ css, root }: StyleSheet): string[] {
	if (root === null) return loads(decodeCss(css)) ? [css.slice(0, 160)] : [];
	const found: string[] = [];
	root.walkAtRules(({ name, params }) => {
		if (/^(?:import|font-face)$/i.test(decodeCss(name)))
			found.push(`@${name} ${params}`.trim());
	});
	root.walkDecls(({ prop, value }) => {
		if (loads(decodeCss(value))) found.push(`${prop}: ${value}`.slice(0, 160));
	});
	return found;
}

/** Whether a value, its escapes read, names anything but what the message holds itself: in `url()` and `src()`, or as a string among pictures. */
function loads(value: string): boolean {
	const addresses = [
		...value.matchAll(/\b(?:url|src)\(\s*(?:"([^"]*)|'([^']*)|([^)\s]*))/gi),
		...value.matchAll(/\bsrc\s*=\s*(?:"([^"]*)|'([^']*)|([^)\s,]*))/gi),
		...(/\b(?:image|image-set|cross-fade)\(/i.test(value)
			? value
					.replace(/\b(?:type|format)\([^)]*\)/gi, "")
					.matchAll(/"([^"]*)"|'([^']*)'/g)
			: []),
	].map(([, double, single, bare]) => (double ?? single ?? bare ?? "").trim());
	return (
		addresses.some((one) => one !== "" && !/^(?:data:|cid:|#)/i.test(one)) ||
		/@import\b/i.test(value)
	);
}

/** Programs in CSS, for old mail programs. */
const RUNS =
	/\bexpression\s*\(|(?<![\w-])(?:-ms-)?behaviou?r\s*:|-moz-binding\s*:|\b(?:java|vb)script\s*:/gi;
