import { expect, it } from "vitest";
import { sealedContent } from "../../../src/issue/content/sealed.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

describeDatabases("sealing an issue", (database) => {
	async function approved() {
		const context = testContext(database);
		await seedSubscribers(context.db, 2);
		await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		return { context, id: issue.id };
	}

	it("refuses content that was edited and approved again while it was compiled", async () => {
		const { context, id } = await approved();
		const slow: typeof plainRenderer = {
			...plainRenderer,
			async compile(content) {
				const compiled = await plainRenderer.compile(content);
				await editIssue(context, id, { subject: "New words" });
				await approveIssue(context, nothingFound, id, "editor");
				return compiled;
			},
		};
		await expect(
			sealIssue({ ...context, renderer: slow }, nothingFound, id),
		).rejects.toThrow(/has changed since it was approved/);
		expect(await sealedContent(context.db, id)).toBeNull();
		await sealIssue(context, nothingFound, id);
		expect((await sealedContent(context.db, id))?.subject).toBe("New words");
	});

	it("refuses an issue that no message can be made from, and leaves it approved so that it can be fixed", async () => {
		const { context, id } = await approved();
		const broken: typeof plainRenderer = {
			...plainRenderer,
			open() {
				throw new Error("This can't stand in a header");
			},
		};
		await expect(
			sealIssue({ ...context, renderer: broken }, nothingFound, id),
		).rejects.toThrow(/header/);
		expect((await sealIssue(context, nothingFound, id)).state).toBe("sealed");
	});

	it("says that a cancelled or skipped issue can't be sent", async () => {
		const { context, id } = await approved();
		await cancelIssue(context, id, "no");
		await expect(sealIssue(context, nothingFound, id)).rejects.toThrow(
			/id:1 is cancelled and can't be sent/,
		);
		await context.db.updateTable("issues").set({ state: "skipped" }).execute();
		await expect(sealIssue(context, nothingFound, id)).rejects.toThrow(
			/id:1 is skipped and can't be sent/,
		);
	});
});
