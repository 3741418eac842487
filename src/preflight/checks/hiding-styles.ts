import { ancestorsOf, elementsOf } from "./dom.ts";
import {
	conditionalDocuments,
	type HtmlDocument,
	type HtmlElement,
} from "./html-tree.ts";
import {
	decodeCss,
	mayMatch,
	parseInline,
	rulesOf,
	type SelectedRule,
	styleElementsOf,
} from "./style-sheets.ts";

/** Elements whose content some or all mail programs do not show. */
const CLOSED = new Set(
	"audio canvas datalist details dialog embed head iframe math noembed noframes noscript object option script select style svg template textarea title video".split(
		" ",
	),
);

/** A declaration, in small letters, that may apply to an element. */
interface Applied {
	prop: string;
	value: string;
	/** It always applies, on all screens. */
	always: boolean;
	important?: boolean | undefined;
}

/**
 * Tells for each element of a document whether anything hides it in any mail
 * program, on any screen or in any scheme: an element around it, an attribute,
 * a style attribute, or a rule of a style sheet in any media query.
 */
export function hidingIn(dom: HtmlDocument): (element: HtmlElement) => boolean {
	const rules = [dom, ...conditionalDocuments(dom)]
		.flatMap((one) => styleElementsOf(elementsOf(one)))
		.flatMap(rulesOf)
		.sort((a, b) => weightOf(a.selector) - weightOf(b.selector));
	return (element) => {
		const path = [element, ...ancestorsOf(element)];
		if (
			path.some(
				({ name, attribs }) =>
					CLOSED.has(name) || "hidden" in attribs || "inert" in attribs,
			)
		)
			return true;
		const applied = path.map((one) => appliedTo(one, rules));
		return (
			applied.some(hidesBox) ||
			Object.entries(INHERITED).some(([prop, hides]) =>
				hidesText(applied, prop, hides),
			) ||
			isLikeBackground(applied)
		);
	};
}

/** The specificity of a selector, roughly. */
function weightOf(selector: string): number {
	const count = (pattern: RegExp) => selector.split(pattern).length - 1;
	return (
		10_000 * count(/#/) + 100 * count(/[.[:]/) + count(/\b(?<![-.#:[])[a-z]/i)
	);
}

function appliedTo(
	element: HtmlElement,
	rules: readonly SelectedRule[],
): Applied[] {
	const { style, bgcolor } = element.attribs;
	const applied: Applied[] = [];
	if (bgcolor)
		applied.push({
			prop: "background-color",
			value: bgcolor.toLowerCase(),
			always: true,
		});
	// The rules that win come last.
	for (const { selector, rule, conditional } of rules)
		if (mayMatch(selector, element))
			rule.each((node) => {
				if (node.type === "decl")
					applied.push(...readDeclaration(node, !conditional));
			});
	// What does not parse as a whole is still read by mail programs, piece by piece.
	const inline = style ? parseInline(style.replace(/[{}]/g, ";")) : null;
	inline?.walkDecls((node) => {
		applied.push(...readDeclaration(node, true));
	});
	return applied;
}

/** Also what the shorthand `font` says of the size. */
function readDeclaration(
	node: { prop: string; value: string; important?: boolean | undefined },
	always: boolean,
): Applied[] {
	const prop = decodeCss(node.prop)
		.toLowerCase()
		.replace(/^-(?:webkit|moz|ms|o)-/, "");
	const value = decodeCss(node.value)
		.toLowerCase()
		.replace(/!\s*\w+/, "")
		.trim();
	const one = { prop, value, always, important: node.important };
	if (prop === "background")
		return [one, { prop: "background-color", value, always }];
	const size =
		prop === "font"
			? /(?:^|\s)([\d.]+(?:[a-z]+|%)?)\s*(?:\/\s*([\d.]+(?:[a-z]+|%)?))?\s+\S/.exec(
					value.replace(/(?:^|\s)[1-9]00(?=\s)/, ""),
				)
			: null;
	if (!size) return [one];
	const [, fontSize = "", lineHeight] = size;
	return [
		{ prop: "font-size", value: fontSize, always },
		...(lineHeight ? [{ prop: "line-height", value: lineHeight, always }] : []),
	];
}

/** Whether one element is hidden with all that is in it. */
function hidesBox(applied: readonly Applied[]): boolean {
	const has = (prop: string, value: RegExp) =>
		applied.some((one) => one.prop === prop && value.test(one.value));
	return applied.some(({ prop, value }) => {
		if (BY_WORD[prop]?.test(value)) return true;
		if (/^(?:opacity|zoom|scale)$/.test(prop)) return isNothing(value, 0.1);
		if (/^(?:clip|clip-path)$/.test(prop))
			return !/^(?:auto|none|inherit|initial|unset)$/.test(value);
		if (/^(?:max-)?(?:height|width|block-size|inline-size)$/.test(prop))
			return (
				isNothing(value, 1) &&
				!has(`min-${prop.replace("max-", "")}`, /^(?![0.]*(?:[a-z%]|$))\S/)
			);
		if (/^(?:left|right|top|bottom|inset.*)$/.test(prop))
			return has("position", /absolute|fixed|relative/) && isFarAway(value);
		return /^(?:margin.*|transform|translate)$/.test(prop) && isFarAway(value);
	});
}

/** Values that hide an element whatever else applies to it. */
const BY_WORD: Record<string, RegExp> = {
	display: /^none\b/,
	"content-visibility": /^hidden\b/,
	"mso-hide": /^all\b/,
	"pointer-events": /^none\b/,
	filter: /opacity\(\s*(?:0?\.0\d*|0)\s*%?\s*\)|opacity\s*=\s*0\b/,
	transform:
		/scale\w{0,2}\((?:[^)]{0,99}[,\s])?\s{0,9}(?:0{1,99}(?:\.0{1,99})?|\.0{1,99})\d?\s{0,9}%?\s{0,9}[,)]|matrix\w{0,2}\(\s*0\s*,|rotate[xy]\(\s*-?90deg/,
};

/** Properties that hide the text of an element and of those in it that do not set them again. */
const INHERITED: Record<string, (value: string) => boolean> = {
	visibility: (value) => /^(?:hidden|collapse)\b/.test(value),
	"font-size": (value) => isNothing(value, 2),
	"line-height": (value) => isNothing(value, 1, 0.1),
	"text-indent": (value) => isFarAway(value),
	"letter-spacing": (value) => isFarAway(value) || /^-[\d.]+em/.test(value),
	color: (value) => isTransparent(value),
	"text-fill-color": (value) => isTransparent(value),
};

/** The nearest element that sets a property decides, unless what it sets depends on those around. */
function hidesText(
	path: readonly (readonly Applied[])[],
	prop: string,
	hides: (value: string) => boolean,
): boolean {
	for (const applied of path) {
		const values = applied
			.filter((one) => one.prop === prop)
			.map(({ value }) => value);
		if (values.some(hides)) return true;
		if (
			values.length > 0 &&
			!values.some((value) => /^(?:inherit|unset)$|[\d.](?:em|%)$/.test(value))
		)
			return false;
	}
	return false;
}

/** Whether the text has the colour of what is behind it, by what always applies. */
function isLikeBackground(path: readonly (readonly Applied[])[]): boolean {
	const nearest = (prop: string) =>
		path
			.map((applied) =>
				applied
					.filter((one) => one.always && one.prop === prop)
					.sort((a, b) => Number(a.important ?? 0) - Number(b.important ?? 0))
					.map(({ value }) => sameColour(value))
					.filter((value) => !/^(?:inherit|unset|none)$/.test(value))
					.at(-1),
			)
			.find((value) => value !== undefined && !isTransparent(value));
	const colour = nearest("color");
	return colour !== undefined && colour === nearest("background-color");
}

/** One way to write a colour: `#ffffff`. */
function sameColour(value: string): string {
	const named = { white: "#ffffff", black: "#000000" }[value];
	if (named) return named;
	const rgb =
		/^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+1(?:\.0+)?)?\s*\)$/.exec(
			value,
		);
	if (rgb)
		return `#${rgb
			.slice(1)
			.map((part) => Number(part).toString(16).padStart(2, "0"))
			.join("")}`;
	return value.replace(/^#[\da-f]{3}$/, (hex) => hex.replace(/\w/g, "$&$&"));
}

function isTransparent(value: string): boolean {
	return (
		/^transparent\b|^#[\da-f]{3}0$|^#[\da-f]{6}0\d$/.test(value) ||
		/^(?:rgb|hsl)a?\(.*[,/]\s*(?:0|0?\.0\d*|0%)\s*\)$/.test(
			value.replace(/^(?:rgb|hsl)\((?:[^,/]*,){2}[^,/]*\)$/, ""),
		)
	);
}

/**
 * Whether a size is so small that nobody sees anything.
 *
 * @param most in pixels or points; other units mean nothing only at 0.1 or less
 */
function isNothing(value: string, most: number, mostOfOthers = 0.1): boolean {
	const [, number, unit = ""] = /^([+-]?[\d.]+)([a-z%]*)$/.exec(value) ?? [];
	if (number === undefined) return /^(?:calc|min|clamp)\(\s*0\b/.test(value);
	const pixels = /^(?:px|pt)$/.test(unit);
	return Number(number) <= (pixels ? most : unit === "%" ? 1 : mostOfOthers);
}

/** Whether a distance leads out of the screen. */
function isFarAway(value: string): boolean {
	return [...value.matchAll(/-\s*([\d.]+)(px|pt|em|rem|vw|vh|%)/g)].some(
		([, number, unit = ""]) =>
			Number(number) >= (/^p/.test(unit) ? 100 : /em/.test(unit) ? 10 : 100),
	);
}
