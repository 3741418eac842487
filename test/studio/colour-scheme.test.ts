import { expect, test } from "vitest";
import { inScheme } from "../../src/studio/colour-scheme.ts";

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
	expect(inScheme(given, "dark")).toBe(expected);
});

test("light: the dark rules never hold, whatever this machine is set to", () => {
	expect(inScheme("@media (prefers-color-scheme: dark) {", "light")).toBe(
		"@media (max-width:0) {",
	);
	expect(
		inScheme('<meta name="color-scheme" content="light dark">', "light"),
	).toBe('<meta name="color-scheme" content="light">');
});

test("words about colour schemes in the text of a mail stay", () => {
	const text =
		"<p>Set color-scheme to light dark, says prefers-color-scheme.</p>";
	expect(inScheme(text, "dark")).toBe(text);
});
