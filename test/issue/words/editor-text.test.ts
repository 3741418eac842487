import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Span } from "../../../src/issue/content/content.ts";
import {
	parseEditorText,
	plainText,
	wrongLinks,
} from "../../../src/issue/words/editor-text.ts";
import { wordsOf } from "../../../src/issue/words/issue-words.ts";
import { english } from "../../../src/issue/words/language/en/english.ts";
import { sampleIssue } from "../../../templates/samples.ts";

const spans = (source: string) => parseEditorText(source).paragraphs;
const only = (source: string) => spans(source)[0];

describe("what an editor writes", () => {
	it.each<[string, Span[]]>([
		[
			"a *b* c",
			[{ text: "a " }, { text: "b", style: "emphasis" }, { text: " c" }],
		],
		["**b** c", [{ text: "b", style: "strong" }, { text: " c" }]],
		[
			"see [the *whole* list](https://a.example/x_(y)?z=1).",
			[
				{ text: "see " },
				{ text: "the ", url: "https://a.example/x_(y)?z=1" },
				{
					text: "whole",
					style: "emphasis",
					url: "https://a.example/x_(y)?z=1",
				},
				{ text: " list", url: "https://a.example/x_(y)?z=1" },
				{ text: "." },
			],
		],
		[
			"**[b](mailto:ed@a.example)**",
			[{ text: "b", style: "strong", url: "mailto:ed@a.example" }],
		],
		[
			"\\*not\\* [\\[x\\]](https://a.example)",
			[{ text: "*not* " }, { text: "[x]", url: "https://a.example" }],
		],
	])("is read as spans: %s", (source, expected) => {
		expect(only(source)).toEqual(expected);
		expect(wrongLinks(source)).toEqual([]);
	});

	it.each([
		"2*3*4 and 5 * 6 * 7",
		"snake_case_name, __init__ and a_b",
		"**open, and *open",
		"[no link] (https://a.example) and f(x)[1]",
		"<b>no HTML</b> # no heading",
		"- no list, > no quotation, `no code`",
		"A* is better than B*",
	])("stays text where it is no markup: %s", (source) => {
		expect(spans(source)).toEqual([[{ text: source }]]);
	});

	it.each<[string, Span[]]>([
		[
			"*a **b** c*",
			[
				{ text: "a ", style: "emphasis" },
				{ text: "b", style: "strong" },
				{ text: " c", style: "emphasis" },
			],
		],
		["***x***", [{ text: "x", style: "strong" }]],
		["*שלום* עולם", [{ text: "שלום", style: "emphasis" }, { text: " עולם" }]],
		["[ ](https://a.example)", [{ text: "[ ](https://a.example)" }]],
		["[\u200B](https://a.example)", [{ text: "[\u200B](https://a.example)" }]],
		[
			"a \u202Eb [c](https://a.example)",
			[{ text: "a b " }, { text: "c", url: "https://a.example" }],
		],
		[
			"https://a.example/*x*",
			[{ text: "https://a.example/" }, { text: "x", style: "emphasis" }],
		],
		["<https://a.example/x_y>", [{ text: "<https://a.example/x_y>" }]],
		[
			"[mail](mailto:ed@a.example) 6*7",
			[{ text: "mail", url: "mailto:ed@a.example" }, { text: " 6*7" }],
		],
	])(
		"reads signs within signs, other scripts and links without words: %s",
		(source, expected) => {
			expect(only(source)).toEqual(expected);
		},
	);

	it.each([
		"javascript:alert(1)",
		"data:text/html,x",
		"/issues/1",
		"//evil.example",
		"https://",
		'https://a.example/"onclick="x',
		"file:///etc/passwd",
		"https://bank.example@other.example/",
		"JaVaScRiPt:alert(1)",
		"vbscript:x",
	])("never links to %s, and says so", (url) => {
		const source = `go [**here**](${url})`;
		expect(
			spans(source)
				.flat()
				.every((span) => span.url === undefined),
		).toBe(true);
		expect(wrongLinks(source)).toEqual([url]);
	});

	it("turns nothing around it, in a paragraph, a name, a subject or a preheader", () => {
		const turning = "\u202Eone \u2067two";
		const ended = "one \u2067two\u2069";
		expect(parseEditorText(`${turning}\n\nthree`, turning)).toEqual({
			paragraphs: [[{ text: ended }], [{ text: "three" }]],
			signed: ended,
		});
		const [lead] = sampleIssue.leads;
		const own = {
			number: 1,
			subject: turning,
			preheader: turning,
			intro: null,
		};
		expect(
			lead && wordsOf([lead], own, { had: () => false }, english),
		).toMatchObject({ subject: ended, preheader: ended });
	});

	it("has a paragraph for each block between empty lines, and a space for a line break", () => {
		expect(spans("a\nb\n\n\n \r\n\r\nc\n")).toEqual([
			[{ text: "a b" }],
			[{ text: "c" }],
		]);
	});

	it("loses no letter, and makes no empty span", () => {
		const word = fc.constantFrom(
			..."c,b.,*,**,[,],(,),\\,https://a.example,[x](https://a.example), ,\n\n,é,_".split(
				",",
			),
		);
		fc.assert(
			fc.property(fc.array(word, { maxLength: 30 }), (words) => {
				const source = words.join("");
				const parsed = parseEditorText(source);
				expect(parsed.paragraphs.flat().every(({ text }) => text !== "")).toBe(
					true,
				);
				// No address has these.
				const letters = (text: string) => text.replace(/[^cé]/g, "");
				expect(letters(plainText(parsed))).toBe(letters(source));
			}),
		);
	});
});
