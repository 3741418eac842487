import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { createRenderer } from "../../../src/render/create-renderer.ts";
import { sampleIssue } from "../../../templates/samples.ts";
import { templatesDir } from "../sample.ts";

let dir: string;
let weekly: string;
beforeAll(async () => {
	dir = await mkdtemp(join(tmpdir(), "templates-"));
	await cp(templatesDir, dir, { recursive: true });
	weekly = await readFile(join(dir, "weekly.mjml"), "utf8");
});
afterAll(() => rm(dir, { recursive: true }));

/** Compiles the weekly template with one passage replaced; returns the error and the line of the replacement. */
async function breakAt(passage: string, replacement: string) {
	const at = weekly.indexOf(passage);
	expect(at).toBeGreaterThan(-1);
	await writeFile(
		join(dir, "weekly.mjml"),
		weekly.slice(0, at) + replacement + weekly.slice(at + passage.length),
	);
	const line = weekly.slice(0, at).split("\n").length;
	const error: unknown = await createRenderer({ templatesDir: dir })
		.compile({ ...sampleIssue, briefs: [], more: [] })
		.then(
			() => null,
			(reason) => reason,
		);
	return { error, line };
}

test.each([
	["an unclosed element", "<vd-duel />", "<vd-duel>"],
	["an unclosed element that holds others", "</vd-each>", ""],
	["an element closed twice", "<vd-calls />", "<vd-calls /></vd-calls>"],
	["elements closed in the wrong order", "</p></vd-text>", "</vd-text></p>"],
	["an unclosed element of HTML", "</h1>", ""],
	[
		"an unclosed quote",
		'title="{words.digest-brief}"',
		'title="{words.digest-brief}',
	],
	["an attribute without quotes", 'of="stories"', "of=stories"],
	["an attribute twice", 'of="stories"', 'of="stories" of="stories"'],
	["a stray bracket", "{issue.intro}", "3 < 4 {issue.intro}"],
	["an unknown element", "<vd-duel />", "<vd-dual />"],
	["HTML outside vd-text", "<vd-calls />", "<p>Hello</p>"],
	["text outside vd-text", "<vd-calls />", "Hello"],
	["an unknown attribute", "<vd-calls />", '<vd-calls colour="red" />'],
	["an unknown list", 'of="stories"', 'of="storeys"'],
	["a list without a name", '<vd-each of="stories">', "<vd-each>"],
	["readers without a condition", '<vd-reader when="named">', "<vd-reader>"],
	["an unknown condition", 'when="named"', 'when="nameless"'],
	["an unknown placeholder", "{issue.intro}", "{issue.outro}"],
	["an inherited name as a placeholder", "{issue.intro}", "{constructor}"],
	["an unknown placeholder in an address", "{issue.url}", "{issue.link}"],
	["an unknown word", "{words.digest-brief}", "{words.digest-breif}"],
	["an unknown slot", "{words.digest-hello}", "%%slot:surname%%"],
	["a slot left open", "{words.digest-hello}", "%%slot:name%"],
	["a fact of a comparison outside one", "{issue.intro}", "{comparison.title}"],
	["a fact of a link within a comparison", "{story.summary}", "{more.title}"],
	["a table of a comparison outside one", "<vd-calls />", "<vd-duel />"],
	["an address as text", "{issue.intro}", "{issue.url}"],
	["text as an address", 'href="{issue.url}"', 'href="{issue.intro}"'],
	[
		"a slot in an address that is no url",
		"%%slot:unsubscribe%%",
		"%%slot:name%%",
	],
	[
		"an address with something before it",
		"%%slot:unsubscribe%%",
		"//x%%slot:unsubscribe%%",
	],
	[
		"a placeholder where nothing fills it in",
		'lang="{theme.lang}"',
		'lang="{issue.intro}"',
	],
	[
		"a column of MJML's in the wrong place",
		"<vd-calls />",
		"<mj-column></mj-column>",
	],
])("%s is an error with file and line", async (_, passage, replacement) => {
	const { error, line } = await breakAt(passage, replacement);
	expect(error).toBeInstanceOf(TemplateError);
	expect(error).toMatchObject({ file: "weekly.mjml" });
	const found = (error as TemplateError).line ?? 0;
	// An element left open is reported where it begins, which may be further up.
	if (passage.startsWith("</")) expect(found).toBeLessThanOrEqual(line);
	else expect(found).toBe(line);
	expect((error as TemplateError).message).toContain(`weekly.mjml:${found}: `);
});

test("a template without a body, or empty, is an error and not an empty mail", async () => {
	for (const source of ["", "  ", "<mjml></mjml>", "<p>Hello</p>"]) {
		await writeFile(join(dir, "weekly.mjml"), source);
		await expect(
			createRenderer({ templatesDir: dir }).compile(sampleIssue),
		).rejects.toThrow(TemplateError);
	}
});

test("what an editor rearranges is in the next compile", async () => {
	const renderer = createRenderer({ templatesDir: dir });
	await writeFile(join(dir, "weekly.mjml"), weekly);
	const before = (await renderer.compile(sampleIssue)).cohorts.full.html.body;
	const hash = await renderer.templateHash();
	await writeFile(
		join(dir, "weekly.mjml"),
		weekly
			.replace("<vd-decision />", "")
			.replace("{words.digest-brief}", "Also &amp; briefly"),
	);
	const after = (await renderer.compile(sampleIssue)).cohorts.full.html.body;
	expect(before).toContain("Decision table");
	expect(after).not.toContain("Decision table");
	expect(after).toContain("Also &amp; briefly");
	expect(await renderer.templateHash()).not.toBe(hash);
	await writeFile(join(dir, "weekly.mjml"), weekly);
	expect(await renderer.templateHash()).toBe(hash);
});

test("MJML's own elements work next to ours", async () => {
	await writeFile(
		join(dir, "weekly.mjml"),
		weekly.replace(
			'<vd-section title="{words.digest-calls}">',
			"<mj-section><mj-column><mj-text>A note</mj-text></mj-column></mj-section>$&",
		),
	);
	const renderer = createRenderer({ templatesDir: dir });
	expect(
		(await renderer.compile(sampleIssue)).cohorts.full.html.body,
	).toContain("A note");
});

test("a colour that the theme does not have is an error with file and line", async () => {
	await writeFile(join(dir, "weekly.mjml"), weekly);
	const css = await readFile(join(templatesDir, "weekly.css"), "utf8");
	await writeFile(
		join(dir, "weekly.css"),
		`${css}\n.x {\n\tcolor: var(--inc);\n}\n`,
	);
	const error = await createRenderer({ templatesDir: dir })
		.compile(sampleIssue)
		.catch((reason: unknown) => reason);
	await writeFile(join(dir, "weekly.css"), css);
	expect(error).toBeInstanceOf(TemplateError);
	expect(error).toMatchObject({
		file: "weekly.css",
		line: css.split("\n").length + 2,
	});
});

test("a theme's new colour is in the next mail", async () => {
	const renderer = createRenderer({ templatesDir: dir });
	const source = await readFile(join(templatesDir, "theme.ts"), "utf8");
	await renderer.compile(sampleIssue);
	await writeFile(
		join(dir, "theme.ts"),
		source.replace('sheet: "#fffdf7"', 'sheet: "#fefefe"'),
	);
	const { body } = (await renderer.compile(sampleIssue)).cohorts.full.html;
	await writeFile(join(dir, "theme.ts"), source);
	expect(body).toContain('bgcolor="#fefefe"');
});

test("a missing file is an error that names it", async () => {
	const empty = await mkdtemp(join(tmpdir(), "templates-"));
	const error = await createRenderer({ templatesDir: empty })
		.compile(sampleIssue)
		.catch((reason: unknown) => reason);
	await rm(empty, { recursive: true });
	expect(error).toMatchObject({ file: "weekly.mjml", line: null });
});
