import fc from "fast-check";
import { expect, test } from "vitest";
import type { IssueContent } from "../../../src/issue/content/content.ts";
import { columns } from "../../../src/issue/words/columns.ts";
import { briefOf } from "../../../src/render/brief/brief-data.ts";
import { briefText } from "../../../src/render/brief/brief-text.ts";
import { renderText } from "../../../src/render/text/text.ts";
import { row, WIDTH, wrap } from "../../../src/render/text/text-wrap.ts";
import { fullReader, sampleIssue } from "../../../templates/samples.ts";
import { theme as ownTheme } from "../../../templates/theme.ts";
import { wording } from "../../../templates/wording.ts";
import { mergedText } from "./merged-text.ts";

const piece = fc.oneof(
	fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }),
	fc.constantFrom(
		...[">", "> ", ">>", "  > quoted", "מכונה", "أداة 2", "文心一言大模型"],
		...["https://example.com/a", "(see", "x".repeat(90), "👩‍👩‍👧", "\u2067"],
		`https://example.com/${"p".repeat(90)}`,
	),
);
/** Words of any script and length, signs that quote, and links. */
const text = fc
	.array(piece, { minLength: 1, maxLength: 12 })
	.map((pieces) => pieces.join(" ").replace(/[\p{Cc}\u2028\u2029]/gu, " "));

/** What is wrong with the lines of a text. */
function faults(lines: string): string[] {
	return lines
		.split("\n")
		.flatMap((line) => [
			...(/^\s*>/.test(line) ? [`quoted: ${line}`] : []),
			...(columns(line) > WIDTH &&
			!/^[\s\u2066-\u2068]*https?:\/\/\S+$/.test(line)
				? [`${columns(line)} columns: ${line}`]
				: []),
		]);
}

test("wrapped text has no line that is too long or begins with a sign that quotes, and nothing of it is lost", () => {
	fc.assert(
		fc.property(text, fc.nat(20), (given, spaces) => {
			const lines = wrap(given, WIDTH, " ".repeat(spaces));
			expect(faults(lines)).toEqual([]);
			const bare = (it: string) => it.replace(/[\s\u2060\u2066-\u2069]/g, "");
			expect(bare(lines)).toBe(bare(given));
		}),
		{ numRuns: 500 },
	);
});

test("a row has no such line either, whatever its label", () => {
	fc.assert(
		fc.property(text, text, (label, given) => {
			expect(faults(row(label, given))).toEqual([]);
		}),
	);
});

test("ordinary text is as it was: no sign is added, and lines are filled", () => {
	const word = fc.stringMatching(/^[A-Za-z0-9.,'()&+%$-]{1,12}$/);
	fc.assert(
		fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
			const lines = wrap(words.join(" "), WIDTH).split("\n");
			expect(lines.join(" ")).toBe(words.join(" "));
			lines.slice(1).forEach((line, index) => {
				const next = line.split(" ")[0] ?? "";
				expect(`${lines[index]} ${next}`.length).toBeGreaterThan(WIDTH);
			});
		}),
	);
});

test("an isolated name that goes on in the next line is isolated on both", () => {
	const name = `\u2068${"מכונה ".repeat(30).trim()}\u2069`;
	for (const line of wrap(`Your vote on ${name}?`, WIDTH).split("\n"))
		expect(line).toMatch(
			/^[^\u2068\u2069]*\u2068[^\u2068\u2069]+\u2069[^\u2068\u2069]*$/,
		);
});

const marks = fc.constantFrom("{name}", "{address}", "{publication}", "{rest}");
const sentence = fc
	.array(fc.oneof(text, marks), { minLength: 1, maxLength: 5 })
	.map((parts) => parts.join(" "))
	.filter((it) => it.trim() !== "");
const themes = fc
	.record({
		dir: fc.constantFrom("ltr" as const, "rtl" as const),
		footer: fc.array(sentence, { maxLength: 2 }),
		words: fc.array(sentence, { minLength: 6, maxLength: 6 }),
	})
	.map(({ dir, footer, words }) => ({
		...ownTheme,
		dir,
		footer,
		wording: Object.fromEntries(
			Object.keys(wording).map((name, at) => [name, words[at % 6] ?? ""]),
		) as typeof ownTheme.wording,
	}));
const readers = fc
	.record({
		name: text,
		address: fc.oneof(fc.emailAddress(), text),
		tool: text,
	})
	.map(({ name, address, tool }) => ({
		...fullReader,
		name,
		address,
		bookmarks: fullReader.bookmarks.map((one) => ({
			...one,
			name: tool,
			change: name,
			news: { title: tool, url: one.url },
		})),
	}));
const issues = text.chain((words) =>
	fc.constant(withWords(sampleIssue, words)),
);

test("no line of the digest is too long or begins with a sign that quotes, whatever the content, the theme's words and the reader", () => {
	fc.assert(
		fc.property(issues, themes, readers, (issue, theme, reader) => {
			for (const lens of [null, "skeptic"] as const) {
				const full = renderText(issue, lens, theme);
				expect(faults(mergedText(full, reader))).toEqual([]);
				const brief = briefText(briefOf(issue, lens), theme);
				expect(faults(mergedText(brief, reader))).toEqual([]);
			}
		}),
		{ numRuns: 30 },
	);
});

/** The issue with these words as everything that is not an address, a slug or a verdict. */
function withWords(issue: IssueContent, words: string): IssueContent {
	const keep =
		/^(?:slug|url|home|issue|verdict|basis|reviewer|from|to|publishedAt)$/;
	const change = (value: unknown, key: string): unknown => {
		if (typeof value === "string") return keep.test(key) ? value : words;
		if (Array.isArray(value)) return value.map((one) => change(one, key));
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, change(one, name)]),
		);
	};
	return change(issue, "") as IssueContent;
}
