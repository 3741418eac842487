import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { showMessage } from "./show-message.ts";

/** A message to take a picture of. */
export interface Shot {
	html: string;
	width: number;
	scheme: "light" | "dark";
}

/** Pixels of the picture for each CSS pixel: sharp on today's screens without a large file. */
const SCALE = 1.5;
/** CSS pixels. A longer message is cut off. */
const MAX_HEIGHT = 12_000;
/** CSS pixels between pictures and around them. */
const GAP = 24;

/**
 * Takes a picture of a message, from its top to its end or to `height`. It ends
 * above a line of text that would be cut through.
 *
 * @param height CSS pixels; null: the whole message
 * @returns a PNG
 */
export async function picture(
	browser: Browser,
	shot: Shot,
	height: number | null,
): Promise<Buffer> {
	const { html, width, scheme } = shot;
	const context = await browser.newContext({
		viewport: { width, height: 100 },
		colorScheme: scheme,
		deviceScaleFactor: SCALE,
	});
	try {
		const page = await showMessage(context, html, () => null);
		const fonts = await georgiaSubstitute();
		if (fonts) await page.addStyleTag({ content: fonts });
		await page.evaluate("document.fonts.ready");
		const whole = await page.evaluate<number>(
			"Math.ceil(document.documentElement.scrollHeight)",
		);
		const asked = Math.min(height ?? whole, whole, MAX_HEIGHT);
		const tall = await page.evaluate<number>(`(${lastLineEnd})(${asked})`);
		await page.setViewportSize({ width, height: tall });
		return await page.screenshot({ clip: { x: 0, y: 0, width, height: tall } });
	} finally {
		await context.close();
	}
}

/** Runs in the page. The largest height up to `height` that cuts through no line of text. */
const lastLineEnd = `(height) => {
	const lines = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (texts.nextNode()) {
		const range = document.createRange();
		range.selectNodeContents(texts.currentNode);
		for (const { top, bottom, width } of range.getClientRects())
			if (width > 1) lines.push({ top, bottom });
	}
	let end = height;
	for (let cut; (cut = lines.find(({ top, bottom }) => top < end && bottom > end)); )
		end = Math.floor(cut.top);
	return Math.max(end, 1);
}`;

/** One picture of several messages side by side, aligned at the top. Arguments and result as for picture(). */
export async function sideBySide(
	browser: Browser,
	shots: readonly Shot[],
	height: number | null,
): Promise<Buffer> {
	const pictures: Buffer[] = [];
	for (const shot of shots) pictures.push(await picture(browser, shot, height));
	const width =
		shots.reduce((sum, shot) => sum + shot.width, 0) + GAP * (shots.length + 1);
	const images = pictures.map(
		(png, index) =>
			`<img src="data:image/png;base64,${png.toString("base64")}" width="${shots[index]?.width}" alt="">`,
	);
	const page = await browser.newPage({
		viewport: { width, height: 900 },
		deviceScaleFactor: SCALE,
	});
	try {
		await page.setContent(
			`<body style="margin:0;padding:${GAP}px;display:flex;gap:${GAP}px;align-items:flex-start;background:#8a8a8a">${images.join("")}</body>`,
		);
		await page.evaluate(
			"Promise.all([...document.images].map((image) => image.decode()))",
		);
		return await page.screenshot({ fullPage: true });
	} finally {
		await page.close();
	}
}

/**
 * CSS that uses Gelasio, whose letters are as wide as Georgia's, where Georgia
 * is not installed: servers seldom have the fonts that readers have. Null: the
 * font's package is not installed.
 */
async function georgiaSubstitute(): Promise<string | null> {
	const folder = gelasioFolder();
	if (folder === null) return null;
	const faces = [
		["400", "normal"],
		["700", "normal"],
		["400", "italic"],
	].map(async ([weight, style]) => {
		const file = await readFile(
			join(folder, "files", `gelasio-latin-${weight}-${style}.woff2`),
		);
		return `@font-face{font-family:Georgia;font-weight:${weight};font-style:${style};src:local("Georgia"),url(data:font/woff2;base64,${file.toString("base64")})}`;
	});
	return (await Promise.all(faces)).join("");
}

function gelasioFolder(): string | null {
	try {
		return join(
			createRequire(import.meta.url).resolve(
				"@fontsource/gelasio/package.json",
			),
			"..",
		);
	} catch {
		return null;
	}
}
