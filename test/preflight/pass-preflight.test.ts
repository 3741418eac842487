import { beforeEach, describe, expect, test } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { lastPreflights, waiversOf } from "../../src/db/issue/preflights.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { editIssue } from "../../src/issue/life/edit.ts";
import { openFindings } from "../../src/issue/life/pass-preflight.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import type {
	Level,
	ReportedFinding,
} from "../../src/issue/preflight-report.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";

function finding(level: Level): ReportedFinding {
	return {
		level,
		code: "planted",
		place: "HTML",
		what: "Something is wrong.",
		fix: "Fix it.",
		readers: ["ana@example.com"],
	};
}

describeDatabases("preflight of an issue", (database) => {
	let context: TestContext;
	let id: number;
	let ran: number;
	let found: ReportedFinding[];
	beforeEach(async () => {
		context = testContext(database);
		ran = 0;
		found = [];
		await seedSubscribers(context.db, 2);
		await seedComparison(context.db, "Alpha", "2026-11-18T12:00:00.000Z");
		id = (await draftIssue(context)).issue.id;
	});

	const preflight = async () => {
		ran++;
		return { ...(await nothingFound()), findings: found };
	};
	const approve = () => approveIssue(context, preflight, id, "editor");
	const seal = () => sealIssue(context, preflight, id);
	const state = async () => (await issueById(context.db, id))?.state;

	test("runs once for each state of the issue when it is approved, and is stored", async () => {
		found = [finding("warn"), finding("hint")];
		await approve();
		await approve();
		expect((await seal()).state).toBe("sealed");
		expect(ran).toBe(1);
		const [run] = await lastPreflights(context.db, id);
		expect(run?.content_hash).toBe(
			(await issueById(context.db, id))?.content_hash,
		);
		expect(run?.template_hash).toBe("plain");
		expect(JSON.parse(run?.report ?? "").findings).toHaveLength(2);
	});

	test("refuses approval for a blocking finding, and says what is wrong and how to fix it", async () => {
		found = [finding("block"), finding("block")];
		await expect(approve()).rejects.toMatchObject({
			code: "preflight-blocks",
			message: expect.stringMatching(
				/^Issue 1 can't be sent as it is\. HTML: Something is wrong\. Fix it\. And 1 more\..*digest preflight/,
			),
		});
		expect(await state()).toBe("draft");
	});

	test("lets the editor accept a blocking finding with a reason, for this content alone", async () => {
		found = [finding("block"), { ...finding("block"), code: "other" }];
		const accept = (...codes: string[]) =>
			approveIssue(context, preflight, id, "editor", null, {
				codes,
				reason: "It is meant so.",
			});
		await expect(accept("planted")).rejects.toMatchObject({
			code: "preflight-blocks",
			message: expect.stringMatching(/--waive other --reason TEXT$/),
		});
		await accept("other");
		expect(await state()).toBe("approved");
		const hash = (await issueById(context.db, id))?.approved_hash ?? "";
		expect(
			(await waiversOf(context.db, id, hash)).map(({ code, reason }) => [
				code,
				reason,
			]),
		).toEqual([
			["planted", "It is meant so."],
			["other", "It is meant so."],
		]);
		await editIssue(context, id, { intro: "Other words." });
		await expect(approve()).rejects.toMatchObject({ code: "preflight-blocks" });
		await accept("planted", "other");
		expect((await seal()).state).toBe("sealed");
	});

	test.each([
		"unsubscribe-missing",
		"one-click-of-another",
		"header-missing:list-unsubscribe",
		"header-form:list-unsubscribe-post",
		"slot-left",
		"price-differs",
		"score-missing",
		"comparison-missing",
		"template-lacks-price",
	])("never accepts %s", async (code) => {
		found = [{ ...finding("block"), code }];
		await expect(
			approveIssue(context, preflight, id, "editor", null, {
				codes: [code],
				reason: "Never mind.",
			}),
		).rejects.toMatchObject({ code: "not-waivable" });
		expect(await state()).toBe("draft");
	});

	test("says so when there is nothing to accept", async () => {
		await expect(
			approveIssue(context, preflight, id, "editor", null, {
				codes: ["contrast"],
				reason: "It is meant so.",
			}),
		).rejects.toMatchObject({ code: "nothing-to-waive" });
	});

	test("refuses to seal an approved issue when a later run has a blocking finding", async () => {
		await approve();
		const [run] = await lastPreflights(context.db, id);
		const report = JSON.stringify({
			...(await nothingFound()),
			findings: [finding("block")],
		});
		const { id: _, ...columns } = run ?? expect.fail("the run was not stored");
		await context.db
			.insertInto("preflights")
			.values({ ...columns, seen: 1, report })
			.execute();
		await expect(seal()).rejects.toThrow(/Something is wrong/);
		expect(await state()).toBe("approved");
	});

	test("refuses to seal an issue that was only checked in an older state", async () => {
		await approve();
		await context.db
			.updateTable("preflights")
			.set({ content_hash: "older" })
			.execute();
		await expect(seal()).rejects.toMatchObject({ code: "preflight-older" });
		expect(await state()).toBe("approved");
		await approve();
		expect((await seal()).state).toBe("sealed");
		expect(ran).toBe(2);
	});

	test("runs before sealing an approved issue that was never checked", async () => {
		await approve();
		await context.db.deleteFrom("preflights").execute();
		expect((await seal()).state).toBe("sealed");
		expect(ran).toBe(2);
	});
});

describe("the findings that count for an issue", () => {
	const run = (seen: 0 | 1, ...levels: Level[]) => ({
		id: 1,
		issue_id: 1,
		content_hash: "a",
		template_hash: "b",
		at: "2026-11-24T06:00:00.000Z",
		seen,
		report: JSON.stringify({ findings: levels.map(finding) }),
	});
	const levels = (...runs: ReturnType<typeof run>[]) =>
		openFindings(runs).map(({ level }) => level);

	test("still include those of a run with a browser after a run without one", () => {
		expect(levels(run(0), run(1, "block"))).toEqual(["block"]);
	});

	test("are those of the last run when it had a browser", () => {
		expect(levels(run(1), run(0, "block"), run(1, "block"))).toEqual([]);
	});

	test("are none when it was never checked", () => {
		expect(levels()).toEqual([]);
	});

	test("are read from runs that were stored when a fix was called mend", () => {
		const { fix, ...kept } = finding("block");
		const [read] = openFindings([
			{
				...run(1),
				report: JSON.stringify({ findings: [{ ...kept, mend: fix }] }),
			},
		]);
		expect(read).toEqual(finding("block"));
	});
});
