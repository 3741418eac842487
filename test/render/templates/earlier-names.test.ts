import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRenderer } from "../../../src/render/create-renderer.ts";
import { earlierNamesIn } from "../../../src/render/templates/earlier-names.ts";
import {
	samplePreferencesLink,
	sampleStillWanted,
	sampleWelcome,
} from "../../../templates/sample-letters.ts";
import {
	briefReader,
	fullReader,
	newReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { renderer as ours, templatesDir } from "../sample.ts";

/* A folder that an editor wrote for an earlier version, in which some things had other names. */

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "earlier-"));
});
afterEach(() => rm(folder, { recursive: true }));

const theirs = () => createRenderer({ templatesDir, editorsDir: folder });

const own = (file: string) => readFile(join(templatesDir, file), "utf8");

/** Puts a file into the folder, with each of our names replaced by the earlier one. */
async function put(
	file: string,
	text: string,
	names: readonly (readonly [now: string, earlier: string])[] = [],
): Promise<void> {
	let earlier = text;
	for (const [now, before] of names) {
		expect(earlier).toContain(now);
		earlier = earlier.replaceAll(now, before);
	}
	const path = join(folder, file);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, earlier);
}

const readers = [sampleReader, fullReader, newReader, briefReader];

async function mails(renderer = ours) {
	const open = renderer.open(
		await renderer.compile(sampleIssue, { whole: true }),
		sampleEnvelope,
	);
	return readers.map((reader) => [open.html(reader), open.text(reader)]);
}

test("elements, conditions, slots and words of weekly.mjml work under their earlier names", async () => {
	await put("weekly.mjml", await own("weekly.mjml"), [
		["<vd-verdict-counts />", "<vd-tally></vd-tally>"],
		['<vd-bookmarks of="below" />', '<vd-shelf of="below" />'],
		['when="no-bookmarks"', "when='no-shelf'"],
		['when="bookmarks-rest"', 'when="shelf-rest"'],
		["{words.digest-bookmarks", "{words.digest-shelf"],
	]);
	expect(await mails(theirs())).toEqual(await mails());
	await put("weekly.mjml", await own("weekly.mjml"), [
		[
			"{words.digest-bookmarks-rest}",
			"%%slot:shelf-rest%% of %%slot:shelf-total%%",
		],
	]);
	const [, full] = await mails(theirs());
	expect(full?.[0]).toContain("14 of 34 <a");
});

test("a slot that never existed is still an error", async () => {
	await put("weekly.mjml", await own("weekly.mjml"), [
		["{words.digest-hello}", "%%slot:shelf%%"],
	]);
	await expect(theirs().compile(sampleIssue)).rejects.toThrow(
		"there is no slot %%slot:shelf%%",
	);
});

test("classes of a style sheet work under their earlier names, also for an element of the editor's own", async () => {
	await put(
		"weekly.css",
		".shelf td, .tally { color: red } .shelf-life { color: blue }",
	);
	const [[html] = []] = await mails(theirs());
	expect(html).toContain(
		".shelf td,.tally,.tool-list td,.verdict-counts{color:red}.shelf-life{color:blue}",
	);
});

test("the words of theme.json work under their earlier names, and a fault in one has its line", async () => {
	await put(
		"theme.json",
		JSON.stringify({
			wording: {
				"digest-shelf": "Gemerkt",
				"digest-shelf-all": "Alle",
				"door-title": "Ihr Link",
			},
		}),
	);
	const letter = await theirs().preferencesLink(samplePreferencesLink);
	expect(letter.html).toContain("Ihr Link</h1>");
	for (const [html, text] of await mails(theirs())) {
		if (html?.includes("Hello")) expect(html).toContain("Gemerkt</h2>");
		expect(html).not.toContain("our bookmarks");
		expect(text).not.toContain("our bookmarks");
	}
	await put("theme.json", '{"wording": {\n\n"door-title": "Hi {nmae}"}}');
	await expect(theirs().preferencesLink(samplePreferencesLink)).rejects.toThrow(
		"theme.json:3: wording.preferences-link-title: there is no {nmae} here",
	);
});

test("a wording.ts with earlier names keeps its words", async () => {
	await put("wording.ts", await own("wording.ts"), [
		["digest-bookmarks", "digest-shelf"],
		["preferences-link-", "door-"],
		['"Your bookmarks"', '"Gemerkt"'],
	]);
	const [[html, text] = []] = await mails(theirs());
	expect(html).toContain("Gemerkt</h2>");
	expect(text).toContain("GEMERKT\n-------");
	const letter = await theirs().preferencesLink(samplePreferencesLink);
	expect(letter.html).toContain("Gemerkt</a>");
});

test("a brief.tsx and its parts work with earlier words, conditions, slots, files and exports", async () => {
	await put("brief.tsx", await own("brief.tsx"), [
		["OutlookTable", "Ghost"],
		["./parts/outlook-table.tsx", "./parts/ghost.tsx"],
		["Bookmarks", "Shelf"],
	]);
	expect(await mails(theirs())).toEqual(await mails());
	await put("parts/brief-lists.tsx", await own("parts/brief-lists.tsx"), [
		["Bookmarks", "Shelf"],
		["digest-bookmarks", "digest-shelf"],
		['is="bookmarks"', 'is="shelf"'],
		["bookmarks-quiet", "shelf-quiet"],
		["bookmarks-total", "shelf-total"],
		["Section", "Part"],
	]);
	expect(await mails(theirs())).toEqual(await mails());
	await rm(join(folder, "brief.tsx"));
	expect(await mails(theirs())).toEqual(await mails());
});

test("parts/ghost.tsx replaces parts/outlook-table.tsx for every mail that imports it", async () => {
	await put("parts/ghost.tsx", await own("parts/outlook-table.tsx"), [
		["OutlookTable", "Ghost"],
		["<>", "<section>"],
		["</>", "</section>"],
	]);
	expect((await theirs().welcome(sampleWelcome)).html).toContain("<section>");
	const [, , , brief] = await mails(theirs());
	expect(brief?.[0]).toContain("<section>");
});

test("door.tsx and still-here.tsx replace the letters that have other names now", async () => {
	await put("door.tsx", await own("preferences-link.tsx"), [
		["samplePreferencesLink", "sampleDoor"],
		["preferences-link-", "door-"],
		["<Action", "<h3>Door</h3><Action"],
	]);
	await put("still-here.tsx", await own("still-wanted.tsx"), [
		["<Action", "<h3>Still here</h3><Action"],
	]);
	const link = await theirs().preferencesLink(samplePreferencesLink);
	expect(link.html).toContain("<h3>Door</h3>");
	expect(link.html).toContain("Your link</h1>");
	expect(link.subject).toBe("Your link to Weekly AI Tool Verdicts");
	expect((await theirs().stillWanted(sampleStillWanted)).html).toContain(
		"<h3>Still here</h3>",
	);
	expect(await theirs().templateHash()).not.toBe(await ours.templateHash());
});

test("a file under the current name goes before one under the earlier name", async () => {
	await put("door.tsx", "throw new Error('the earlier file')");
	await put("preferences-link.tsx", await own("preferences-link.tsx"), [
		["<Action", "<h3>Current</h3><Action"],
	]);
	const { html } = await theirs().preferencesLink(samplePreferencesLink);
	expect(html).toContain("<h3>Current</h3>");
});

test("every earlier name in a file is reported with its line and the current name", () => {
	expect(
		earlierNamesIn(
			"weekly.mjml",
			'<vd-shelf />\n<vd-reader when="no-shelf">\n{words.digest-shelf-all} %%slot:shelf-rest%%',
		),
	).toEqual([
		"weekly.mjml:1: vd-shelf is now called vd-bookmarks",
		"weekly.mjml:2: no-shelf is now called no-bookmarks",
		"weekly.mjml:3: digest-shelf-all is now called digest-bookmarks-all",
		"weekly.mjml:3: shelf-rest is now called bookmarks-rest",
	]);
	expect(
		earlierNamesIn(
			"still-here.tsx",
			`import { Ghost } from "./parts/ghost.tsx";\nslot("shelf-total");`,
		),
	).toEqual([
		"still-here.tsx: this file is now called still-wanted.tsx",
		"still-here.tsx:1: parts/ghost.tsx is now called parts/outlook-table.tsx",
		"still-here.tsx:2: shelf-total is now called bookmarks-total",
	]);
	expect(earlierNamesIn("weekly.css", ".a {}\n.shelf td {}")).toEqual([
		"weekly.css:2: .shelf is now called .tool-list",
	]);
	expect(earlierNamesIn("weekly.css", ".shelf-life {}")).toEqual([]);
});
