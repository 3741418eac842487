import fc from "fast-check";
import { expect, it } from "vitest";
import {
	correctableComparison,
	correctableTool,
	correctComparison,
	correctTool,
} from "../../../src/catalog/correct/correct.ts";
import type {
	DocumentInput,
	ToolInput,
} from "../../../src/catalog/import/document.ts";
import { REVIEWERS } from "../../../src/catalog/panel.ts";
import { describeDatabases } from "../../support/databases.ts";
import { comparisonDocument, toolDocument } from "./documents.ts";
import { importFolder } from "./import-folder.ts";

const PUBLISHED = "2026-11-01T00:00:00.000Z";
const EARLIER = "2026-10-25T00:00:00.000Z";
const LATER = "2027-01-01T00:00:00.000Z";

/** A tool of which every fact is known, and has the word in it. */
function full(word: string, seed: number, more: Partial<ToolInput> = {}) {
	return toolDocument(`A ${word}`, {
		slug: "a",
		shortName: `S ${word}`,
		tagline: `Tagline ${word}`,
		category: `Category ${word}`,
		pricing: `Pricing ${word}`,
		entryPrice: `$${seed}`,
		bestFor: `Best ${word}`,
		description: `Description ${word}`,
		panelShare: seed,
		community: { ship: seed, skip: seed + 1 },
		reviews: REVIEWERS.map((reviewer, at) => ({
			reviewer,
			score: seed + at,
			verdict: seed % 2 ? "ship" : "skip",
			body: `The ${reviewer} says ${word} of it. And more.`,
			quote: `The ${reviewer} says ${word} of it.`,
		})),
		...more,
	});
}

describeDatabases("what an editor corrected", (database) => {
	const imports = importFolder(database);
	const document = (tool: ToolInput, more: Partial<DocumentInput> = {}) =>
		comparisonDocument(tool, "B", {
			slug: "ab",
			publishedAt: PUBLISHED,
			weight: 3,
			...more,
		});
	const take = async (one: DocumentInput, publishedAt: string | null = null) =>
		imports.run(
			await imports.put("one.json", one),
			publishedAt === null ? {} : { publishedAt },
		);
	const tool = () => correctableTool(database.db, "a");
	const fieldsOf = async () => new Map((await tool())?.fields);
	const comparison = async () =>
		new Map((await correctableComparison(database.db, "ab"))?.fields);
	const context = () => ({ db: database.db, clock: imports.clock });
	const correct = async (edits: ReadonlyMap<string, string>) => {
		imports.clock.advance(1000);
		const { version } = (await tool()) ?? { version: "" };
		await correctTool(context(), "a", version, edits);
		imports.clock.advance(1000);
	};

	/** What another import of the same facts, or of older ones, can look like. */
	const nothingNew = (source: ToolInput, id: string) =>
		[
			["the same file", document(source), null],
			["the same file at its time", document(source), PUBLISHED],
			[
				"an older one",
				document(full("older", 40), {
					publishedAt: EARLIER,
					slug: `old-${id}`,
				}),
				null,
			],
			[
				"one that says the same later",
				comparisonDocument(source, "C", {
					publishedAt: LATER,
					slug: `c-${id}`,
				}),
				null,
			],
			[
				"one that has no date",
				comparisonDocument({ ...source, shortName: undefined }, "D", {
					slug: id,
				}),
				null,
			],
		] as const;

	it("holds, every fact of it, against all that says nothing new, whether it was changed or emptied", async () => {
		const source = full("source", 51);
		await take(document(source));
		const before = await fieldsOf();
		expect(before.size).toBe(28);
		expect([...before.values()].filter((one) => one === "")).toEqual([""]);

		const other = full("corrected", 20);
		await take(
			comparisonDocument({ ...other, slug: "other" }, "E", { slug: "oe" }),
		);
		const wanted = new Map(
			(await correctableTool(database.db, "other"))?.fields,
		);
		for (const change of ["changed", "emptied"] as const) {
			const edits = new Map(
				[...before.keys()].map((field) => [
					field,
					change === "changed" || field === "name"
						? (wanted.get(field) ?? "")
						: "",
				]),
			);
			await correct(edits);
			expect(await fieldsOf()).toEqual(edits);
			for (const [which, one, publishedAt] of nothingNew(source, change)) {
				const { errors, warnings } = await take(one, publishedAt);
				expect([which, errors]).toEqual([which, []]);
				expect([which, await fieldsOf()]).toEqual([which, edits]);
				if (which.includes("later"))
					expect(warnings.map(({ code }) => code)).toContain("correction-kept");
			}
		}

		// What is newer and says something else is right again.
		const next = full("next", 77);
		const { warnings } = await take(
			comparisonDocument(next, "C", { publishedAt: LATER, slug: "n" }),
		);
		const undone = warnings.filter(({ code }) => code === "correction-undone");
		expect(undone).toHaveLength(1);
		expect(undone[0]?.message).toMatch(
			/^A next: the file is newer than an editor's correction and replaces it: Name, Short name, Tagline, .*Review by the Builder/i,
		);
		const after = await fieldsOf();
		for (const [field, value] of after)
			expect([field, /next|^7\d$|^80$|\$77|ship|^$/.test(value)]).toEqual([
				field,
				true,
			]);
		expect(after.get("builder.body")).toContain("next");
	});

	it("holds for each fact alone, and what was not corrected is updated beside it", async () => {
		const fields = [
			...["name", "shortName", "tagline", "category", "entryPrice"],
			...["pricing", "bestFor", "description", "panelShare"],
			...["builder.score", "builder.verdict", "skeptic.quote"],
		];
		await take(document(full("source", 51)));
		const source = await fieldsOf();
		let runs = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.subarray(fields, { minLength: 1 }),
				fc.boolean(),
				async (corrected, isEmptied) => {
					imports.clock.advance(1000);
					await correct(source);
					const edits = new Map(
						corrected.map((field) => [
							field,
							isEmptied && field !== "name" ? "" : changed(field, source),
						]),
					);
					await correct(edits);
					await take(
						comparisonDocument(
							{ ...full("source", 51), bestFor: `Something new ${++runs}` },
							"C",
							{ slug: "next" },
						),
					);
					const now = await fieldsOf();
					for (const field of fields) {
						const isHeld = corrected.includes(field) && field !== "bestFor";
						expect([corrected, field, now.get(field)]).toEqual([
							corrected,
							field,
							field === "bestFor"
								? `Something new ${runs}`
								: isHeld
									? edits.get(field)
									: source.get(field),
						]);
					}
				},
			),
			{ numRuns: 8 },
		);
	});

	it("is a publication time and a weight too: they hold until a document or a person says another", async () => {
		await take(document(full("source", 51)));
		imports.clock.advance(1000);
		const { version } = (await correctableComparison(database.db, "ab")) ?? {
			version: "",
		};
		const edits = new Map([
			["publishedAt", LATER],
			["weight", "-2"],
		]);
		await correctComparison(context(), "ab", version, edits);
		const changedDocument = document(full("changed", 60));
		for (const [one, publishedAt] of [
			[document(full("source", 51)), null],
			[document(full("source", 51)), PUBLISHED],
			[changedDocument, null],
			[changedDocument, PUBLISHED],
		] as const) {
			await take(one, publishedAt);
			expect(await comparison()).toEqual(edits);
		}
		await take(document(full("changed", 60), { weight: 9 }));
		expect((await comparison()).get("weight")).toBe("9");
		expect((await comparison()).get("publishedAt")).toBe(LATER);
		await take(document(full("changed", 60), { weight: 9 }), EARLIER);
		expect((await comparison()).get("publishedAt")).toBe(EARLIER);
	});
});

/** Another value that the field may have. */
function changed(field: string, source: ReadonlyMap<string, string>): string {
	if (field.endsWith(".score") || field === "panelShare") return "33";
	if (field.endsWith(".verdict")) return "skip";
	if (field.endsWith(".quote")) return "And more.";
	return `${source.get(field)}, corrected`;
}
