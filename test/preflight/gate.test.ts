import { beforeEach, describe, expect, test } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { lastPreflights } from "../../src/db/issue/preflights.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { openFindings } from "../../src/issue/life/pass-preflight.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import type { Level, ReportedFinding } from "../../src/preflight/finding.ts";
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
		mend: "Mend it.",
		readers: ["ana@example.com"],
	};
}

describeDatabases("what preflight lets pass", (database) => {
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

	test("an issue is checked when it is approved, once for one state, and kept", async () => {
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

	test("a blocking finding keeps it from being approved, and says what and how", async () => {
		found = [finding("block"), finding("block")];
		await expect(approve()).rejects.toMatchObject({
			code: "preflight-blocks",
			message: expect.stringMatching(
				/^Issue 1 can't go out so\. HTML: Something is wrong\. Mend it\. And 1 more\..*digest preflight/,
			),
		});
		expect(await state()).toBe("draft");
	});

	test("a blocking finding of a later run keeps what is approved from being sealed", async () => {
		await approve();
		const [run] = await lastPreflights(context.db, id);
		const report = JSON.stringify({
			...(await nothingFound()),
			findings: [finding("block")],
		});
		const { id: _, ...columns } = run ?? expect.fail("it was not kept");
		await context.db
			.insertInto("preflights")
			.values({ ...columns, seen: 1, report })
			.execute();
		await expect(seal()).rejects.toThrow(/Something is wrong/);
		expect(await state()).toBe("approved");
	});

	test("an issue that was checked in an older state is not sealed", async () => {
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

	test("one that was approved before there was a preflight is checked on the way", async () => {
		await approve();
		await context.db.deleteFrom("preflights").execute();
		expect((await seal()).state).toBe("sealed");
		expect(ran).toBe(2);
	});
});

describe("what stands against an issue", () => {
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

	test("a run without a browser takes nothing back of one that had it", () => {
		expect(levels(run(0), run(1, "block"))).toEqual(["block"]);
	});

	test("a run with a browser stands for all before it", () => {
		expect(levels(run(1), run(0, "block"), run(1, "block"))).toEqual([]);
	});

	test("nothing stands against what was never checked", () => {
		expect(levels()).toEqual([]);
	});
});
