import { expect, it } from "vitest";
import type { Db } from "../../src/db/schema.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { readersOf } from "../../src/reader/reader.ts";
import { pause } from "../../src/subscriber/choices.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import {
	compare,
	seedComparison,
	seedSubscribers,
	seedTool,
	setVotes,
} from "../support/seed.ts";

const WEEK = 7 * 86_400_000;
const tokens = createTokens("0123456789abcdef0123456789abcdef");

describeDatabases("what a reader missed who was away", (database) => {
	/** An issue a week later, with these pairs. */
	async function seal(
		context: TestContext,
		name: string,
		...pairs: [number, number][]
	) {
		context.clock.advance(WEEK);
		const at = new Date(Date.parse(context.clock.now()) - 60_000).toISOString();
		if (pairs.length === 0) await seedComparison(context.db, name, at);
		for (const [index, pair] of pairs.entries())
			await compare(context.db, `${name}-${index}`, ...pair, at);
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		return (await sealIssue(context, nothingFound, issue.id)).id;
	}

	/** The issue is sent: who is pending got it, and the others stay as they are. */
	async function send(db: Db, issueId: number) {
		await db
			.updateTable("deliveries")
			.set({ state: "accepted" })
			.where("issue_id", "=", issueId)
			.where("state", "=", "pending")
			.execute();
		await db
			.updateTable("issues")
			.set({ state: "complete" })
			.where("id", "=", issueId)
			.execute();
	}

	async function endPause(db: Db, id: number) {
		await db
			.updateTable("subscribers")
			.set({ paused_until: null })
			.where("id", "=", id)
			.execute();
	}

	async function away({ db, config }: TestContext, issueId: number) {
		const rows = await db.selectFrom("subscribers").selectAll().execute();
		const readers = await readersOf({ db, config, tokens }, issueId, rows);
		return (id: number) => (readers.get(id) as Reader).away;
	}

	it("is told once, in the first issue after, and only to those who were subscribed meanwhile", async () => {
		const context = testContext(database);
		const { db, clock } = context;
		const [there = 0, paused = 0] = await seedSubscribers(db, 2);
		const quill = await seedTool(db, "Quill", "+++-");
		const inkwell = await seedTool(db, "Inkwell", "++--");
		const back = await seedTool(db, "Boomerang", "++++");
		const other = await seedTool(db, "Steady", "++++");
		await send(db, await seal(context, "one", [quill, inkwell], [back, other]));

		await pause(db, clock, paused, 2);
		await setVotes(db, quill, "+---");
		await setVotes(db, back, "----");
		const second = await seal(context, "two", [quill, back]);
		await send(db, second);
		await endPause(db, paused);
		const [late = 0] = await seedSubscribers(db, 1, () => "late@example.com");
		// It is again what it was when they left.
		await setVotes(db, back, "++++");

		const third = await seal(context, "three");
		const first = await away(context, third);
		expect(first(paused)).toEqual({
			flips: [
				expect.objectContaining({
					name: "Quill",
					url: "https://digest.example.com/tools/quill",
					change: "now skip, was ship",
				}),
			],
			more: 0,
			issuesUrl: "https://digest.example.com/issues",
		});
		expect(first(there)).toBeUndefined();
		expect(first(late)).toBeUndefined();
		await send(db, third);

		const again = await away(context, await seal(context, "four"));
		expect(again(paused)).toBeUndefined();
	});

	it("is five flips at most, and how many more there are", async () => {
		const context = testContext(database);
		const { db, clock } = context;
		const [reader = 0] = await seedSubscribers(db, 2);
		const tools: number[] = [];
		for (let n = 0; n < 8; n++)
			tools.push(await seedTool(db, `Tool ${n}`, "++++"));
		const pairs = [0, 2, 4, 6].map((n): [number, number] => [
			tools[n] ?? 0,
			tools[n + 1] ?? 0,
		]);
		await send(db, await seal(context, "one", ...pairs));
		await pause(db, clock, reader, 2);
		for (const id of tools) await setVotes(db, id, "----");
		await send(db, await seal(context, "two", ...pairs));
		await endPause(db, reader);
		const told = (await away(context, await seal(context, "three")))(reader);
		expect(told?.flips).toHaveLength(5);
		expect(told?.more).toBe(3);
	});

	it("is nothing where an issue had none of the reader's categories", async () => {
		const context = testContext(database);
		const { db } = context;
		const [reader = 0] = await seedSubscribers(db, 2);
		const quill = await seedTool(db, "Quill", "+++-");
		const inkwell = await seedTool(db, "Inkwell", "++--");
		await send(db, await seal(context, "one", [quill, inkwell]));
		await db
			.updateTable("subscribers")
			.set({ categories: JSON.stringify(["No such category"]) })
			.where("id", "=", reader)
			.execute();
		await setVotes(db, quill, "+---");
		const second = await seal(context, "two", [quill, inkwell]);
		await send(db, second);
		const { state } = await db
			.selectFrom("deliveries")
			.select("state")
			.where("issue_id", "=", second)
			.where("subscriber_id", "=", reader)
			.executeTakeFirstOrThrow();
		expect(state).toBe("excluded");
		const third = await away(context, await seal(context, "three"));
		expect(third(reader)).toBeUndefined();
	});
});
