import type { Palette, Theme } from "../../../templates/theme.ts";
import { TemplateError } from "../renderer.ts";

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
 * The style of a mail. `var(--name)` becomes the theme's value, since few mail
 * programs know variables. The rules of the phone's and the dark sheet win
 * over inline styles too; the dark ones are also said for Outlook on the web,
 * which marks its dark mode with attributes.
 *
 * @throws TemplateError for a variable that the theme does not have
 */
export function mailStyle({ look, phone, dark }: Sheets, theme: Theme): string {
	const day = compact(resolve(look, theme, theme.light));
	const narrow = important(compact(resolve(phone, theme, theme.light)));
	const night = important(compact(resolve(dark, theme, theme.dark)));
	return (
		`${day}@media (max-width:480px){${narrow}}` +
		`@media (prefers-color-scheme:dark){${night}}${forOutlook(night)}`
	);
}

function resolve({ file, css }: Sheet, theme: Theme, palette: Palette): string {
	const { serif, sans, width, margin, marginPhone } = theme;
	const values: Record<string, string | number> = {
		...{ serif, sans, width, margin, marginPhone },
		...palette,
	};
	return css.replace(
		/\/\*[\s\S]*?\*\/|var\(--([\w-]+)\)/g,
		(whole, name: string | undefined, at: number) => {
			if (name === undefined) return "";
			const value = Object.hasOwn(values, name) ? values[name] : undefined;
			if (value !== undefined) return String(value);
			const line = css.slice(0, at).split("\n").length;
			throw new TemplateError(file, line, `the theme has no ${whole}`);
		},
	);
}

function compact(css: string): string {
	return css
		.replace(/\s+/g, " ")
		.replace(/\s*([{};,>])\s*/g, "$1")
		.replace(/:\s+/g, ":")
		.replaceAll(";}", "}")
		.trim();
}

function important(rules: string): string {
	return rules.replace(/\{([^}]*)\}/g, (_, body: string) => {
		const declarations = body.split(";").map((one) => `${one}!important`);
		return `{${declarations.join(";")}}`;
	});
}

/** It marks elements whose text it recoloured with data-ogsc, those whose ground with data-ogsb. */
function forOutlook(rules: string): string {
	return rules.replace(
		/([^{}]+)\{([^}]*)\}/g,
		(_, selectors: string, body: string) => {
			const mark = body.startsWith("background") ? "ogsb" : "ogsc";
			const marked = selectors
				.split(",")
				.map((selector) => `[data-${mark}] ${selector}`);
			return `${marked.join(",")}{${body}}`;
		},
	);
}
