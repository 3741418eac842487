import { expect, it } from "vitest";
import { subjectsSealedBefore } from "../../src/db/issue/issue-subjects.ts";
import { issueSubjects } from "../../src/db/migrations/0004-issue-subjects.ts";
import { describeDatabases } from "../support/databases.ts";

describeDatabases("the table of subjects", (database) => {
	it("gets those of every sealed issue when it is made, and a second time changes nothing", async () => {
		const { db } = database;
		const at = "2026-11-24T09:00:00.000Z";
		const contents = [
			{ subject: "One", lenses: { builder: { subject: "One, built" } } },
			{ subject: "Two", lenses: { builder: { subject: "Two" } } },
			{ subject: "Three" },
			null,
		];
		for (const [index, content] of contents.entries())
			await db
				.insertInto("issues")
				.values({
					number: index + 1,
					state: content ? "complete" : "draft",
					window_start: at,
					window_end: at,
					created_at: at,
					updated_at: at,
					content: content && JSON.stringify(content),
				})
				.execute();
		await issueSubjects(db);
		await issueSubjects(db);
		expect((await subjectsSealedBefore(db, 0, 9)).toSorted()).toEqual([
			"One",
			"One, built",
			"Three",
			"Two",
		]);
		expect(await subjectsSealedBefore(db, 3, 1)).toEqual(["Two"]);
	});
});
