import { z } from "zod";
import { instantOf } from "../../time/clock.ts";
import { REVIEWERS } from "../panel.ts";
import { SLUG } from "../slug.ts";
import { visibleText } from "../visible-text.ts";

/*
 * What `digest import` takes: a document is one comparison. Unknown keys are
 * refused, so that a typing mistake is an error and not a missing fact.
 */

/**
 * No control characters, no line separators, no broken surrogate pairs, and no characters that change
 * the direction of the text after them.
 */
const LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u;
const PROSE = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

const line = (max: number) =>
	z
		.string()
		.overwrite(visibleText)
		.trim()
		.max(max)
		.regex(LINE, { error: "must be one line without control characters" });

const prose = z
	.string()
	.overwrite(visibleText)
	.trim()
	.max(20_000)
	.regex(PROSE, { error: "must not have control characters" })
	.overwrite((text) =>
		text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text,
	);

const percent = z.int().min(0).max(100);

const slug = z
	.string()
	.max(500)
	.regex(SLUG, {
		error: "must be words of lower-case letters and digits joined by hyphens",
		abort: true,
	})
	.refine((text) => text === text.toLowerCase(), {
		error: "must be in lower case",
	});

/** The longest that a mail has room for. */
const LONGEST_QUOTE = 280;

const review = z
	.strictObject({
		reviewer: z.enum(REVIEWERS),
		score: percent.nullish().describe("Leave it out if it is unknown."),
		verdict: z
			.enum(["ship", "skip"])
			.nullish()
			.describe("Leave it out if it is unknown."),
		body: prose.min(1).describe("What the reviewer says."),
		quote: line(LONGEST_QUOTE)
			.min(1)
			.nullish()
			.describe(
				"What a mail quotes of the body, in the body's own words: a sentence or two that bear the verdict. Default: chosen from the body.",
			),
	})
	.refine(({ body, quote }) => quote == null || isPieceOf(quote, body), {
		path: ["quote"],
		error:
			"must be a piece of the body, word for word; a reviewer is never quoted with words of somebody else",
	});

/** Whether a text has these words in this order without a gap, however its lines break and its apostrophes look. */
function isPieceOf(quote: string, body: string): boolean {
	const plain = (text: string) =>
		text
			.replace(/[‘’]/g, "'")
			.replace(/[“”„]/g, '"')
			.replace(/\s+/g, " ")
			.trim();
	return plain(body).includes(plain(quote));
}

const votes = z.int().min(0).max(1_000_000_000);

export const toolSchema = z.strictObject({
	name: line(200).min(1),
	shortName: line(60)
		.min(1)
		.nullish()
		.describe(
			"For headlines that have no room for the name. Default: made from the name, where no other tool of the issue is meant by it.",
		),
	slug: slug
		.optional()
		.describe(
			"Identifies the tool in all its comparisons. Default: made from the name.",
		),
	tagline: line(500).describe(
		"One line. Empty, here and in the fields below, means unknown.",
	),
	category: line(100),
	pricing: line(1000).describe("What it costs, in words."),
	entryPrice: line(100).describe('The cheapest way in: "Free", "$12/mo".'),
	bestFor: line(1000),
	description: prose,
	panelShare: percent
		.nullish()
		.describe(
			"Percentage of the panel that says ship, where the source states it.",
		),
	community: z
		.union(
			[
				z.strictObject({ ship: votes, skip: votes }),
				z.strictObject({ share: percent }),
			],
			{
				error: 'must be {"ship": COUNT, "skip": COUNT} or {"share": PERCENT}',
			},
		)
		.nullish()
		.describe("How readers voted. Leave it out if there are no votes yet."),
	reviews: z
		.array(review)
		.max(REVIEWERS.length)
		.optional()
		.describe("At most one of each reviewer."),
});

const comparison = z.strictObject({
	slug: slug
		.optional()
		.describe(
			"Identifies the comparison. Default: LEFT-vs-RIGHT, from the slugs of its tools.",
		),
	publishedAt: z.iso
		.datetime({
			offset: true,
			error:
				"must be a date and time with an offset, such as 2026-11-17T09:00:00+01:00",
		})
		.refine((text) => instantOf(text) !== null, {
			error: "must be a date that exists",
		})
		.optional()
		.describe("With an offset or Z. Default: the time of the import."),
	weight: z
		.int()
		.min(-1000)
		.max(1000)
		.optional()
		.describe(
			"Set by the editor. Higher comes first; below zero, the comparison is held back.",
		),
	sample: z
		.literal(true)
		.optional()
		.describe("Marks a comparison of invented tools."),
	tools: z.array(toolSchema).length(2).describe("The left and the right side."),
});

/** What a comparison has of its own, when it is corrected. */
export const timesSchema = comparison
	.pick({ publishedAt: true, weight: true })
	.required();

export type DocumentInput = z.output<typeof comparison>;
export type ToolInput = DocumentInput["tools"][number];

export const documentSchema = comparison.meta({
	title: "Comparison",
	description:
		"Two AI tools side by side. A .json file has one of them or an array, a .jsonl or .ndjson file one per line.",
	examples: [
		{
			publishedAt: "2026-11-17T09:00:00+01:00",
			tools: [
				{
					name: "Pigeonhole",
					tagline: "Sorts a shared inbox before anyone opens it",
					category: "Productivity",
					pricing: "Free for one inbox, then $9 a seat and month",
					entryPrice: "Free",
					bestFor: "Support teams of two to ten",
					description: "Pigeonhole reads incoming mail and files it by topic.",
					community: { ship: 41, skip: 12 },
					reviews: [
						{
							reviewer: "builder",
							score: 81,
							verdict: "ship",
							body: "Rules are plain functions, and I can test them.",
						},
					],
				},
				{
					name: "Dovecote",
					tagline: "One inbox for the whole company",
					category: "Productivity",
					pricing: "$19 a seat and month",
					entryPrice: "$19/mo",
					bestFor: "",
					description: "Dovecote shows everybody's mail to everybody.",
					panelShare: 25,
				},
			],
		},
	],
} satisfies { title: string; description: string; examples: DocumentInput[] });

/** The JSON Schema (draft 2020-12) of a document, as `digest schema` prints it. */
export function comparisonJsonSchema(): Record<string, unknown> {
	return { ...z.toJSONSchema(documentSchema, { io: "input" }) };
}
