import { expect, it } from "vitest";
import { sealedContent } from "../../../src/issue/content/sealed.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { describeDatabases } from "../../support/databases.ts";
import { testIssueContext } from "../../support/issue-context.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

describeDatabases("seal", (database) => {
	async function approved() {
		const desk = testIssueContext(database);
		await seedSubscribers(desk.db, 2);
		await seedComparison(desk.db, "one", "2026-11-19T00:00:00.000Z");
		const { issue } = await draftIssue(desk);
		await approveIssue(desk, plainRenderer, issue.id, "editor");
		return { desk, id: issue.id };
	}

	it("never takes the old words for the approved ones, edited and approved anew while it compiles", async () => {
		const { desk, id } = await approved();
		const slow: typeof plainRenderer = {
			...plainRenderer,
			async compile(content) {
				const compiled = await plainRenderer.compile(content);
				await editIssue(desk, id, { subject: "New words" });
				await approveIssue(desk, plainRenderer, id, "editor");
				return compiled;
			},
		};
		await expect(sealIssue(desk, slow, id)).rejects.toThrow(
			/has changed since it was approved/,
		);
		expect(await sealedContent(desk.db, id)).toBeNull();
		await sealIssue(desk, plainRenderer, id);
		expect((await sealedContent(desk.db, id))?.subject).toBe("New words");
	});

	it("refuses what no message can be made of, while it can be mended", async () => {
		const { desk, id } = await approved();
		const broken: typeof plainRenderer = {
			...plainRenderer,
			open() {
				throw new Error("This can't stand in a header");
			},
		};
		await expect(sealIssue(desk, broken, id)).rejects.toThrow(/header/);
		expect((await sealIssue(desk, plainRenderer, id)).state).toBe("sealed");
	});

	it("says of a cancelled and of a skipped issue that they can't be sent", async () => {
		const { desk, id } = await approved();
		await cancelIssue(desk, id, "no");
		await expect(sealIssue(desk, plainRenderer, id)).rejects.toThrow(
			/id:1 is cancelled and can't be sent/,
		);
		await desk.db.updateTable("issues").set({ state: "skipped" }).execute();
		await expect(sealIssue(desk, plainRenderer, id)).rejects.toThrow(
			/id:1 is skipped and can't be sent/,
		);
	});
});
