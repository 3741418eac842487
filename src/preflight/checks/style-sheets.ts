import postcss, { type Container, list, type Root, type Rule } from "postcss";
import { type HtmlElement, isTag, isText } from "./html-tree.ts";

/** CSS as it is written, and parsed: null for CSS that can't be parsed. */
export interface StyleSheet {
	css: string;
	root: Root | null;
}

/** A rule of a style sheet with one of its selectors in full. */
export interface SelectedRule {
	selector: string;
	rule: Rule;
	/** It holds only in some programs, on some screens or at some moments. */
	conditional: boolean;
}

/** The CSS of style elements and of style attributes. */
export function styleSheetsOf(elements: readonly HtmlElement[]): StyleSheet[] {
	const inline = new Set(
		elements.flatMap(({ attribs }) => (attribs.style ? [attribs.style] : [])),
	);
	return [
		...styleElementsOf(elements),
		...[...inline].map((css) => ({ css, root: parseInline(css) })),
	];
}

/** The CSS of style elements alone. */
export function styleElementsOf(
	elements: readonly HtmlElement[],
): StyleSheet[] {
	return elements
		.filter(({ name }) => name === "style")
		.flatMap(({ children }) => children.filter(isText))
		.map(({ data }) => ({ css: data, root: parse(data) }));
}

/** An inline style must parse as exactly one rule: "}" within it would end it. */
export function parseInline(style: string): Root | null {
	const root = parse(`x{${style}}`);
	return root?.nodes.length === 1 ? root : null;
}

/** CSS without its comments and with its escapes read, as in CSS Syntax 3, 4.3.7: `u\72l(` is `url(`. */
export function decodeCss(css: string): string {
	return css
		.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "")
		.replace(
			/\\(?:([\da-f]{1,6})\s?|\r?\n|([\s\S]))/gi,
			(_, code?: string, character = "") => {
				const point = Number.parseInt(code ?? "", 16);
				if (code === undefined) return character;
				return point > 0x10ffff ? "\uFFFD" : String.fromCodePoint(point);
			},
		);
}

/** Every rule of a style sheet, once for each of its selectors, in any media query. */
export function rulesOf({ css, root }: StyleSheet): SelectedRule[] {
	// Mail programs read on after a fault, from the next rule.
	if (root === null)
		return (css.match(/[^{}]+\{[^{}]*\}/g) ?? []).flatMap((one) => {
			const sheet = { css: one, root: parse(one) };
			return sheet.root === null ? [] : rulesOf(sheet);
		});
	const rules: SelectedRule[] = [];
	root.walkRules((rule) => {
		for (const selector of fullSelectors(rule))
			rules.push({
				selector,
				rule,
				conditional: isWithinAtRule(rule) || /\[data-ogs|:/i.test(selector),
			});
	});
	return rules;
}

/**
 * Whether a selector may choose an element. Types, classes, ids, attributes and
 * what is around the element must fit. Whatever depends on the moment, on
 * siblings or on the mail program (`:hover`, `+`, `[data-ogsc]`) is taken to fit.
 */
export function mayMatch(selector: string, element: HtmlElement): boolean {
	const steps = selector
		.trim()
		.match(/(?:\\[\s\S]|\[[^\]]*\]|\([^)]*\)+|[^\s>+~\\[(])+|\s*[>+~]\s*|\s+/g);
	if (!steps) return false;
	const compound = steps.pop() ?? "";
	if (!fits(compound, element)) return false;
	const combinator = steps.pop()?.trim();
	if (combinator === undefined || /[+~]/.test(combinator)) return true;
	const rest = steps.join("");
	// [data-ogsc] is put around the message.
	if (/^(?:\[data-ogs\w\]|:root)$/i.test(rest)) return true;
	const parents = parentsOf(element);
	return (combinator === ">" ? parents.slice(0, 1) : parents).some((one) =>
		mayMatch(rest, one),
	);
}

function parentsOf({ parent }: HtmlElement): HtmlElement[] {
	return parent && isTag(parent) ? [parent, ...parentsOf(parent)] : [];
}

const PART =
	/([.#]?)((?:\\[\s\S]|[\w-]|[^\0-\x7F])+)|\[([^\]]*)\]|::?([\w-]+)(?:\(((?:[^()]|\([^()]*\))*)\))?|\*/gy;

/** One compound selector: `td.note#a[href]:hover`. */
function fits(compound: string, element: HtmlElement): boolean {
	for (const [all, sign, name, attribute, pseudo, inside] of compound.matchAll(
		PART,
	)) {
		if (name !== undefined && !hasName(element, sign, decodeCss(name)))
			return false;
		if (attribute !== undefined && !hasAttribute(element, attribute))
			return false;
		if (pseudo !== undefined && !fitsPseudo(element, all, pseudo, inside))
			return false;
	}
	return true;
}

function hasName(
	{ name, attribs }: HtmlElement,
	sign: string | undefined,
	wanted: string,
): boolean {
	if (sign === "#") return attribs.id === wanted;
	return sign === "."
		? (attribs.class ?? "").split(/\s+/).includes(wanted)
		: name.toLowerCase() === wanted.toLowerCase();
}

function hasAttribute({ attribs }: HtmlElement, written: string): boolean {
	const [, name = "", operator, quoted = ""] =
		/^([^\s~|^$*=]+)\s*(?:([~|^$*]?)=(.*))?$/s.exec(
			decodeCss(written).trim(),
		) ?? [];
	if (/^data-ogs/i.test(name)) return true;
	const value = attribs[name.toLowerCase()];
	if (value === undefined) return false;
	const wanted = quoted
		.replace(/\s[is]$/i, "")
		.trim()
		.replace(/^(["'])(.*)\1$/s, "$2");
	if (operator === undefined) return true;
	if (operator === "^") return value.startsWith(wanted);
	if (operator === "$") return value.endsWith(wanted);
	if (operator === "*") return value.includes(wanted);
	if (operator === "~") return value.split(/\s+/).includes(wanted);
	return value === wanted || (operator === "|" && value.startsWith(wanted));
}

function fitsPseudo(
	element: HtmlElement,
	all: string,
	pseudo: string,
	inside: string | undefined,
): boolean {
	// What is put before or after an element does not hide the element.
	if (/^::|^:(?:before|after|first-l)/i.test(all)) return false;
	if (pseudo === "root") return element.name === "html";
	const among = () =>
		list.comma(inside ?? "").some((one) => mayMatch(one, element));
	if (/^(?:is|where|matches|-\w+-any)$/i.test(pseudo)) return among();
	return pseudo.toLowerCase() !== "not" || !among();
}

/** The selectors of a rule, with those of the rules around it. */
function fullSelectors({ selectors, parent }: Rule): string[] {
	let around: Container | undefined = parent as Container | undefined;
	while (around && around.type !== "rule")
		around = around.parent as Container | undefined;
	if (!around) return selectors;
	return fullSelectors(around as Rule).flatMap((outer) =>
		selectors.map((inner) =>
			inner.includes("&")
				? inner.replaceAll("&", () => outer)
				: `${outer} ${inner}`,
		),
	);
}

function isWithinAtRule({ parent }: Rule): boolean {
	const around = parent as Container | undefined;
	return (
		around !== undefined &&
		(around.type === "atrule" ||
			(around.type === "rule" && isWithinAtRule(around as Rule)))
	);
}

function parse(css: string): Root | null {
	try {
		return postcss.parse(css);
	} catch {
		return null;
	}
}
