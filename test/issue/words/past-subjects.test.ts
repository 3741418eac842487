import { expect, test } from "vitest";
import { itemsOf } from "../../../src/db/issue/issue-items.ts";
import { composeIssue } from "../../../src/issue/content/compose.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { folded } from "../../../src/issue/words/phrases.ts";
import { describeDatabases } from "../../support/databases.ts";
import {
	type TestIssueContext,
	testIssueContext,
} from "../../support/issue-context.ts";
import { plainRenderer } from "../../support/renderer.ts";
import {
	compare,
	seedComparison,
	seedSubscribers,
} from "../../support/seed.ts";

describeDatabases("two issues about the same tools", (database) => {
	test("have different subjects for every reader, and what is approved stays so", async () => {
		const desk = testIssueContext(database);
		await seedSubscribers(desk.db, 1);
		const { left, right } = await seedComparison(
			desk.db,
			"Alpha",
			"2026-11-19T00:00:00.000Z",
		);
		const first = await draftIssue(desk);
		await approveIssue(desk, plainRenderer, first.issue.id, "editor");
		const before = await subjects(desk, first.issue);
		await sealIssue(desk, plainRenderer, first.issue.id);
		// Its own subject is no earlier one.
		expect(await subjects(desk, first.issue)).toEqual(before);

		desk.clock.set("2026-11-27T12:00:00.000Z");
		await compare(desk.db, "again", left, right, "2026-11-26T00:00:00.000Z");
		const second = await draftIssue(desk);
		const after = await subjects(desk, second.issue);
		expect(after).toHaveLength(before.length);
		expect(new Set([...before, ...after].map(folded)).size).toBe(
			2 * before.length,
		);
		await approveIssue(desk, plainRenderer, second.issue.id, "editor");
		// What becomes of the first one changes nothing of what was approved.
		await cancelIssue(desk, first.issue.id, "a mistake");
		const sealed = await sealIssue(desk, plainRenderer, second.issue.id);
		expect(sealed.state).toBe("sealed");
	});

	async function subjects(
		desk: TestIssueContext,
		issue: Parameters<typeof composeIssue>[2],
	): Promise<string[]> {
		const { subject, lenses } = await composeIssue(
			desk.db,
			desk.config,
			issue,
			await itemsOf(desk.db, issue.id),
		);
		return [subject, ...Object.values(lenses).map((one) => one.subject)];
	}
});
