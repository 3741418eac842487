import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { anonymousReader } from "../../../src/issue/content/reader.ts";
import { TemplateError } from "../../../src/issue/renderer.ts";
import { columns } from "../../../src/issue/words/columns.ts";
import { renderBrief } from "../../../src/render/brief/brief.ts";
import { createRenderer } from "../../../src/render/create-renderer.ts";
import { LENSES } from "../../../src/render/lens.ts";
import type { TemplateModule } from "../../../src/render/templates/load-template.ts";
import { WIDTH } from "../../../src/render/text/text-wrap.ts";
import { sampleBrief } from "../../../templates/sample-brief.ts";
import {
	briefReader,
	newReader,
	sampleEnvelope,
	sampleIssue,
} from "../../../templates/samples.ts";
import { theme } from "../../../templates/theme.ts";
import { withTool } from "../issues.ts";
import { renderer } from "../sample.ts";

const compiled = await renderer.compile(sampleIssue);
const open = renderer.open(compiled, sampleEnvelope);
const pairs = [...sampleIssue.leads, ...sampleIssue.briefs];

describe.each(LENSES)("the brief digest with the lens %s", (lens) => {
	const reader = { ...briefReader, lens };
	const html = open.html(reader);
	const text = open.text(reader);

	test("has every comparison once, in HTML and in text, with its link", () => {
		for (const { url, left, right } of pairs) {
			// Both tools lead to it in HTML, and the bookmarks to the first as well.
			const bookmarks = url === sampleIssue.leads[0]?.url ? 1 : 0;
			expect(html.split(`href="${url}"`)).toHaveLength(3 + bookmarks);
			expect(text.split(`${url}\n`)).toHaveLength(2 + bookmarks);
			expect(html).toContain(`><bdi>${left.name}</bdi></a>`);
			expect(text).toContain(`  ${right.name}\n`);
		}
	});

	test("has the same links to change and unsubscribe as the full digest, and the same sender", () => {
		for (const part of [html, text]) {
			expect(part).toContain(String(reader.unsubscribeUrl));
			expect(part).toContain(String(reader.preferencesUrl));
			expect(part).toContain(String(reader.bookmarksUrl));
			expect(part).toContain(sampleIssue.postalAddress);
			expect(part).toContain(sampleIssue.links.issue);
			expect(part).toContain("bea@example.com");
		}
	});

	test("has small and simple HTML: one title, no comments but Outlook’s, nothing fetched, no mark left", () => {
		expect(Buffer.byteLength(html)).toBeLessThan(24_000);
		expect(html.match(/<title>/g)).toHaveLength(1);
		expect(html.match(/<h1/g)).toHaveLength(1);
		// Outlook for Windows alone sees a table of 600 pixels round the sheet.
		expect(html.match(/<!--.*?-->/g)).toEqual([
			expect.stringContaining("<o:PixelsPerInch>96</o:PixelsPerInch>"),
			expect.stringMatching(/^<!--\[if mso\]><table [^>]*width="600"/),
			"<!--[if mso]></td></tr></table><![endif]-->",
		]);
		expect(html).not.toMatch(/<(?:img|link|script|iframe)|@import|url\(/);
		expect(html).not.toMatch(/%%|\p{Cc}(?<!\n)/u);
	});

	test("has text lines of at most 72 columns, except for links", () => {
		const wide = text
			.split("\n")
			.filter((line) => columns(line) > WIDTH && !line.includes("https://"));
		expect(wide).toEqual([]);
	});
});

test("with a lens the calls are the reviewer's", () => {
	const text = open.text({ ...briefReader, lens: "founder" });
	expect(text).toContain("Five calls this week, through the Founder’s eyes.");
	expect(text).toContain(
		"The Founder would ship Switchyard Inference Hub and skip Pebble 7B, at\n78 and 52 points.",
	);
	expect(text).toMatch(/^× Skip +52 {2}Pebble 7B$/m);
});

test("the bookmarks show only what changed, and are absent for a reader without any", () => {
	const html = open.html(briefReader);
	expect(html).toContain("is now a skip, was ship");
	expect(html).not.toContain("Nothing changed");
	expect(open.html(newReader)).toBe(open.html(newReader));
	const quiet = {
		...briefReader,
		bookmarks: briefReader.bookmarks.map((tool) => ({
			...tool,
			change: null,
			news: null,
		})),
	};
	expect(open.html(quiet)).toContain("Nothing changed since your last issue.");
	expect(open.text(quiet)).toContain("Nothing changed since your last issue.");
	const none = { ...newReader, format: "brief" as const };
	expect(open.html(none)).not.toContain("Your bookmarks");
	expect(open.text(none)).not.toContain("YOUR BOOKMARKS");
});

test("content that looks like markup or like a mark stays text", async () => {
	const name = '<b>50%</b> %%slot:name%% %%end%% \u0003 "&';
	const opened = renderer.open(
		await renderer.compile(withTool({ name })),
		sampleEnvelope,
	);
	expect(opened.html(briefReader)).toContain(
		"&lt;b&gt;50&#37;&lt;/b&gt; &#37;&#37;slot:name&#37;&#37; &#37;&#37;end&#37;&#37;",
	);
	expect(opened.text(briefReader)).toContain(
		"<b>50%</b> %%slot:name%% %%end%%",
	);
});

test.each([
	["no component", 3, "by default"],
	["a when that is not ended", () => "%%when:named%%Hello", "never ended"],
	["an end too many", () => "Hello%%end%%", "too many"],
	["an address as text", () => "%%slot:unsubscribe%%", "is an address"],
])("%s is an error of brief.tsx", (_, component, message) => {
	const module: TemplateModule = {
		file: "brief.tsx",
		exports: { default: component },
		blame: (error) =>
			error instanceof TemplateError
				? error
				: new TemplateError("brief.tsx", null, String(error)),
	};
	const render = () => renderBrief(module, sampleBrief, theme);
	expect(render).toThrow(TemplateError);
	expect(render).toThrow(message);
});

test("an editor's mistake in brief.tsx stops the compile, with its line", async () => {
	const dir = await mkdtemp(join(tmpdir(), "brief-"));
	await cp(join(import.meta.dirname, "..", "..", "..", "templates"), dir, {
		recursive: true,
	});
	const file = join(dir, "brief.tsx");
	const source = await readFile(file, "utf8");
	await writeFile(file, source.replace("<MailHead", "<MailHead<"));
	const error = await createRenderer({ templatesDir: dir })
		.compile(sampleIssue)
		.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(TemplateError);
	const line = source.slice(0, source.indexOf("<MailHead")).split("\n").length;
	expect(error).toMatchObject({ file: "brief.tsx", line: line + 1 });
});

test("the brief digest has the tally of the week and each reader's votes, in both parts", () => {
	const html = open.html(briefReader);
	const text = open.text(briefReader);
	for (const part of [html, text])
		expect(part).toContain("3 ship, 2 skip, 1 not known");
	// Ana voted ship on Pebble 7B, and not on Switchyard.
	const pebble = `${briefReader.voteUrl}?tool=pebble-7b`;
	const switchyard = `${briefReader.voteUrl}?tool=switchyard-inference-hub`;
	const plain = html.replace(/<bdi>|<\/bdi>/g, "");
	expect(plain).toMatch(
		/\?tool=pebble-7b"[^>]*>Pebble 7B<\/a> \(you voted ship\)/,
	);
	expect(plain).toMatch(
		/\?tool=switchyard-inference-hub"[^>]*>Switchyard Inference Hub<\/a>(?! \(you)/,
	);
	expect(text).toContain(
		`You voted ship on Pebble 7B. Change it:\n${pebble}\n`,
	);
	expect(text).toContain(`Vote on Switchyard Inference Hub:\n${switchyard}\n`);
	const web = { ...anonymousReader, format: "brief" as const };
	expect(open.html(web)).not.toContain("Your vote");
	expect(open.text(web)).not.toContain("Your vote");
});
