import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { picture, sideBySide } from "../../src/browser/picture.ts";
import { launchBrowser } from "../support/browser.ts";

const html =
	'<!doctype html><style>:root{color-scheme:light dark}body{margin:0;height:500px;background:#fff}@media (prefers-color-scheme:dark){body{background:#000}}</style><p style="margin:0">Words</p><img src="https://pictures.example.com/a.png" alt="">';

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a picture is as wide as asked, as tall as the message or as asked, and dark when asked", async () => {
	const light = await picture(
		browser,
		{ html, width: 320, scheme: "light" },
		null,
	);
	expect(sizeOf(light)).toEqual({ width: 480, height: 750 });
	const cut = await picture(
		browser,
		{ html, width: 600, scheme: "light" },
		200,
	);
	expect(sizeOf(cut)).toEqual({ width: 900, height: 300 });
	// At 60 pixels its second line would be cut through: the picture ends above that.
	const lines = `<body style="margin:0;font:20px/40px serif">${"<div>Words</div>".repeat(5)}`;
	const whole = await picture(
		browser,
		{ html: lines, width: 320, scheme: "light" },
		60,
	);
	expect(sizeOf(whole).height).toBeLessThan(60 * 1.5);
	expect(sizeOf(whole).height).toBeGreaterThan(35 * 1.5);
	const dark = await picture(
		browser,
		{ html, width: 320, scheme: "dark" },
		null,
	);
	expect(dark.equals(light)).toBe(false);
});

test("several pictures are drawn next to each other in one", async () => {
	const shots = [
		{ html, width: 600, scheme: "light" as const },
		{ html, width: 375, scheme: "dark" as const },
	];
	const { width, height } = sizeOf(await sideBySide(browser, shots, 300));
	expect(width).toBe(Math.ceil((600 + 375 + 3 * 24) * 1.5));
	expect(height).toBeGreaterThanOrEqual(300 * 1.5);
});

/** Of a PNG, from its header; pixels. */
function sizeOf(png: Buffer) {
	expect(png.toString("latin1", 1, 4)).toBe("PNG");
	return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
