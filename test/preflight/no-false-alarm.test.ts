import fc from "fast-check";
import { expect, test } from "vitest";
import type { ToolContent } from "../../src/issue/content/content.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { checkMessage } from "../../src/preflight/check-message.ts";
import { parseCopy } from "../../src/preflight/rendered-copy.ts";
import { hostileReader, sampleEnvelope } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import { expected, issue } from "./planted.ts";

/** Names that tools have, and names that look like a verdict, a price or a placeholder. */
const name = fc.oneof(
	fc
		.string({ unit: "grapheme", minLength: 1, maxLength: 40 })
		.filter((text) => /\p{L}\p{L}/u.test(text)),
	fc.constantFrom(
		"Ship",
		"Skip It",
		"Not Given AI",
		"75% Off",
		"Free",
		"Null & Undefined",
		"{issue.number}",
		"A vs B",
		"R2-D2 (v1.0) <beta>",
		"王小明 的 工具",
		"أداة الذكاء",
		"x".repeat(100),
		"Hugging Face Inference Providers Marketplace (Enterprise)",
	),
);
const price = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 60 }),
	fc.constantFrom(
		"",
		"Free",
		"$10",
		"Pay-as-you-go; $0.50/1M tokens",
		"Skip it",
		"€ 9,90 pro Monat",
	),
);
const tool = fc.record({
	name,
	pricing: price,
	entryPrice: price,
	scores: fc.array(fc.option(fc.nat(100)), { minLength: 4, maxLength: 4 }),
});

/** Codes of wrong content. Other findings may depend on the lengths of texts. */
const WRONG_CONTENT = /differs$|-missing$|without-word|-left$|^link-|forbidden/;

test("a correctly rendered message has no finding about wrong content, with any names and prices of tools", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(tool, {
				minLength: 3,
				maxLength: 3,
				selector: ({ name }) => name.trim().toLowerCase(),
			}),
			async (tools) => {
				const [one, two, three] = tools.map((change, index) =>
					changed(
						[issue.leads[0]?.left, issue.leads[1]?.left, issue.leads[0]?.right][
							index
						],
						change,
						index,
					),
				);
				if (!one || !two || !three)
					throw new Error("the sample has fewer tools");
				const lead = issue.leads[0];
				const brief = issue.briefs[0];
				if (!lead || !brief)
					throw new Error("the sample has fewer comparisons");
				const between = (left: ToolContent, right: ToolContent) => ({
					left,
					right,
					title: `${left.name} vs ${right.name}`,
				});
				const content = {
					...issue,
					leads: [
						{ ...lead, ...between(one, two) },
						{ ...lead, slug: "second", ...between(three, one) },
					],
					briefs: [{ ...brief, ...between(two, three) }],
					voted: [],
				};
				const reader = { ...hostileReader, bookmarks: [], bookmarksTotal: 0 };
				const raw = renderer
					.open(await renderer.compile(content), sampleEnvelope)
					.message(reader, "wild@digest.example.com");
				const marked = await renderer.compileMarked(content);
				const { cohort, html, text } = marked.copy(reader);
				const copy = parseCopy(
					{ who: "a reader", real: true, reader, raw },
					await readMail(raw),
					{ html, text, texts: marked.texts.get(cohort) ?? [] },
				);
				expect(copy.texts).not.toBeNull();
				const found = checkMessage(copy, { ...expected, content });
				expect(
					found
						.filter(({ code }) => WRONG_CONTENT.test(code))
						.map(({ code, place, what }) => `${code} | ${place} | ${what}`),
				).toEqual([]);
			},
		),
		{ numRuns: 12 },
	);
});

function changed(
	sample: ToolContent | undefined,
	{
		scores,
		...change
	}: {
		scores: (number | null)[];
		name: string;
		pricing: string;
		entryPrice: string;
	},
	index: number,
): ToolContent | undefined {
	return (
		sample && {
			...sample,
			...change,
			slug: `tool-${index}`,
			reviews: sample.reviews.map((review, place) => ({
				...review,
				score: scores[place] ?? null,
			})),
		}
	);
}
