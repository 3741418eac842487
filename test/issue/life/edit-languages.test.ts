import { expect, it } from "vitest";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { composeIssue } from "../../../src/issue/content/compose.ts";
import { contentHash } from "../../../src/issue/content/content-hash.ts";
import { issueIn } from "../../../src/issue/content/in-language.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";

describeDatabases("what an editor writes in a language", (database) => {
	async function drafted() {
		const context = testContext(database, { PUBLICATION_LANGUAGE: "en, de" });
		await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
		const { issue } = await draftIssue(context);
		const content = async () =>
			composeIssue(
				context.db,
				context.config,
				(await issueById(context.db, issue.id)) ?? issue,
				await itemsOf(context.db, issue.id),
			);
		return { context, id: issue.id, content };
	}

	it("is for its readers, and what is not written is composed in it", async () => {
		const { context, id, content } = await drafted();
		const composed = issueIn(await content(), "de");
		await editIssue(context, id, {
			subject: "For all who read English",
			intro: "Hello.",
			notes: { one: "A note." },
		});
		const english = await content();
		const noGerman = issueIn(english, "de");
		expect(noGerman.subject).toBe(composed.subject);
		expect(noGerman.intro).toBe(composed.intro);
		expect(noGerman.editorsIntro).toBeUndefined();
		// No composed text says what a note does.
		expect(noGerman.leads[0]?.note?.language).toBeUndefined();
		expect(noGerman.leads[0]?.note?.paragraphs).toEqual([
			[{ text: "A note." }],
		]);
		await editIssue(context, id, {
			language: "de",
			subject: "Für alle, die Deutsch lesen",
			intro: "Hallo *alle*.",
			notes: { one: "Eine Anmerkung." },
			signed: "Mara",
		});
		const both = await content();
		const german = issueIn(both, "de");
		expect(german).toMatchObject({
			subject: "Für alle, die Deutsch lesen",
			preheader: expect.any(String),
			intro: "Hallo alle.",
			editorsIntro: { signed: "Mara", language: "de" },
		});
		expect(german.leads[0]?.note).toEqual({
			paragraphs: [[{ text: "Eine Anmerkung." }]],
			signed: "Mara",
			language: "de",
		});
		expect(both.subject).toBe("For all who read English");
		expect(both.leads[0]?.note?.paragraphs).toEqual([[{ text: "A note." }]]);
		expect(contentHash(both, "")).not.toBe(contentHash(english, ""));
	});

	it("can be taken back one by one, and is refused in a language that nobody gets", async () => {
		const { context, id, content } = await drafted();
		const before = await content();
		const language = "de";
		await editIssue(context, id, { language, subject: "A", preheader: "B" });
		await editIssue(context, id, { language, notes: { one: "C" } });
		await editIssue(context, id, { language, subject: null });
		const german = issueIn(await content(), "de");
		expect(german.subject).toBe(issueIn(before, "de").subject);
		expect(german.preheader).toBe("B");
		for (const edit of [
			{ language, intro: "[x](javascript:alert(1))" },
			{ language, notes: { other: "No such comparison." } },
			{ language, subject: "a\r\nBcc: x" },
		] as const)
			await expect(editIssue(context, id, edit)).rejects.toThrow(
				/begin with https|does not show|line break/,
			);
		await editIssue(context, id, { language, preheader: null, notes: null });
		expect((await issueById(context.db, id))?.translations).toBeNull();
		expect(await content()).toEqual(before);
		const english = testContext(database);
		await expect(
			editIssue(english, id, { language, subject: "A" }),
		).rejects.toThrow(/does not come in de: PUBLICATION_LANGUAGE has en/);
	});
});
