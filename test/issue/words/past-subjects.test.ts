import { expect, test } from "vitest";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { composeIssue } from "../../../src/issue/content/compose.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { normalizedWords } from "../../../src/issue/words/phrases.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import {
	compare,
	seedComparison,
	seedSubscribers,
} from "../../support/seed.ts";

describeDatabases("two issues about the same tools", (database) => {
	test("have different subjects in every cohort, and an approved issue stays approved", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		const { left, right } = await seedComparison(
			context.db,
			"Alpha",
			"2026-11-19T00:00:00.000Z",
		);
		const first = await draftIssue(context);
		await approveIssue(context, nothingFound, first.issue.id, "editor");
		const before = await subjects(context, first.issue);
		await sealIssue(context, nothingFound, first.issue.id);
		// Its own subject is no earlier one.
		expect(await subjects(context, first.issue)).toEqual(before);

		context.clock.set("2026-11-27T12:00:00.000Z");
		await compare(context.db, "again", left, right, "2026-11-26T00:00:00.000Z");
		const second = await draftIssue(context);
		const after = await subjects(context, second.issue);
		expect(after).toHaveLength(before.length);
		expect(new Set([...before, ...after].map(normalizedWords)).size).toBe(
			2 * before.length,
		);
		await approveIssue(context, nothingFound, second.issue.id, "editor");
		// What becomes of the first one changes nothing of what was approved.
		await cancelIssue(context, first.issue.id, "a mistake");
		const sealed = await sealIssue(context, nothingFound, second.issue.id);
		expect(sealed.state).toBe("sealed");
	});

	async function subjects(
		context: TestContext,
		issue: Parameters<typeof composeIssue>[2],
	): Promise<string[]> {
		const { subject, lenses } = await composeIssue(
			context.db,
			context.config,
			issue,
			await itemsOf(context.db, issue.id),
		);
		return [subject, ...Object.values(lenses).map((one) => one.subject)];
	}
});
