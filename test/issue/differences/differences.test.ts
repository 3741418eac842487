import { expect, it } from "vitest";
import {
	correctableTool,
	correctTool,
} from "../../../src/catalog/correct/correct.ts";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { issueDifferences } from "../../../src/issue/differences/differences.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { arrangeIssue } from "../../../src/issue/life/arrange.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue, type IssueEdits } from "../../../src/issue/life/edit.ts";
import { findIssue } from "../../../src/issue/life/find-issue.ts";
import { testApp } from "../../support/app.ts";
import { nothingFound } from "../../support/context.ts";
import { freshSqlite } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";

async function approved() {
	const app = await testApp(await freshSqlite(), {
		LEADS: "2",
		BRIEFS: "1",
		PUBLICATION_LANGUAGE: "en, de",
	});
	for (const [day, name] of ["One", "Two", "Three", "Four"].entries())
		await seedComparison(app.db, name, `2026-11-1${day + 4}T08:00:00.000Z`);
	const { issue } = await draftIssue(app);
	await approveIssue(app, nothingFound, issue.id, "editor");
	const items = await itemsOf(app.db, issue.id);
	const [lead, second, brief, link] = items;
	if (!lead || !second || !brief || !link) throw new Error("too few");
	const diff = async () =>
		(
			await issueDifferences(
				app,
				await findIssue(app.db, "1", ["draft", "approved"], ""),
			)
		).changes;
	return { app, id: issue.id, lead, second, brief, link, diff };
}

it("a correction is told as the fact that it changed, also of what is only linked, and taken back it is no difference", async () => {
	const { app, lead, link, diff } = await approved();
	const correct = async (slug: string, field: string, value: string) => {
		const tool = await correctableTool(app.db, slug);
		await correctTool(
			app,
			slug,
			tool?.version ?? "",
			new Map([[field, value]]),
		);
		return tool?.fields.get(field) ?? "";
	};
	const slug = `${lead.slug}-left`;
	const { left_name: name } = lead;
	const cases: [slug: string, field: string, value: string, told: string][] = [
		[slug, "tagline", "New", `Tagline of ${name}: ${name} in one line → New`],
		[slug, "entryPrice", "$9", `Price of ${name}: Free → $9`],
		[
			slug,
			"builder.score",
			"33",
			`Review of ${name} by the builder: ship 70 → ship 33`,
		],
		[
			slug,
			"community.share",
			"33",
			`Readers on ${name}: not known → 33% would ship it`,
		],
		[
			`${link.slug}-right`,
			"name",
			"Renamed",
			`Title of a link: ${link.left_name} vs ${link.right_name} → ${link.left_name} vs Renamed`,
		],
	];
	for (const [of, field, value, told] of cases) {
		const before = await correct(of, field, value);
		const [first, ...rest] = await diff();
		expect(first).toBe(told);
		// What follows are the words that are composed from it.
		for (const one of rest) expect(one).toMatch(/^(Subject|Preheader|Intro)/);
		await correct(of, field, before);
		expect(await diff(), field).toEqual([]);
	}
	await app.dispose();
});

it("each text that an editor writes is told by its name, with the place where it differs", async () => {
	const { app, id, lead, second, diff } = await approved();
	const start = "The same beginning. ".repeat(5);
	const told = async (edits: IssueEdits) => {
		await editIssue(app, id, edits);
		const changes = await diff();
		await approveIssue(app, nothingFound, id, "editor");
		expect(await diff()).toEqual([]);
		return changes;
	};
	await told({ intro: `${start}One.`, notes: { [lead.slug]: "Look." } });
	expect(await told({ intro: `${start}Two.` })).toEqual([
		"Intro: “…The same beginning. One.” → “…The same beginning. Two.”",
	]);
	expect(await told({ intro: `${start}*Two.*` })).toEqual([
		"Emphasis or links of the intro",
	]);
	expect(await told({ signed: "Ada" })).toEqual(["Signature: none → Ada"]);
	expect(await told({ signed: "Bo" })).toEqual(["Signature: Ada → Bo"]);
	expect(
		await told({ notes: { [lead.slug]: "Look.", [second.slug]: "Too." } }),
	).toEqual([`Editor’s note on ${second.left_name} vs ${second.right_name}`]);
	expect(await told({ translations: { de: { intro: "Wort" } } })).toEqual([
		expect.stringMatching(/^Intro in Deutsch: .* → Wort$/),
	]);
	expect(await told({ audience: "format=full" })).toEqual([
		"Audience: everybody → format=full",
	]);
	await app.dispose();
});

it("a comparison that moves changes no review, and the order of the others is told beside it", async () => {
	const { app, id, lead, second, brief, diff } = await approved();
	await editIssue(app, id, { subject: "S", preheader: "P", intro: "I" });
	await editIssue(app, id, {
		language: "de",
		...{ subject: "S", preheader: "P", intro: "I" },
	});
	await approveIssue(app, nothingFound, id, "editor");
	const move = (item: typeof lead, place: "lead" | "brief", position: number) =>
		arrangeIssue(app, id, {
			comparisonId: item.comparison_id,
			...{ place, position },
		});
	await move(brief, "lead", 2);
	const moved = `${brief.left_name} vs ${brief.right_name}: in brief → in full`;
	expect(await diff()).toEqual([moved]);
	await move(second, "lead", 0);
	expect(await diff()).toEqual([moved, "Order of the comparisons"]);
	await move(brief, "brief", 0);
	expect(await diff()).toEqual(["Order of the comparisons"]);
	await move(lead, "lead", 0);
	expect(await diff()).toEqual([]);
	await app.dispose();
});
