import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { checkMessage } from "../../src/preflight/check-message.ts";
import { leftInTemplates } from "../../src/preflight/checks/check-placeholders.ts";
import { parseDocument } from "../../src/preflight/checks/html-tree.ts";
import { parseCopy } from "../../src/preflight/rendered-copy.ts";
import { sampleReader } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import {
	bytesOf,
	cleanParts,
	expected,
	issue,
	type Parts,
	parsedCopy,
} from "./planted.ts";

/** What is found in words of a template, in both parts: "block slot-left". */
function leftIn(
	words: string,
	addresses: readonly string[] | null = [],
	ownWords: readonly string[] = [],
): string[] {
	const html = `<html><head><title>Words</title></head><body><p>${inHtml(words)}</p></body></html>`;
	const found = leftInTemplates(
		{ dom: parseDocument(html), html, text: words, texts: [] },
		addresses,
		ownWords,
	);
	expect(
		found.filter(({ place }) => place === "HTML part").map(({ code }) => code),
	).toEqual(
		found.filter(({ place }) => place === "text part").map(({ code }) => code),
	);
	return [...new Set(found.map(({ level, code }) => `${level} ${code}`))];
}
const inHtml = (words: string) =>
	words
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;");

describe("what is certainly left to fill in blocks", () => {
	test.each([
		["{% if name %}", "slot-left"],
		["%name%", "slot-left"],
		["%FIRST_NAME%", "slot-left"],
		["*|IF:FNAME|*", "slot-left"],
		["*|FNAME|*", "slot-left"],
		["[First Name]", "slot-left"],
		["[FNAME]", "slot-left"],
		["[[email]]", "slot-left"],
		["<<First Name>>", "slot-left"],
		["__NAME__", "slot-left"],
		["__first_name__", "slot-left"],
		["{ name }", "slot-left"],
		["{имя}", "slot-left"],
		[`{{ ${"a".repeat(290)} }}`, "slot-left"],
		["{{#if name}}", "slot-left"],
		["https://a.example/{{slug}}", "slot-left"],
		["Infinity% of readers", "value-missing"],
		["$Infinity", "value-missing"],
		["UNDEFINED", "value-missing"],
		["NaN/100", "value-missing"],
		["function () { [native code] }", "value-missing"],
		["() => name", "value-missing"],
		["https://a.example/c/undefined", "value-missing"],
		["https://a.example/c?token=null", "value-missing"],
		["a&nbsp;b", "entity-shown"],
		["R&amp;D", "entity-shown"],
		["&#39;", "entity-shown"],
		["PLACEHOLDER TEXT", "placeholder-left"],
		["Your text here", "placeholder-left"],
		["https://example.com/your-link", "placeholder-left"],
	])("%s", (words, code) => {
		const level = words.endsWith("null") ? "warn" : "block";
		expect(leftIn(`Words ${words} words`)).toContain(`${level} ${code}`);
	});

	test("a placeholder in angle brackets that became an element", () => {
		const html = "<body><p>Hello <<First Name>></p></body>";
		expect(
			leftInTemplates({ dom: parseDocument(html), html, text: "", texts: [] }),
		).toEqual([expect.objectContaining({ level: "block", code: "slot-left" })]);
	});

	test.each([
		"<style>p{color:undefined}</style>",
		'<p style="color:undefined">',
	])("a style without a value: %s", (html) => {
		expect(
			leftInTemplates({ dom: parseDocument(html), html, text: "", texts: [] }),
		).toEqual([
			expect.objectContaining({ level: "block", code: "value-missing" }),
		]);
	});
});

test("what may be a word of some language only warns", () => {
	for (const words of [
		"null Werbung",
		"TODO lo que importa",
		"<<Bonjour>> dit-il",
		"__init__",
		"Infinity pools",
		"Your link here",
	])
		expect(leftIn(words)).toEqual([expect.stringMatching(/^warn /)]);
});

/** Words as templates and themes have them, in many languages. */
const ordinary = fc.oneof(
	fc.constantFrom(
		"50% off, 20% more",
		"<3",
		"[sic]",
		"[…]",
		"[DE]",
		"[E-Mail] [Address]",
		"[Unsubscribe]",
		"{5}",
		"{ 5 }",
		"5 €",
		"snake_case",
		"_so_",
		"100 %",
		"%50 indirim",
		"100%ig",
		"٪٥٠",
		"R&D; Q&A",
		"a & b; c",
		"A > B",
		"C# => F#",
		"Indéfini",
		"indefinido",
		"undefiniert",
		"Name: Email",
		"your name",
		"http://undefined.example/",
		"https://a.example/undefined-behaviour?a=%20b%20c",
		"https://a.example/%D8%A7%D9%84%D8%B9/NaNo",
		"https://null.example",
		"Sie erhalten 3 von 10",
		"«Имя» [имя]",
		"（姓名）【名前】",
		"•·|*",
		"* | *",
		"---- ____ ====",
		"$ 5, {5}, (0)",
		"C:\\Users",
		"f(x) = 2",
	),
	fc
		.string({ unit: "grapheme", maxLength: 12 })
		.filter((text) => !/[{}%[\]_<>&*|$()=]/.test(text)),
	fc.stringMatching(/^[\p{L}]{1,12}[.,:;!?%]?$/u),
);

test("ordinary words of templates and themes are not blocked", () => {
	fc.assert(
		fc.property(
			fc.array(ordinary, { minLength: 1, maxLength: 12 }),
			(words) => {
				expect(
					leftIn(words.join(" ")).filter((one) => one.startsWith("block")),
				).toEqual([]);
			},
		),
		{ numRuns: 1000 },
	);
});

test("a word of the theme that means what it says is at most a warning, and the template's own is a fault all the same", () => {
	const own = ["Undefined GmbH, undefined", "Hello {name}, undefined"];
	expect(leftIn("By Undefined GmbH, undefined", [], own)).toEqual([
		"warn value-missing",
	]);
	expect(leftIn("Hello Ana, undefined", [], own)).toEqual([
		"warn value-missing",
	]);
	expect(leftIn("Undefined GmbH, undefined. 4 undefined", [], own)).toContain(
		"block value-missing",
	);
	expect(leftIn("Undefined GmbH, undefined")).toContain("block value-missing");
	expect(leftIn("Your text here", [], ["Your text here"])).toEqual([
		"block placeholder-left",
	]);
	expect(leftIn("{{name}}", [], ["{{name}}"])).toEqual(["block slot-left"]);
});

describe("an address of our own pages may have any word:", () => {
	test.each([
		"https://undefined.example.com",
		"https://digest.example.com/undefined",
		"https://digest.example.com/null/NaN",
	])("%s", async (publicUrl) => {
		const from = "https://digest.example.com";
		const moved = <T>(value: T): T =>
			JSON.parse(JSON.stringify(value).replaceAll(from, publicUrl)) as T;
		const content: IssueContent = moved(issue);
		const reader = moved(sampleReader);
		const { headers } = await cleanParts();
		const marked = await renderer.compileMarked(content);
		const { cohort, html, text } = marked.copy(reader);
		const parts: Parts = { headers: moved(headers), html, text };
		const raw = bytesOf(parts);
		const copy = parseCopy(
			{ who: "a reader", real: true, reader, raw },
			await readMail(raw),
			{ html, text, texts: marked.texts.get(cohort) ?? [] },
		);
		expect(copy.texts).not.toBeNull();
		expect(checkMessage(copy, { ...expected, content, publicUrl })).toEqual([]);
		// Where the addresses are not known, none is judged.
		expect(leftIn(`${publicUrl}/c/a`, null)).toEqual([]);
	});

	test("but a page of ours without a name is a fault", async () => {
		const clean = await cleanParts();
		const spoilt = {
			...clean,
			html: clean.html.replace(
				"<h2",
				'<p><a href="https://digest.example.com/c/undefined">Words</a></p><h2',
			),
		};
		const copy = await parsedCopy(bytesOf(spoilt), sampleReader, spoilt);
		expect(checkMessage(copy, expected)).toEqual([
			expect.objectContaining({ level: "block", code: "value-missing" }),
		]);
	});
});

test("an address in the prose of the text part is not judged as a link, and a faulty one only warns", async () => {
	const clean = await cleanParts();
	const added = async (words: string) => {
		const spoilt = { ...clean, text: `${clean.text}\n${words}\n` };
		const copy = await parsedCopy(bytesOf(spoilt), sampleReader, spoilt);
		return checkMessage(copy, expected).map(
			({ level, code }) => `${level} ${code}`,
		);
	};
	expect(
		await added("See ftp://a.example and s3://x, or javascript://x"),
	).toEqual([]);
	expect(await added("See https://[x and words")).toEqual([
		"warn link-malformed",
	]);
	expect(await added("See http://a.example")).toEqual(["warn link-http"]);
});
