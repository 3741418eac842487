import type { Logo } from "../../../templates/theme.ts";
import { type Finding, some } from "../finding.ts";
import type { Specimen } from "../rendered-copy.ts";
import { whereIs } from "./dom.ts";
import type { Element } from "./html-tree.ts";

/**
 * What is fetched when a mail is opened tells a server who reads, and when.
 * Only the theme's own logo may be: its address is the same for everybody.
 */
export function checkFetched(
	dom: Specimen["dom"],
	elements: readonly Element[],
	html: string,
	logo: Logo | null,
): Finding[] {
	return [
		...elements.flatMap((one) =>
			isLogo(one, logo) ? bareLogo(dom, one, logo) : fetched(dom, one),
		),
		...fetchedByStyle(html),
	];
}

/** Whether an address that a page asks for is the logo's, however the browser writes it. */
export function isLogoAddress(address: string, logo: Logo | null): boolean {
	return logo !== null && new URL(logo.url).href === new URL(address).href;
}

function isLogo({ name, attribs }: Element, logo: Logo | null): logo is Logo {
	const { src, srcset, background } = attribs;
	return (
		logo !== null &&
		name === "img" &&
		src === logo.url &&
		srcset === undefined &&
		background === undefined
	);
}

/** Without its words and its measures it leaves a hole for those who load no pictures. */
function bareLogo(
	dom: Specimen["dom"],
	element: Element,
	{ width, height }: Logo,
): Finding[] {
	const { attribs } = element;
	const lacks = [
		...((attribs.alt ?? "").trim() === "" ? ["alt"] : []),
		...(attribs.width === `${width}` ? [] : ["width"]),
		...(attribs.height === `${height}` ? [] : ["height"]),
	];
	if (lacks.length === 0) return [];
	return [
		{
			level: "block",
			code: "logo-bare",
			place: whereIs(dom, element),
			what: `The logo has not the theme's ${some(lacks)}.`,
			mend: `Give it alt text, width="${width}" and height="${height}", or write {theme.logo} into the template.`,
		},
	];
}

function fetched(dom: Specimen["dom"], element: Element): Finding[] {
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
			place: whereIs(dom, element),
			what: `It is fetched from ${address.slice(0, 120)} when the mail is opened.`,
			mend: tiny
				? "Take it out: nobody is watched while they read."
				: "Take it out. The one picture that a mail may ask for is the theme's logo: theme.json, “logo”.",
		},
	];
}

function fetchedByStyle(html: string): Finding[] {
	const found = html.match(
		/url\(\s*["']?(?!data:|cid:)[^)]{1,120}|@import[^;}]{1,120}|@font-face/gi,
	);
	return found === null
		? []
		: [
				{
					level: "block",
					code: "style-fetches",
					place: "HTML, style",
					what: `The style fetches something: ${some(found)}.`,
					mend: "Use the reader's own fonts and plain colours: nothing is fetched when a mail is opened.",
				},
			];
}
