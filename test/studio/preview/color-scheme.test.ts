import { expect, test } from "vitest";
import { inLook, readLook } from "../../../src/studio/preview/color-scheme.ts";

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
])("dark: %s", (given, expected) => {
	expect(inLook(given, "dark")).toBe(expected);
});

test("light: the dark rules never hold, whatever this machine is set to", () => {
	expect(inLook("@media (prefers-color-scheme: dark) {", "light")).toBe(
		"@media (max-width:0) {",
	);
	expect(
		inLook('<meta name="color-scheme" content="light dark">', "light"),
	).toBe('<meta name="color-scheme" content="light">');
});

test("words about colour schemes in the text of a mail stay", () => {
	const text =
		"<p>Set color-scheme to light dark, says prefers-color-scheme.</p>";
	expect(inLook(text, "dark")).toBe(text);
});

test("forced dark: turned round by a filter, and the mail's own dark rules never hold", () => {
	const forced = inLook(
		"<html><head><style>@media (prefers-color-scheme: dark) {}</style></head></html>",
		"forced",
	);
	expect(forced).toContain("@media (max-width:0)");
	expect(forced).toMatch(/filter:invert\(.*<\/style><\/head>/);
	expect(inLook("<p>No head</p>", "forced")).toMatch(/^<style>.*<p>No head/);
});

test("without style sheets: every one goes, what is inline stays", () => {
	expect(
		inLook(
			'<style>a{}</style><p style="color:red">Hi</p><STYLE type="text/css">\nb{}\n</STYLE >',
			"plain",
		),
	).toBe('<p style="color:red">Hi</p>');
});

test("a look that there is none of is light", () => {
	expect(["dark", "forced", "plain", "1", undefined].map(readLook)).toEqual([
		"dark",
		"forced",
		"plain",
		"light",
		"light",
	]);
});
