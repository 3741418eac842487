import { expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { adopt } from "../../../src/delivery/adoption.ts";
import {
	addEditor,
	changeRole,
	removeEditor,
} from "../../../src/editors/manage-editors.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { editIssue } from "../../../src/issue/life/edit.ts";
import { holdIssue } from "../../../src/issue/life/pause.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

describeDatabases("an issue that two people must approve", (database) => {
	async function open() {
		const context = testContext(database, { APPROVALS: "2" });
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "One", "2026-11-19T00:00:00.000Z");
		const { issue } = await draftIssue(context);
		const editor = async (name: string) => {
			const { id } = await addEditor(context, {
				address: `${name}@example.com`,
				name,
				role: "admin",
			});
			return { ...context, actor: name, editorId: id };
		};
		const approve = async (as: TestContext) =>
			(await approveIssue(as, nothingFound, issue.id, "editor")).state;
		return { context, issue, editor, approve };
	}

	it("stays a draft until a second one approves the same content, and the log names both", async () => {
		const { context, issue, editor, approve } = await open();
		const [ada, ben] = [await editor("Ada"), await editor("Ben")];
		expect(await approve(ada)).toBe("draft");
		expect(await approve(ada)).toBe("draft");
		await editIssue(context, issue.id, { subject: "Another" });
		expect(await approve(ben)).toBe("draft");
		expect(await approve(ada)).toBe("approved");
		const [last] = await auditEntries(context.db, null, 1);
		expect(last).toMatchObject({ who: "Ada", action: "approve" });
		await sealIssue(context, nothingFound, issue.id);
	});

	it("counts all that nobody signed in for as one person, and a named editor as another", async () => {
		const { context, editor, approve } = await open();
		expect(await approve({ ...context, actor: "command line" })).toBe("draft");
		expect(await approve({ ...context, actor: "loopback" })).toBe("draft");
		expect(await approve(await editor("Ada"))).toBe("approved");
	});

	it("needs two again after it was held", async () => {
		const { context, issue, editor, approve } = await open();
		const [ada, ben] = [await editor("Ada"), await editor("Ben")];
		await approve(ada);
		expect(await approve(ben)).toBe("approved");
		await holdIssue(context, issue.id, "Held.");
		expect(await approve(ben)).toBe("draft");
		expect(await approve(ada)).toBe("approved");
	});

	it("needs two again after an edit, also if the edit is taken back", async () => {
		const { context, issue, editor, approve } = await open();
		const [ada, ben] = [await editor("Ada"), await editor("Ben")];
		await approve(ada);
		expect(await approve(ben)).toBe("approved");
		await editIssue(context, issue.id, { subject: "Another" });
		await editIssue(context, issue.id, { subject: null });
		// Ben alone can't send what Ada has thought better of.
		expect(await approve(ben)).toBe("draft");
		expect(await approve(ada)).toBe("approved");
	});

	it("needs two again after its database was adopted", async () => {
		const { context, editor, approve } = await open();
		const [ada, ben] = [await editor("Ada"), await editor("Ben")];
		await approve(ada);
		expect(await approve(ben)).toBe("approved");
		await adopt(context, {
			fingerprint: "new",
			generation: () => 0,
			saveGeneration() {},
		});
		expect(await approve(ben)).toBe("draft");
		expect(await approve(ada)).toBe("approved");
	});

	it("counts nobody who was removed or demoted since, under no new name, and lets none of them approve", async () => {
		const { context, issue, editor, approve } = await open();
		const [ada, ben] = [await editor("Ada"), await editor("Ben")];
		await approve(ada);
		await removeEditor(context, ada.editorId);
		await expect(approve(ada)).rejects.toThrow("may not approve");
		const again = await editor("Ada");
		expect(again.editorId).not.toBe(ada.editorId);
		expect(await approve(again)).toBe("draft");
		expect(await approve(ben)).toBe("approved");
		await changeRole(context, again.editorId, "editor");
		await expect(approve(again)).rejects.toThrow("needs a publisher");
		await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
			"Approved by Ben. One more person must",
		);
		expect(await approve(await editor("Cy"))).toBe("approved");
		await sealIssue(context, nothingFound, issue.id);
	});

	it("is approved when two people approve it in the same moment", async () => {
		const { context, issue, editor, approve } = await open();
		const both = [await editor("Ada"), await editor("Ben")];
		await Promise.all(both.map(approve));
		expect((await issueById(context.db, issue.id))?.state).toBe("approved");
	});

	it("is not sealed when it was approved while one was enough", async () => {
		const { context, issue, approve } = await open();
		const alone = testContext(database, { APPROVALS: "1" });
		expect(await approve(alone)).toBe("approved");
		await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
			/approval of 2 different people/,
		);
	});
});

it("two approvals and AUTO_APPROVE exclude each other, and an open studio needs a login", () => {
	expect(() => readConfig({ APPROVALS: "2", AUTO_APPROVE: "true" })).toThrow(
		"APPROVALS: can't be 2 with AUTO_APPROVE",
	);
	expect(() => readConfig({ STUDIO_HOST: "0.0.0.0" })).toThrow(
		"STUDIO_HOST: needs STUDIO_URL",
	);
	for (const url of [
		"http://studio.example.com",
		"https://studio.example.com/path",
		"https://a@studio.example.com",
		"studio.example.com",
		"https://studio.example.com/?x",
		"ftp://localhost",
	])
		expect(() => readConfig({ STUDIO_URL: url })).toThrow(
			/STUDIO_URL: must be/,
		);
	expect(
		readConfig({ STUDIO_URL: "https://Studio.example.com/" }).studioUrl,
	).toBe("https://studio.example.com");
	expect(readConfig({ STUDIO_URL: "http://localhost:8081" }).studioUrl).toBe(
		"http://localhost:8081",
	);
});
