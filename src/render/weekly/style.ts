import {
	type AtRule,
	type ChildNode,
	type Container,
	CssSyntaxError,
	type Declaration,
	list,
	parse,
	type Root,
	type Rule,
} from "postcss";
import { end, start } from "../../../templates/parts/sides.ts";
import type { Palette, Theme } from "../../../templates/theme.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { withCurrentClasses } from "../templates/earlier-names.ts";

/** A style sheet as read from its file. */
export interface Sheet {
	file: string;
	css: string;
}

/** The three sheets of a mail: its look, and the rules that win on a phone and in the dark. */
export interface Sheets {
	look: Sheet;
	phone: Sheet;
	dark: Sheet;
}

/**
 * The style of a mail, as compact CSS. `var(--name)` becomes the theme's value,
 * since few mail programs know variables; so does each logical side
 * (`padding-inline-start`), by the theme's direction. The rules of the phone's and the dark
 * sheet win over inline styles too. The dark rules are repeated for Outlook on
 * the web, which marks its dark mode with attributes.
 *
 * @throws TemplateError with file and line for CSS that can't be parsed, and
 *   for a variable that the theme does not have
 */
export function mailStyle({ look, phone, dark }: Sheets, theme: Theme): string {
	const day = read(look, theme, theme.light);
	const narrow = important(read(phone, theme, theme.light));
	const night = important(read(dark, theme, theme.dark));
	return (
		`${compact(day)}@media (max-width:480px){${compact(narrow)}}` +
		`@media (prefers-color-scheme:dark){${compact(night)}}${compact(forOutlook(night))}`
	);
}

function read(sheet: Sheet, theme: Theme, palette: Palette): Root {
	const root = parsed(sheet);
	const { serif, sans, width, margin, marginPhone } = theme;
	const values: Record<string, string | number> = {
		...{ serif, sans, width, margin, marginPhone },
		...palette,
	};
	const filled = (text: string, node: AtRule | Declaration) =>
		text.replace(/var\(--([\w-]+)\)/g, (whole, name: string) => {
			const value = Object.hasOwn(values, name) ? values[name] : undefined;
			if (value !== undefined) return String(value);
			const { line } = node.positionBy({ word: whole });
			throw new TemplateError(sheet.file, line, `the theme has no ${whole}`);
		});
	root.walk((node) => {
		if (node.type === "rule") addCurrentClasses(node);
		if (node.type === "decl") {
			node.value = filled(node.value, node);
			nameSides(node, theme);
		}
		if (node.type === "atrule") node.params = filled(node.params, node);
	});
	return root;
}

/** `padding-inline-start` and `text-align: end` become left or right, since few mail programs know them. */
function nameSides(node: Declaration, theme: Theme): void {
	const side = { start: start(theme), end: end(theme) };
	const named = (at: string) => side[at as keyof typeof side];
	node.prop = node.prop.replace(
		/-inline-(start|end)(?=$|-(?:width|style|color)$)/,
		(_, at: string) => `-${named(at)}`,
	);
	if (/^(?:text-align|float|clear)$/.test(node.prop))
		node.value = node.value.replace(
			/^(?:inline-)?(start|end)$/,
			(_, at: string) => named(at),
		);
}

/** A rule for an earlier name of a class counts for the current one as well. */
function addCurrentClasses(rule: Rule): void {
	const current = rule.selectors.flatMap(
		(one) => withCurrentClasses(one) ?? [],
	);
	if (current.length > 0) rule.selectors = [...rule.selectors, ...current];
}

function parsed({ file, css }: Sheet): Root {
	try {
		return parse(css.replace(/\r\n?/g, "\n"));
	} catch (error) {
		if (!(error instanceof CssSyntaxError)) throw error;
		throw new TemplateError(file, error.line ?? null, error.reason);
	}
}

/** Every declaration with `!important`, but where CSS ignores a declaration that has it. */
function important(root: Root): Root {
	root.walkDecls((declaration) => {
		declaration.important = !isWithin(declaration, /keyframes$|^font-face$/i);
	});
	return root;
}

/** Outlook marks elements whose text it recoloured with data-ogsc, those whose background with data-ogsb. */
function forOutlook(root: Root): Root {
	const copy = root.clone();
	copy.walkRules((rule) => {
		// A nested rule is within one that has the mark already; keyframes have no selectors.
		if (rule.parent?.type === "rule" || isWithin(rule, /keyframes$/i)) return;
		const [first] = rule.nodes.filter((node) => node.type === "decl");
		const mark = first?.prop.startsWith("background") ? "ogsb" : "ogsc";
		rule.selectors = rule.selectors.map((one) => `[data-${mark}] ${one}`);
	});
	return copy;
}

function isWithin(node: ChildNode, atRule: RegExp): boolean {
	const { parent } = node;
	if (!parent || parent.type === "root" || parent.type === "document")
		return false;
	if (parent.type === "atrule" && atRule.test((parent as AtRule).name))
		return true;
	return isWithin(parent as ChildNode, atRule);
}

/** CSS without comments and white space that means nothing. Strings and urls stay as they are. */
function compact(container: Container): string {
	const nodes = (container.nodes ?? []).filter(
		({ type }) => type !== "comment",
	);
	return nodes
		.map((node, index) => {
			const isLast = index === nodes.length - 1;
			if (node.type === "rule")
				return `${commas(node.selector)}{${compact(node)}}`;
			if (node.type === "atrule") {
				const head = `@${node.name} ${spaces(node.params)}`.trimEnd();
				return node.nodes ? `${head}{${compact(node)}}` : `${head};`;
			}
			if (node.type !== "decl") return "";
			const end = `${node.important ? "!important" : ""}${isLast ? "" : ";"}`;
			return `${node.prop}:${commas(node.value)}${end}`;
		})
		.join("");
}

function commas(text: string): string {
	return list.comma(text).map(spaces).join(",");
}

function spaces(text: string): string {
	return list.space(text).join(" ");
}
