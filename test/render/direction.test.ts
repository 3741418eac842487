import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IssueContent } from "../../src/issue/content/content.ts";
import {
	type HtmlDocument,
	type HtmlElement,
	isTag,
	isText,
	parseDocument,
} from "../../src/preflight/checks/html-tree.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import {
	letterSamples,
	sampleWelcome,
} from "../../templates/sample-letters.ts";
import {
	briefReader,
	fullReader,
	sampleEnvelope,
	sampleIssue,
} from "../../templates/samples.ts";
import { launchBrowser } from "../support/browser.ts";
import { renderer, templatesDir } from "./sample.ts";
import { MISFITS } from "./weekly/broken-words.ts";

let browser: Browser;
let folder: string;
beforeAll(async () => {
	browser = await launchBrowser();
	folder = await mkdtemp(join(tmpdir(), "verdict-theme-"));
});
afterAll(async () => {
	await browser.close();
	await rm(folder, { recursive: true });
});

const NAMES =
	/^(?:name|tool|tagline|category|pricing|entryPrice|bestFor|body|publication|postalAddress)$/;
const HEBREW = "כלי (2)";

/** The content with `words` as each of its names and facts. */
function named<T>(content: T, words: string, key = ""): T {
	if (typeof content === "string")
		return (NAMES.test(key) ? words : content) as T;
	if (Array.isArray(content))
		return content.map((one) => named(one, words, key)) as T;
	if (typeof content !== "object" || content === null) return content;
	return Object.fromEntries(
		Object.entries(content).map(([name, one]) => [
			name,
			name === "title" ? `${words} vs ${words}` : named(one, words, name),
		]),
	) as T;
}

const reader = named(
	{
		...fullReader,
		bookmarks: fullReader.bookmarks.map((one) => ({ ...one, change: HEBREW })),
	},
	HEBREW,
);

async function messages(issue: IssueContent, using = renderer) {
	const open = using.open(await using.compile(issue), sampleEnvelope);
	const readers = [
		reader,
		{ ...reader, lens: "skeptic" },
		{ ...reader, format: "brief" },
	] as const;
	return {
		html: readers.map((one) => open.html(one)),
		text: readers.map((one) => open.text(one)),
	};
}

/** The texts in Hebrew that neither an element isolates nor, within a composed sentence, a pair of marks. */
function unisolated(node: HtmlDocument | HtmlElement): string[] {
	return node.children.flatMap((child) => {
		if (isText(child)) {
			const rest = child.data.replace(/\u2068[^\u2068\u2069]*\u2069/g, "");
			return /[א-ת]/.test(rest) ? [child.data] : [];
		}
		if (!isTag(child) || child.name === "bdi" || child.name === "title")
			return [];
		return unisolated(child);
	});
}

test("every name and fact in another direction is isolated in the HTML", async () => {
	const { html } = await messages(named(sampleIssue, HEBREW));
	const letters = await Promise.all(
		letterSamples
			.filter(({ kind }) => kind !== "notice")
			.map((sample) => sample.write(renderer, named(sample.data, HEBREW))),
	);
	for (const page of [...html, ...letters.map((letter) => letter.html)]) {
		expect(page).toContain(HEBREW);
		expect(unisolated(parseDocument(page))).toEqual([]);
		expect(page).not.toMatch(/="[^"]*<bdi/);
	}
	expect(html.join("").match(/<bdi>כלי/g)?.length).toBeGreaterThan(150);
});

test("every name and fact in another direction is isolated in the text part and in subjects, and plain ones stay plain", async () => {
	const { text } = await messages(named(sampleIssue, HEBREW));
	const letters = await Promise.all(
		letterSamples.map((sample) =>
			sample.write(renderer, named(sample.data, HEBREW)),
		),
	);
	const all = letters.flatMap((letter) => [letter.text, letter.subject]);
	for (const part of [...text, ...all])
		for (const line of part.split("\n"))
			expect(line.replace(/\u2068[^\u2068\u2069]*\u2069/g, "")).not.toMatch(
				/[א-ת\u2068\u2069]/,
			);
	const plain = renderer.open(
		await renderer.compile(sampleIssue),
		sampleEnvelope,
	);
	for (const one of [fullReader, briefReader])
		expect(plain.text(one)).not.toMatch(/[\u2060\u2066-\u2069]/);
});

test("no template and no element names a side: start and end become left or right in one place", async () => {
	const root = fileURLToPath(new URL("../..", import.meta.url));
	const files = (
		await Promise.all(
			["src/render", "templates"].map(async (place) =>
				(
					await readdir(join(root, place), { recursive: true })
				).map((file) => join(place, file)),
			),
		)
	)
		.flat()
		.filter((file) => /\.(?:tsx?|css|mjml)$/.test(file));
	expect(files.length).toBeGreaterThan(60);
	const SIDE =
		/align\s*[=:]\s*"?(?:left|right)|(?:padding|margin|border|text-align|float)(?:-|: ?"?)(?:left|right)|(?:padding|margin|border)(?:Left|Right)/i;
	const offenders: string[] = [];
	for (const file of files)
		if (SIDE.test(await readFile(join(root, file), "utf8")))
			offenders.push(file);
	expect(offenders).toEqual([]);
});

async function rightToLeft() {
	const themeFile = join(folder, "rtl.json");
	await writeFile(themeFile, JSON.stringify({ dir: "rtl", lang: "he" }));
	return createRenderer({ templatesDir, themeFile });
}

test.each([320, 600])(
	"a theme from right to left is laid out from right to left at %i pixels",
	async (width) => {
		const mirrored = await rightToLeft();
		const { html } = await messages(named(sampleIssue, HEBREW), mirrored);
		const { html: letter } = await mirrored.welcome(sampleWelcome);
		const page = await browser.newPage({ viewport: { width, height: 900 } });
		for (const one of [...html, letter]) {
			await page.setContent(one);
			expect(await page.evaluate(MISFITS)).toEqual([]);
		}
		await page.setContent(html[0] ?? "");
		const [first, second, voice, badge] = await page.evaluate<
			[number, number, string, number]
		>(
			`[...[...document.querySelectorAll(".duel .card")].slice(0, 2).map((card) => card.getBoundingClientRect().x),
				getComputedStyle(document.querySelector(".voice")).borderRightWidth,
				document.querySelector(".calls .call").getBoundingClientRect().x]`,
		);
		expect(first).toBeGreaterThan(second + 100);
		expect(voice).toBe("3px");
		expect(badge).toBeLessThan(width / 3);
		await page.close();
	},
);

const LONG: readonly string[] = [
	"meta-llama/Llama-3.3-70B-Instruct-Turbo-Free-Extended-Context",
	"https://example.com/a/very/long/path_of_things/index.html?query=1234567890",
	"汉字没有空格的很长的一段文字".repeat(4),
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
];

test.each(LONG)("%s widens nothing at 320 pixels", async (words) => {
	const { html } = await messages(named(sampleIssue, words));
	const { html: letter } = await renderer.welcome(named(sampleWelcome, words));
	const page = await browser.newPage({ viewport: { width: 320, height: 900 } });
	for (const one of [...html, letter]) {
		await page.setContent(one);
		const misfits = await page.evaluate<string[]>(MISFITS);
		expect(misfits.filter((it) => !it.startsWith("broken"))).toEqual([]);
	}
	await page.close();
});

test("a long identifier can break after its signs, and an ordinary word can't", async () => {
	const { html } = await messages(named(sampleIssue, LONG[0] ?? ""));
	expect(html[0]).toContain(
		"<bdi>meta-llama/<wbr>Llama-3.3-70B-Instruct-Turbo",
	);
	const plain = await messages(sampleIssue);
	for (const page of plain.html) expect(page).not.toContain("<wbr>");
});

test("words of the theme that look like a slot stay text in every part", async () => {
	const themeFile = join(folder, "slots.json");
	const words = "All %%slot:unsubscribe%% of it, %%end%% 100%";
	await writeFile(
		themeFile,
		JSON.stringify({
			footer: [words],
			wording: { "digest-in-full": words, "letter-hello-nobody": words },
		}),
	);
	const using = createRenderer({ templatesDir, themeFile });
	const { html, text } = await messages(sampleIssue, using);
	const letter = await using.welcome({ ...sampleWelcome, name: null });
	for (const page of [...html, letter.html])
		expect(page.replaceAll("&#37;", "%")).toContain(words);
	for (const part of [...text, letter.text]) expect(part).toContain(words);
});

test("every mail sets Outlook's pixels per inch, and pads its preheader", async () => {
	const { html } = await messages(sampleIssue);
	const letters = await Promise.all(
		letterSamples.map((sample) => sample.write(renderer)),
	);
	for (const page of [...html, ...letters.map((letter) => letter.html)]) {
		expect(page.match(/<o:PixelsPerInch>96</g)).toHaveLength(1);
		expect(page).toContain('xmlns:o="urn:schemas-microsoft-com:office:office"');
		const [padding = ""] =
			/(?:\u034F\u200C\u00A0){100,}(?=<\/div>)/u.exec(page) ?? [];
		expect(padding.length / 3).toBeGreaterThan(140);
		expect(Buffer.byteLength(padding)).toBeLessThan(1024);
	}
});
