import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../../src/render/weekly/parse-template.ts";
import {
	letterSamples,
	sampleConfirmation,
	sampleWelcome,
} from "../../../templates/sample-letters.ts";
import { renderer } from "../sample.ts";

const evil = `<b>"O'Neil"</b>\r\n\r\nhttps://evil.example/ {address} $& \u202Ethgir\u2069 فاطمة 王小明${"x".repeat(1_000)}`;

describe.each(letterSamples)("the $kind letter: $title", (sample) => {
	const { data } = sample;

	test("says the same in HTML and in text, with the same links", async () => {
		const letter = await sample.write(renderer);
		const links = [...letter.html.matchAll(/href="([^"]+)"/g)].map(
			([, url = ""]) => url,
		);
		const urls = Object.entries(data).filter(([name]) => name.endsWith("Url"));
		for (const [, url] of urls) {
			expect(letter.text).toContain(url);
			// Its home stands in the masthead; the welcome names it once more while there is no issue.
			expect(links).toContain(url);
		}
		for (const link of links) expect(letter.text).toContain(link);
		expect(letter.html).toContain(data.postalAddress);
		expect(letter.text).toContain(data.postalAddress);
		expect(letter.subject).toContain(data.publication);
		expect(`${letter.subject}${letter.html}${letter.text}`).not.toMatch(
			/\{[\w-]+\}(?![^<]*<\/style>)|undefined|\[object/,
		);
	});

	test("fetches nothing and has no trace of the renderer", async () => {
		const { html, subject } = await sample.write(renderer);
		// What is left are the button's notes to Outlook for Windows.
		expect(html).not.toMatch(/<!--(?!\[if mso\]>)/);
		expect(html).not.toMatch(/\ssrc=|url\(|@import|<(?:link|img|script)\b/i);
		expect(html.match(/<h1/g)).toHaveLength(1);
		expect(html.match(/<title>/g)).toHaveLength(1);
		expect(html).toContain(`<title>${subject}</title>`);
		expect(html).toMatch(/<html[^>]* lang="en"/);
		expect(html).toMatch(/role="article"[^>]* lang="en" dir="ltr"/);
		expect(html).not.toMatch(/<table(?![^>]*role="presentation")/);
		expect(html).toContain("prefers-color-scheme:dark");
		expect(
			parseTemplate(
				"letter",
				html.replace(/<!doctype[^>]*>/, ""),
			).children.filter((child) => "name" in child),
		).toHaveLength(1);
	});

	test("has lines of at most 72 columns in its text part", async () => {
		const { text } = await sample.write(renderer);
		const long = text
			.split("\n")
			.filter((line) => line.length > 72 && !line.includes("https://"));
		expect(long).toEqual([]);
	});
});

describe.each(letterSamples.filter(({ data }) => "name" in data))(
	"the $kind letter: $title",
	(sample) => {
		test("keeps a hostile name a name", async () => {
			const { html, text, subject } = await sample.write(renderer, {
				name: evil,
			});
			expect(html).not.toContain("<b>&quot;");
			expect(html).not.toContain('<b>"');
			expect(html).toContain("{address} $&amp; thgir فاطمة 王小明");
			expect(text).toContain(`<b>"O'Neil"</b>`);
			const all = `${html}${text}${subject}`;
			expect(all).not.toMatch(/[\u202A-\u202E\u2066\u2067\r]/);
			// An isolate reaches no further than its line.
			for (const line of all.split("\n"))
				expect(
					line.match(/\u2068[^\u2068\u2069]*\u2069|[\u2068\u2069]/g) ?? [],
				).not.toContainEqual(expect.stringMatching(/^.$/));
			expect(subject).not.toContain("\n");
			const lines = text
				.split("\n")
				.filter((line) => !line.includes("https://"));
			expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
				72,
			);
		});

		test("greets without a name", async () => {
			const { text } = await sample.write(renderer, { name: null });
			expect(text).toMatch(/^Hello,\n/);
		});
	},
);

test("the confirmation has one button, and a link never to be asked again", async () => {
	const { html, text } = await renderer.confirmation(sampleConfirmation);
	expect(html.split(sampleConfirmation.confirmUrl)).toHaveLength(2);
	expect(html).toContain("Never write to me again");
	expect(text).toContain("Ignore this mail");
	expect(text).toContain(sampleConfirmation.address);
	const without = await renderer.confirmation({
		...sampleConfirmation,
		neverUrl: null,
	});
	expect(without.html + without.text).not.toContain("Never write");
});

test("the welcome letter has every call of the latest issue, with verdict and share", async () => {
	const { html, text } = await renderer.welcome(sampleWelcome);
	expect(text).toContain(
		"+ Ship 75% · Harbour Providers v2\n? Not given · Quill Notes",
	);
	expect(text).toContain("… and 4 more.");
	for (const call of sampleWelcome.latest?.calls.flat() ?? [])
		expect(html).toContain(call.tool);
});

test("a letter with a url that is no link is refused", async () => {
	await expect(
		renderer.confirmation({
			...sampleConfirmation,
			confirmUrl: "javascript:alert(1)",
		}),
	).rejects.toThrow("A link must be");
});
