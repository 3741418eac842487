import { expect, test } from "vitest";
import {
	applyColorScheme,
	openLinksInTabs,
	readColorScheme,
} from "../../../src/studio/preview/color-scheme.ts";

test.each([
	["@media (prefers-color-scheme: dark) {", "@media (min-width:0) {"],
	[
		"@media screen and (prefers-color-scheme:dark) and (max-width: 480px) {",
		"@media screen and (min-width:0) and (max-width: 480px) {",
	],
	["@media (prefers-color-scheme: light) {", "@media (max-width:0) {"],
	[
		'<meta content="light dark" name="color-scheme">',
		'<meta name="color-scheme" content="dark">',
	],
	[":root { color-scheme: light dark; }", ":root { color-scheme: dark; }"],
	["supported-color-schemes: x", "supported-color-schemes: x"],
])("in dark, it changes %s", (given, expected) => {
	expect(applyColorScheme(given, "dark")).toBe(expected);
});

test("in light, rules for dark never apply, with any setting of this machine", () => {
	expect(
		applyColorScheme("@media (prefers-color-scheme: dark) {", "light"),
	).toBe("@media (max-width:0) {");
	expect(
		applyColorScheme(
			'<meta name="color-scheme" content="light dark">',
			"light",
		),
	).toBe('<meta name="color-scheme" content="light">');
});

test("words about colour schemes in the text of a mail are not changed", () => {
	const text =
		"<p>Set color-scheme to light dark, says prefers-color-scheme.</p>";
	expect(applyColorScheme(text, "dark")).toBe(text);
});

test("in forced dark, a filter inverts colours and the mail's own rules for dark never apply", () => {
	const forced = applyColorScheme(
		"<html><head><style>@media (prefers-color-scheme: dark) {}</style></head></html>",
		"forced",
	);
	expect(forced).toContain("@media (max-width:0)");
	expect(forced).toMatch(/filter:invert\(.*<\/style><\/head>/);
	expect(applyColorScheme("<p>No head</p>", "forced")).toMatch(
		/^<style>.*<p>No head/,
	);
});

test("in plain, style sheets are removed and inline styles stay", () => {
	expect(
		applyColorScheme(
			'<style>a{}</style><p style="color:red">Hi</p><STYLE type="text/css">\nb{}\n</STYLE >',
			"plain",
		),
	).toBe('<p style="color:red">Hi</p>');
});

test("an unknown colour scheme is read as that of the system, and leaves the message as it is", () => {
	expect(
		["dark", "forced", "plain", "1", undefined].map(readColorScheme),
	).toEqual(["dark", "forced", "plain", "auto", "auto"]);
	const html = '<meta name="color-scheme" content="light dark"><p>Hi</p>';
	expect(applyColorScheme(html, "auto")).toBe(html);
});

test.each([
	["a tag that never ends", "<meta name=color-scheme ".repeat(50_000)],
	["a style sheet that never ends", "<style ".repeat(100_000)],
	["heads that never end", "<head ".repeat(100_000)],
	["elements within each other", "<div>".repeat(100_000)],
	["spaces", `(${" ".repeat(500_000)}color-scheme${" ".repeat(500_000)}:`],
])("1 MB of the worst is changed in linear time: %s", (_, html) => {
	for (const scheme of ["light", "dark", "forced", "plain"] as const)
		expect(applyColorScheme(html, scheme).length).toBeGreaterThan(-1);
	expect(openLinksInTabs(html)).toContain('<base target="_blank">');
});
