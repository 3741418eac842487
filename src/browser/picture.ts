import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "playwright-core";

/** How one message is drawn. */
export interface Shot {
	html: string;
	width: number;
	scheme: "light" | "dark";
}

/** Pixels of the picture for one of CSS: sharp on screens of today, and not larger than needed. */
const SCALE = 1.5;
/** CSS pixels: a longer message is cut off. */
const TALLEST = 12_000;
const GAP = 24;

/**
 * Draws a message as a PNG, from its top to its end or as far as `height`: it
 * ends above a line of text that would be cut through.
 */
export async function picture(
	browser: Browser,
	shot: Shot,
	height: number | null,
): Promise<Buffer> {
	const { html, width, scheme } = shot;
	const page = await browser.newPage({
		viewport: { width, height: 100 },
		colorScheme: scheme,
		deviceScaleFactor: SCALE,
	});
	try {
		await page.route(/^(?!data:|about:)/, (route) => route.abort());
		await page.setContent(html);
		const fonts = await georgia();
		if (fonts) await page.addStyleTag({ content: fonts });
		await page.evaluate("document.fonts.ready");
		const whole = await page.evaluate<number>(
			"Math.ceil(document.documentElement.scrollHeight)",
		);
		const asked = Math.min(height ?? whole, whole, TALLEST);
		const tall = await page.evaluate<number>(`(${betweenLines})(${asked})`);
		await page.setViewportSize({ width, height: tall });
		return await page.screenshot({ clip: { x: 0, y: 0, width, height: tall } });
	} finally {
		await page.close();
	}
}

/** Runs in the page. The last place down to `height` that goes through no line of text. */
const betweenLines = `(height) => {
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

/** Several pictures of messages beside each other, their tops level. */
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
 * Gelasio has Georgia's measures, and stands in for it where it is installed:
 * a machine without screens seldom has the fonts that readers have.
 */
async function georgia(): Promise<string | null> {
	const folder = gelasio();
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

function gelasio(): string | null {
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
