import type { Palette, Theme } from "../theme.ts";

/** The style in dark mode. Outlook on the web marks it with attributes, other mail programs know the media query. */
export function darkStyle({ dark }: Theme): string {
	const rules = darkRules(dark);
	const plain = rules.map(([at, what]) => `${at}{${what}}`).join("");
	const outlook = rules
		.map(([at, what]) => {
			const mark = what.startsWith("background") ? "ogsb" : "ogsc";
			const marked = at.split(",").map((one) => `[data-${mark}] ${one}`);
			return `${marked.join(",")}{${what}}`;
		})
		.join("");
	return `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${plain}}${outlook}`;
}

function darkRules(dark: Palette): [selectors: string, declarations: string][] {
	return [
		[".paper,.paper td", `background-color:${dark.paper}!important`],
		[".sheet,.sheet td", `background-color:${dark.sheet}!important`],
		[".paper td,.ink,.ink a", `color:${dark.ink}!important`],
		[".muted,.muted a", `color:${dark.muted}!important`],
		[".ship", `color:${dark.ship}!important`],
		[".skip", `color:${dark.skip}!important`],
		[".unknown", `color:${dark.unknown}!important`],
		[".hair", `border-color:${dark.rule}!important`],
		[".rule", `border-color:${dark.ink}!important`],
		[".button", `background-color:${dark.button}!important`],
		[".button,.button span", `color:${dark.buttonText}!important`],
	];
}
