import { describe, expect, test } from "vitest";
import { readMarkup } from "../../src/render/markup.ts";
import { sampleLetter } from "../../templates/samples.ts";
import { renderer } from "./sample.ts";

const evil = `<b>"O'Neil"</b>\r\n\r\nhttps://evil.example/ %%slot:name%% 王小明`;

describe.each(["confirmation", "welcome"] as const)("the %s", (kind) => {
	test("says the same in HTML and in text, with the same links", async () => {
		const letter = await renderer[kind](sampleLetter);
		const links = [...letter.html.matchAll(/href="([^"]+)"/g)].map(
			([, url]) => url,
		);
		expect(links).toContain(sampleLetter.actionUrl);
		expect(links).toContain(sampleLetter.homeUrl);
		for (const link of links) expect(letter.text).toContain(link);
		for (const fact of [
			sampleLetter.schedule,
			sampleLetter.postalAddress,
			"Ana",
		]) {
			expect(letter.html).toContain(fact);
			expect(letter.text).toContain(fact);
		}
		expect(letter.subject).toContain(sampleLetter.publication);
	});

	test("fetches nothing and leaves no trace of the renderer", async () => {
		const { html } = await renderer[kind](sampleLetter);
		// What is left are the button's notes to Outlook for Windows.
		expect(html).not.toMatch(/<!--(?!\[if mso\]>)/);
		expect(html).not.toMatch(/\ssrc=|url\(|@import|<(?:link|img|script)\b/i);
		expect(html.match(/<h1/g)).toHaveLength(1);
		expect(html).toMatch(/<html[^>]* lang="en"/);
		expect(html).toContain("prefers-color-scheme:dark");
		expect(
			readMarkup("letter", html.replace(/<!DOCTYPE[^>]*>/, "")).children,
		).toHaveLength(1);
	});

	test("keeps a hostile name a name", async () => {
		const { html, text } = await renderer[kind]({
			...sampleLetter,
			name: evil,
		});
		expect(html).not.toContain("<b>");
		expect(html).toContain("%%slot:name%% 王小明");
		expect(text).toContain(`<b>"O'Neil"</b> https://evil.example/`);
	});

	test("greets without a name", async () => {
		const { text } = await renderer[kind]({ ...sampleLetter, name: null });
		expect(text).toMatch(/^(Hello,|Welcome\.)\n/);
	});

	test("is read on a screen of 72 columns", async () => {
		const { text } = await renderer[kind](sampleLetter);
		const long = text
			.split("\n")
			.filter((line) => line.length > 76 && !line.includes("https://"));
		expect(long).toEqual([]);
	});
});

test("the confirmation asks once, and says that silence is enough", async () => {
	const { html, text } = await renderer.confirmation(sampleLetter);
	expect(html.split(sampleLetter.actionUrl)).toHaveLength(2);
	expect(text).toContain("Ignore this mail");
	expect(text).toContain(sampleLetter.address);
});
