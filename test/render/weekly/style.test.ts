import { expect, test } from "vitest";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { mailStyle } from "../../../src/render/weekly/style.ts";
import { theme } from "../../../templates/theme.ts";

function styleOf({ look = "", phone = "", dark = "" }): string {
	return mailStyle(
		{
			look: { file: "weekly.css", css: look },
			phone: { file: "weekly-phone.css", css: phone },
			dark: { file: "weekly-dark.css", css: dark },
		},
		theme,
	);
}

const PHONE = "@media (max-width:480px)";
const DARK = "@media (prefers-color-scheme:dark)";

test("the look sheet is written without comments, white space or a last semicolon", () => {
	const look = `
		/* A comment; with { signs }. */
		h1,
		h2 > i {
			font: bold 34px / 38px var(--serif); /* and one here */
			color: var(--ink);
		}
		.empty {
		}
	`;
	expect(styleOf({ look: look.replaceAll("\n", "\r\n") })).toBe(
		`h1,h2 > i{font:bold 34px / 38px Georgia,'Times New Roman',serif;color:#1b1916}.empty{}${PHONE}{}${DARK}{}`,
	);
});

test("a semicolon, a brace or a comma within a string or an address ends nothing", () => {
	const rule = `.a{background:url(data:image/svg+xml;base64,A,B==) no-repeat,#fff;content:"x;  } , y"}`;
	expect(styleOf({ look: rule, phone: rule })).toBe(
		`${rule}${PHONE}{${rule.replace("#fff;", "#fff!important;").replace('y"}', 'y"!important}')}}${DARK}{}`,
	);
});

test("a selector list within :is() is one selector, also for Outlook", () => {
	expect(styleOf({ dark: ".card :is(h1, h2) a, .note { color: red }" })).toBe(
		`${PHONE}{}${DARK}{.card :is(h1, h2) a,.note{color:red!important}}` +
			"[data-ogsc] .card :is(h1, h2) a,[data-ogsc] .note{color:red!important}",
	);
});

test("the rules within a nested @media win over inline styles, and Outlook gets them too", () => {
	expect(
		styleOf({
			dark: "@media (min-width: 600px) { .a { color: red; margin: 0 } } .b { background-color: blue }",
		}),
	).toBe(
		`${PHONE}{}${DARK}{@media (min-width: 600px){.a{color:red!important;margin:0!important}}.b{background-color:blue!important}}` +
			"@media (min-width: 600px){[data-ogsc] .a{color:red!important;margin:0!important}}[data-ogsb] .b{background-color:blue!important}",
	);
});

test("a nested rule is marked for Outlook once, by the rule around it", () => {
	expect(styleOf({ dark: ".a { color: red; & i { color: blue } }" })).toContain(
		"}[data-ogsc] .a{color:red!important;& i{color:blue!important}}",
	);
});

test("a declaration that has !important already does not get it twice", () => {
	expect(styleOf({ phone: ".a { color: red !important; }" })).toContain(
		"{.a{color:red!important}}",
	);
});

test("keyframes and fonts get no !important, which would make them void", () => {
	const frames = "@keyframes fade{from{opacity:0}to{opacity:1}}";
	const font = "@font-face{font-family:X;src:url(x.woff)}";
	const style = styleOf({ dark: frames + font });
	expect(style).toContain(`${DARK}{${frames}${font}}`);
	expect(style).not.toContain("important");
	expect(style).not.toContain("[data-ogsc]");
});

test("an at-rule without a block keeps its semicolon", () => {
	expect(styleOf({ look: "@charset 'utf-8';\n.a { top: 0 }" })).toContain(
		"@charset 'utf-8';.a{top:0}",
	);
});

test.each([
	[
		"an unknown variable",
		"\n.a {\n\tcolor: var(--inc);\n}",
		3,
		"the theme has no var(--inc)",
	],
	[
		"an unknown variable on a value's second line",
		".a {\n\tfont: 1px\n\tvar(--inc);\n}",
		3,
		"the theme has no var(--inc)",
	],
	[
		"a block that is never closed",
		"\n.a {\n\tcolor: red;\n",
		2,
		"Unclosed block",
	],
	[
		"a line that is no declaration",
		".a {\n\tcolor\n}",
		2,
		"Unknown word color",
	],
])("%s is an error with file and line", (_, dark, line, what) => {
	expect.assertions(2);
	try {
		styleOf({ dark });
	} catch (error) {
		expect(error).toBeInstanceOf(TemplateError);
		expect(error).toMatchObject({ file: "weekly-dark.css", line, what });
	}
});
