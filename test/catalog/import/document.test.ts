import { describe, expect, it } from "vitest";
import {
	comparisonJsonSchema,
	type DocumentInput,
	documentSchema,
} from "../../../src/catalog/import/document.ts";
import { BadInput } from "../../../src/catalog/import/problem.ts";
import { readDocument } from "../../../src/catalog/import/read-document.ts";
import { comparisonDocument, panelReviews, toolDocument } from "./documents.ts";

function problems(value: unknown): string[] {
	try {
		readDocument(value);
	} catch (error) {
		if (error instanceof BadInput)
			return error.problems.map((one) => `${one.path}: ${one.message}`);
		throw error;
	}
	return [];
}

describe("a document", () => {
	it.each(["\u202eThe other way round", "Turned\u2066 and left so"])(
		"may not have a name that changes the direction of the text after it: %j",
		(name) => {
			expect(problems(comparisonDocument(name, "B"))[0]).toMatch(
				/^tools\[0\]\.name: must be one line/,
			);
			// A mark that a right-to-left name needs is allowed.
			expect(problems(comparisonDocument("ليلى\u200f AI", "B"))).toEqual([]);
		},
	);

	it("gets its slugs from the names if it has none", () => {
		expect(
			readDocument(comparisonDocument("Ünder & Over", "C++")),
		).toMatchObject({
			slug: "under-and-over-vs-c-plus-plus",
			left: { slug: "under-and-over" },
			right: { slug: "c-plus-plus" },
		});
	});

	it("keeps its own slugs", () => {
		const given = comparisonDocument(
			toolDocument("A", { slug: "the-a" }),
			"B",
			{
				slug: "duel",
			},
		);
		expect(readDocument(given)).toMatchObject({
			slug: "duel",
			left: { slug: "the-a" },
		});
	});

	it("may say what is quoted of a review, in the review's own words and with its own line breaks and apostrophes", () => {
		const quoted = (body: string, quote: string | null) =>
			comparisonDocument(
				toolDocument("A", { reviews: [{ reviewer: "skeptic", body, quote }] }),
				"B",
			);
		const body = "It’s quick.\n\nIt isn’t\nright. Skip it.";
		for (const quote of ["It isn't right.", "It isn’t right. Skip it.", body])
			expect(problems(quoted(body, quote.replace(/\s+/g, " ")))).toEqual([]);
		for (const quote of ["It is right.", "It’s quick. Skip it.", "it isn’t"])
			expect(problems(quoted(body, quote))[0]).toMatch(
				/^tools\[0\]\.reviews\[0\]\.quote: must be a piece of the body, word for word/,
			);
		expect(problems(quoted(body, " "))).toHaveLength(1);
		expect(
			problems(quoted(`${"so ".repeat(100)}on`, "so ".repeat(99)))[0],
		).toMatch(/quote: .*280/);
		expect(readDocument(quoted(body, null)).left.reviews[0]?.quote).toBeNull();
	});

	it("leaves unknown what it does not say", () => {
		expect(readDocument(comparisonDocument("A", "B"))).toMatchObject({
			publishedAt: null,
			weight: null,
			left: {
				statedShare: null,
				community: { ship: null, skip: null, share: null },
				reviews: [],
			},
		});
		const nulls = toolDocument("A", { panelShare: null, community: null });
		expect(
			readDocument(comparisonDocument(nulls, "B")).left.statedShare,
		).toBeNull();
	});

	it("is trimmed, and has no carriage returns", () => {
		const { left } = readDocument(
			comparisonDocument(
				toolDocument(" A ", { description: "one\r\n\r\ntwo\rthree " }),
				"B",
			),
		);
		expect([left.name, left.description]).toEqual(["A", "one\n\ntwo\nthree"]);
	});

	it("has its publication date converted to UTC", () => {
		const { publishedAt } = readDocument(
			comparisonDocument("A", "B", {
				publishedAt: "2026-11-17T09:00:00+01:00",
			}),
		);
		expect(publishedAt).toBe("2026-11-17T08:00:00.000Z");
	});

	it("has its reviews put in the panel's order", () => {
		const { left } = readDocument(
			comparisonDocument(
				toolDocument("A", { reviews: panelReviews("+-?+").reverse() }),
				"B",
			),
		);
		expect(
			left.reviews.map(({ reviewer, score, verdict }) => [
				reviewer,
				score,
				verdict,
			]),
		).toEqual([
			["builder", 60, "ship"],
			["skeptic", 61, "skip"],
			["founder", null, null],
			["futurist", 63, "ship"],
		]);
	});
});

describe("a document is refused, with the path of the problem, if it has", () => {
	const left = (more: object) => ({
		tools: [{ ...toolDocument("A"), ...more }, toolDocument("B")],
	});
	const review = (more: object) =>
		left({ reviews: [{ reviewer: "builder", body: "Yes.", ...more }] });
	it.each<[string, unknown, string]>([
		["not an object", 3, ": must be an object, but is 3"],
		["a list", [], ": must be an object, but is a list"],
		["null", null, ": must be an object, but is null"],
		["no tools", {}, "tools: is missing"],
		[
			"one tool",
			{ tools: [toolDocument("A")] },
			"tools: must have exactly 2 entries, but has 1",
		],
		[
			"three tools",
			{ tools: [toolDocument("A"), toolDocument("B"), toolDocument("C")] },
			"tools: must have exactly 2 entries, but has 3",
		],
		[
			"the same tool twice",
			comparisonDocument("A", "A"),
			'tools[1]: "A" can\'t be compared with itself',
		],
		[
			"one slug for two names",
			comparisonDocument("Ab", "AB!"),
			'tools[1]: "Ab" and "AB!" have the same slug, "ab"; give one of them another slug',
		],
		[
			"an unknown key",
			{ ...comparisonDocument("A", "B"), wieght: 3 },
			': has an unknown key: "wieght"',
		],
		[
			"an unknown key of a tool",
			left({ taglin: "" }),
			'tools[0]: has an unknown key: "taglin"',
		],
		[
			"a prototype",
			JSON.parse(
				JSON.stringify(comparisonDocument("A", "B")).replace(
					"{",
					'{"__proto__": {},',
				),
			),
			': has an unknown key: "__proto__"',
		],
		["no name", left({ name: " " }), "tools[0].name: must not be empty"],
		[
			"a missing field",
			left({ pricing: undefined }),
			"tools[0].pricing: is missing",
		],
		[
			"a name of 201 letters",
			left({ name: "x".repeat(201) }),
			"tools[0].name: must have at most 200 characters, but has 201",
		],
		[
			"a name of two lines",
			left({ name: "a\nb" }),
			'tools[0].name: must be one line without control characters, but is "a\\nb"',
		],
		[
			"a bell",
			left({ description: "ding\u0007" }),
			'tools[0].description: must not have control characters, but is "ding\\u0007"',
		],
		[
			"half a surrogate pair",
			left({ description: "\ud83d" }),
			'tools[0].description: must not have control characters, but is "\\ud83d"',
		],
		[
			"prose of 20,001 letters",
			review({ body: "x".repeat(20_001) }),
			"tools[0].reviews[0].body: must have at most 20000 characters, but has 20001",
		],
		[
			"a slug in capitals",
			{ ...comparisonDocument("A", "B"), slug: "A-b" },
			'slug: must be in lower case, but is "A-b"',
		],
		[
			"a slug with a slash",
			{ ...comparisonDocument("A", "B"), slug: "../b" },
			'slug: must be words of lower-case letters and digits joined by hyphens, but is "../b"',
		],
		[
			"a score of 101",
			review({ score: 101 }),
			"tools[0].reviews[0].score: must be at most 100, but is 101",
		],
		[
			"a score of -1",
			review({ score: -1 }),
			"tools[0].reviews[0].score: must be at least 0, but is -1",
		],
		[
			"half a score",
			review({ score: 8.5 }),
			"tools[0].reviews[0].score: must be a whole number, but is 8.5",
		],
		[
			"a score in words",
			review({ score: "ten" }),
			'tools[0].reviews[0].score: must be a number, but is "ten"',
		],
		[
			"an unknown reviewer",
			review({ reviewer: "wizard" }),
			'tools[0].reviews[0].reviewer: must be "builder" or "skeptic" or "founder" or "futurist", but is "wizard"',
		],
		[
			"an unknown verdict",
			review({ verdict: "maybe" }),
			'tools[0].reviews[0].verdict: must be "ship" or "skip", but is "maybe"',
		],
		[
			"an empty review",
			review({ body: "" }),
			"tools[0].reviews[0].body: must not be empty",
		],
		[
			"a reviewer twice",
			left({ reviews: [panelReviews("+")[0], panelReviews("-")[0]] }),
			"tools[0].reviews[1]: the builder has two reviews of this tool; remove one",
		],
		[
			"a share of 101",
			left({ panelShare: 101 }),
			"tools[0].panelShare: must be at most 100, but is 101",
		],
		[
			"half of the votes",
			left({ community: { ship: 3 } }),
			'tools[0].community: must be {"ship": COUNT, "skip": COUNT} or {"share": PERCENT}',
		],
		[
			"a local time",
			comparisonDocument("A", "B", { publishedAt: "2026-11-17T09:00:00" }),
			'publishedAt: must be a date and time with an offset, such as 2026-11-17T09:00:00+01:00, but is "2026-11-17T09:00:00"',
		],
		[
			"a day that does not exist",
			comparisonDocument("A", "B", { publishedAt: "2026-02-30T09:00:00Z" }),
			'publishedAt: must be a date and time with an offset, such as 2026-11-17T09:00:00+01:00, but is "2026-02-30T09:00:00Z"',
		],
		[
			"half a weight",
			{ ...comparisonDocument("A", "B"), weight: 0.5 },
			"weight: must be a whole number, but is 0.5",
		],
	])("%s", (_, value, problem) => {
		expect(problems(value)).toEqual([problem]);
	});

	it("many problems: ten of them are named", () => {
		const found = problems({ tools: [{}, {}], slug: 3, weight: "x" });
		expect(found).toHaveLength(10);
		expect(found).toContain("tools[0].name: is missing");
	});
});

describe("the JSON Schema", () => {
	const schema = comparisonJsonSchema() as {
		additionalProperties: boolean;
		examples: DocumentInput[];
		properties: Record<string, { description?: string }>;
	};

	it("has an example that can be imported", () => {
		const [example] = schema.examples;
		expect(readDocument(example)).toMatchObject({
			slug: "pigeonhole-vs-dovecote",
		});
	});

	it("describes each field of a comparison and refuses others", () => {
		expect(Object.keys(schema.properties).sort()).toEqual(
			Object.keys(documentSchema.shape).sort(),
		);
		for (const [name, property] of Object.entries(schema.properties))
			expect(property.description, name).toMatch(/\w/);
		expect(schema.additionalProperties).toBe(false);
	});
});
