import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, test } from "vitest";
import type {
	CompiledCohort,
	CompiledIssue,
} from "../../../src/issue/content/compiled-issue.ts";
import {
	anonymousReader,
	type Reader,
} from "../../../src/issue/content/reader.ts";
import { type OpenIssue, TemplateError } from "../../../src/issue/renderer.ts";
import {
	fullReader,
	hostileReader,
	newReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../templates/samples.ts";
import { anyReader } from "../readers.ts";
import { renderer } from "../sample.ts";
import { naive } from "./naive.ts";

const ID = "0f3a.12@digest.example.com";

let compiled: CompiledIssue;
let open: OpenIssue;
beforeAll(async () => {
	compiled = withoutLimits(await renderer.compile(sampleIssue));
	open = renderer.open(compiled, sampleEnvelope);
});

/** As issues were sealed before messages had limits: all of a reader's own is in them. */
function withoutLimits({ format, cohorts }: CompiledIssue): CompiledIssue {
	const all = Object.entries(cohorts).map(([key, { room: _, ...cohort }]) => [
		key,
		cohort,
	]);
	return { format, cohorts: Object.fromEntries(all) };
}

/** What a part says: the parser ends every part with a line break of its own. */
function bodyOf(parsed: string | undefined): string | undefined {
	return parsed?.replaceAll("\r\n", "\n").replace(/\n$/, "");
}

/** Merges there, and tells the sums of the messages. */
async function inAnotherProcess(
	input: object,
): Promise<{ zone: string; sums: string[] }> {
	const child = spawn(
		process.execPath,
		[join(import.meta.dirname, "merge-elsewhere.ts")],
		{
			env: {
				...process.env,
				TZ: "Pacific/Kiritimati",
				LANG: "tr_TR.UTF-8",
				LC_ALL: "tr_TR.UTF-8",
			},
			stdio: ["pipe", "pipe", "inherit"],
		},
	);
	child.stdin.end(JSON.stringify({ ...input, id: ID }));
	return JSON.parse(await text(child.stdout));
}

/** As the words say: format and lens, else the whole panel's of the format, else the full digest. */
function cohortFor({ format, lens }: Reader): CompiledCohort {
	const { cohorts } = compiled;
	return (
		(lens === null ? undefined : cohorts[`${format}:${lens}`]) ??
		cohorts[format] ??
		cohorts.full
	);
}

describe("a merged message equals a fully rendered one, byte for byte", () => {
	test("for a thousand readers, also when it is parsed again", async () => {
		let readers = 0;
		await fc.assert(
			fc.asyncProperty(anyReader, async (reader) => {
				const parts = cohortFor(reader);
				const html = naive(parts.html, reader, "html");
				const text = naive(parts.text, reader, "text");
				expect(open.html(reader)).toBe(html);
				expect(open.text(reader)).toBe(text);
				const mail = await PostalMime.parse(open.message(reader, ID));
				expect(bodyOf(mail.html)).toBe(html);
				expect(bodyOf(mail.text)).toBe(text);
				expect(mail.subject).toBe(parts.subject);
				readers++;
			}),
			{ numRuns: 1_000 },
		);
		expect(readers).toBeGreaterThanOrEqual(1_000);
	}, 120_000);

	test.each([
		["the sample's", sampleReader],
		["a new", newReader],
		["a full", fullReader],
		["a hostile", hostileReader],
		["nobody", anonymousReader],
	])("for %s reader", (_, reader) => {
		const parts = cohortFor(reader);
		expect(open.html(reader)).toBe(naive(parts.html, reader, "html"));
		expect(open.text(reader)).toBe(naive(parts.text, reader, "text"));
	});
});

test("a second process merges the same bytes, in another time zone and language", async () => {
	const readers = fc.sample(anyReader, { numRuns: 40, seed: 7 });
	const elsewhere = await inAnotherProcess({ compiled, readers });
	expect(elsewhere.zone).toBe("Pacific/Kiritimati");
	expect(elsewhere.sums).toEqual(
		readers.map((reader) =>
			createHash("sha256").update(open.message(reader, ID)).digest("hex"),
		),
	);
});

test("a merged message has no mark left, for any reader", () => {
	fc.assert(
		fc.property(anyReader, ({ away: _, ...reader }) => {
			const named = {
				...reader,
				name: "Ana",
				bookmarks: reader.bookmarks.slice(0, 0),
			};
			expect(open.html(named)).not.toContain("%%");
			expect(open.text(named)).not.toContain("%%");
		}),
		{ numRuns: 50 },
	);
});

test("a name is merged as text in HTML, and as one line in text", () => {
	const name = `فاطمة "Tim" <b>O'Neil</b> %%slot:address%% $& 王小明 👩‍🚀`;
	expect(open.html({ ...sampleReader, name })).toContain(
		"Hello <bdi>فاطمة &quot;Tim&quot; &lt;b&gt;O&#39;Neil&lt;/b&gt; &#37;&#37;slot:address&#37;&#37; $&amp; 王小明 👩‍🚀</bdi>,",
	);
	expect(open.text({ ...sampleReader, name })).toContain(
		`Hello \u2068${name}\u2069,\n`,
	);
	expect(
		open.text({ ...sampleReader, name: "Ana\r\n\r\nP.S. Pay me" }),
	).toContain("Hello Ana P.S. Pay me,\n");
});

test("a bookmark with a url that is no web address is refused", () => {
	const tool = { ...sampleReader.bookmarks[0], url: "javascript:alert(1)" };
	const reader = { ...sampleReader, bookmarks: [tool] } as typeof sampleReader;
	expect(() => open.html(reader)).toThrow(/https or mailto/);
	expect(() => open.text(reader)).toThrow(/https or mailto/);
});

test("at most twenty bookmarks are listed, and the rest are counted", () => {
	const html = open.html(fullReader);
	expect(html.match(/TallyHo \d+</g)).toHaveLength(4);
	expect(html).toContain("… and 14 more that you saved. <a");
	expect(open.text(fullReader)).toContain("… and 14 more that you saved.");
});

test("the copy on the web has no greeting and no unsubscribe link", () => {
	const html = open.html(anonymousReader);
	expect(html).not.toContain("Hello");
	expect(html).not.toContain("Unsubscribe");
	expect(html).not.toContain("Your bookmarks");
	expect(html).toContain("Get it by email");
	expect(open.text(anonymousReader)).not.toContain("Unsubscribe");
});

test("content that looks like a slot stays text", async () => {
	const evil = "100%%slot:name%% %%slot:unsubscribe%% %%slot:nothing%% %";
	const issue = { ...sampleIssue, intro: evil, publication: evil };
	const opened = renderer.open(await renderer.compile(issue), sampleEnvelope);
	expect(opened.text(sampleReader)).toContain(evil);
	const html = opened.html(sampleReader).replaceAll("<wbr>", "");
	expect(html).toContain(evil.replaceAll("%", "&#37;"));
});

test.each(["%%slot:nothing%%", "%%slot:when:named:99%%", "%%slot:tool.name%%"])(
	"a compiled issue with %s does not open",
	(mark) => {
		const { full } = compiled.cohorts;
		const html = { ...full.html, body: full.html.body + mark };
		const broken = { ...compiled, cohorts: { full: { ...full, html } } };
		expect(() => renderer.open(broken, sampleEnvelope)).toThrow(TemplateError);
	},
);
