import { expect, it } from "vitest";
import { addBookmarks } from "../../src/db/catalog/bookmarks.ts";
import type { Db } from "../../src/db/schema.ts";
import { composeIssue } from "../../src/issue/content/compose.ts";
import { contentHash } from "../../src/issue/content/content-hash.ts";
import type { Reader } from "../../src/issue/content/reader.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { readersOf } from "../../src/reader/reader.ts";
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

describeDatabases("the bookmarks in a message", (database) => {
	/** An issue with a comparison of its own, sealed a week after the last. */
	async function seal(
		context: TestContext,
		name: string,
		pair?: [number, number],
	) {
		context.clock.advance(WEEK);
		const at = new Date(Date.parse(context.clock.now()) - 60_000).toISOString();
		if (pair) await compare(context.db, name, ...pair, at);
		else await seedComparison(context.db, name, at);
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		return (await sealIssue(context, nothingFound, issue.id)).id;
	}

	async function accepted(db: Db, issueId: number, ids: readonly number[]) {
		await db
			.updateTable("deliveries")
			.set({ state: "accepted" })
			.where("issue_id", "=", issueId)
			.where("subscriber_id", "in", ids)
			.execute();
		await db
			.updateTable("issues")
			.set({ state: "complete" })
			.where("id", "=", issueId)
			.execute();
	}

	async function read(
		context: TestContext,
		issueId: number,
		ids: readonly number[],
	): Promise<Reader[]> {
		const rows = await context.db
			.selectFrom("subscribers")
			.selectAll()
			.where("id", "in", ids)
			.orderBy("id")
			.execute();
		const readers = await readersOf({ ...context, tokens }, issueId, rows);
		return ids.map((id) => readers.get(id) as Reader);
	}

	it("show what changed since the last issue that the reader got, and a new comparison of the tool", async () => {
		const context = testContext(database);
		const { db } = context;
		const [ada = 0, eve = 0, bob = 0] = await seedSubscribers(db, 3);
		const saved = await seedTool(db, "Quill", "+++-");
		const rival = await seedTool(db, "Inkwell", "++--");
		const idle = await seedTool(db, "Idle", "++++");
		for (const id of [ada, eve, bob])
			await addBookmarks(db, id, [saved, idle], context.clock.now());

		const first = await seal(context, "one");
		await accepted(db, first, [ada, eve]);
		await setVotes(db, saved, "+---");
		const second = await seal(context, "two");
		await accepted(db, second, [ada]);
		await db
			.updateTable("tools")
			.set({ entry_price: "$20" })
			.where("id", "=", saved)
			.execute();
		const third = await seal(context, "quill vs inkwell", [saved, rival]);

		const [a, e, b] = await read(context, third, [ada, eve, bob]);
		const news = {
			title: "Quill vs Inkwell",
			url: "https://digest.example.com/c/quill-vs-inkwell",
		};
		expect(a?.bookmarks.map(({ name, change }) => [name, change])).toEqual([
			["Quill", "price from Free to $20"],
			["Idle", null],
		]);
		expect(a?.bookmarks.map((tool) => tool.news)).toEqual([news, null]);
		expect(e?.bookmarks[0]?.change).toBe(
			"now skip, was ship · price from Free to $20",
		);
		// It is Bob's first: nothing has changed for him, but this issue compares it.
		expect(b?.bookmarks.map(({ change }) => change)).toEqual([null, null]);
		expect(b?.bookmarks[0]?.news).toEqual(news);
		expect(a?.saved).toEqual(["quill"]);
		// In another language than the publication's first, pages are linked in it.
		const config = { ...context.config, languages: ["en", "de"] as const };
		const ofAda = { id: ada, email: "a@x", name: null, epoch: 0 };
		const german = await readersOf({ ...context, config, tokens }, third, [
			{ ...ofAda, lens: null, format: "full", language: "de" },
		]);
		expect(german.get(ada)?.bookmarks[0]?.news).toEqual({
			...news,
			url: `${news.url}?lang=de`,
		});
		expect(german.get(ada)?.bookmarks[0]?.url).toMatch(/\?lang=de$/);

		// What is imported after the seal is news of the next issue, not of this one.
		await setVotes(db, saved, "++++");
		expect((await read(context, third, [ada]))[0]).toEqual(a);
		await accepted(db, third, [ada]);
		const fourth = await seal(context, "four");
		expect((await read(context, fourth, [ada]))[0]?.bookmarks[0]?.change).toBe(
			"now ship, was skip",
		);
		// Written down only where it differs: three snapshots of one tool in four issues.
		const rows = await db
			.selectFrom("tool_snapshots")
			.select("issue_id")
			.where("tool_id", "in", [saved, idle])
			.orderBy("issue_id")
			.execute();
		expect(rows.map((row) => row.issue_id)).toEqual([
			first,
			first,
			second,
			third,
			fourth,
		]);
	});

	it("show no change of a tool that no issue recorded", async () => {
		const context = testContext(database);
		const { db } = context;
		const [ada = 0] = await seedSubscribers(db, 1);
		const saved = await seedTool(db, "Quill", "+++-");
		await addBookmarks(db, ada, [saved], context.clock.now());
		const first = await seal(context, "one");
		await accepted(db, first, [ada]);
		await db.deleteFrom("tool_snapshots").execute();
		await setVotes(db, saved, "----");
		const second = await seal(context, "two");
		expect((await read(context, second, [ada]))[0]?.bookmarks).toMatchObject([
			{ name: "Quill", change: null, news: null },
		]);
	});

	it("show twenty, those that changed first, and counts the others", async () => {
		const context = testContext(database);
		const { db } = context;
		const [ada = 0] = await seedSubscribers(db, 1);
		const ids: number[] = [];
		for (let n = 0; n < 25; n++) {
			context.clock.advance(1_000);
			ids.push(await seedTool(db, `Tool ${n}`, "++++"));
			await addBookmarks(db, ada, ids.slice(-1), context.clock.now());
		}
		await accepted(db, await seal(context, "one"), [ada]);
		await setVotes(db, ids[0] ?? 0, "----");
		const [reader] = await read(context, await seal(context, "two"), [ada]);
		expect(reader?.bookmarksTotal).toBe(25);
		expect(reader?.bookmarks).toHaveLength(20);
		expect(reader?.bookmarks[0]).toMatchObject({
			name: "Tool 0",
			change: "now skip, was ship",
		});
		expect(reader?.bookmarks[1]?.name).toBe("Tool 24");
	});

	it("take as many queries for fifty readers as for two, and none for readers without bookmarks", async () => {
		const context = testContext(database);
		const { db } = context;
		const ids = await seedSubscribers(db, 60);
		const tool = await seedTool(db, "Quill", "+++-");
		for (const id of ids.slice(0, 50))
			await addBookmarks(db, id, [tool], context.clock.now());
		const issue = await seal(context, "one");
		let queries = 0;
		const counted = {
			...context,
			db: db.withPlugin({
				transformQuery: ({ node }) => node,
				transformResult: async ({ result }) => {
					queries++;
					return result;
				},
			}),
		};
		const cost = async (some: readonly number[]) => {
			queries = 0;
			await read(counted, issue, some);
			return queries;
		};
		const two = await cost(ids.slice(0, 2));
		expect(await cost(ids.slice(0, 50))).toBe(two);
		expect(two).toBeLessThan(12);
		// The subscribers themselves, their bookmarks, their votes, and whether an issue was before.
		expect(await cost(ids.slice(50))).toBe(4);
	});

	it("come with the reader's own votes, the community's from the fifth on, and the result of the last issue", async () => {
		const context = testContext(database);
		const { db } = context;
		const ids = await seedSubscribers(db, 6);
		const [ada = 0] = ids;
		const left = await seedTool(db, "Quill", "+++-");
		const right = await seedTool(db, "Inkwell", "++--");
		const other = await seedTool(db, "Other", "++--");
		const first = await seal(context, "quill vs inkwell", [left, right]);
		await accepted(db, first, ids);
		const vote = (tool: number, id: number, state: "counted" | "quarantined") =>
			db
				.insertInto("votes")
				.values({
					subscriber_id: id,
					tool_id: tool,
					verdict: id === ada ? "skip" : "ship",
					state,
					source: "mail",
					created_at: context.clock.now(),
					updated_at: context.clock.now(),
				})
				.execute();
		for (const id of ids.slice(0, 5)) await vote(left, id, "counted");
		for (const id of ids.slice(0, 4)) await vote(right, id, "counted");
		for (const id of ids.slice(4)) await vote(right, id, "quarantined");
		await vote(other, ada, "counted");

		const [reader, , , , , last] = await read(context, first, ids);
		expect(reader?.votes).toEqual({ quill: "skip", inkwell: "skip" });
		expect(last?.votes).toEqual({});

		context.clock.advance(WEEK);
		const at = new Date(Date.parse(context.clock.now()) - 60_000).toISOString();
		await compare(db, "again", left, right, at);
		const { issue } = await draftIssue(context);
		const compose = async () => {
			const items = await db
				.selectFrom("issue_items")
				.selectAll()
				.where("issue_id", "=", issue.id)
				.execute();
			return composeIssue(db, context.config, issue, items);
		};
		const content = await compose();
		expect(content.voted).toMatchObject([
			{ slug: "quill", share: 80, ship: 4, skip: 1, verdict: "ship" },
		]);
		expect(content.leads[0]?.left.community).toEqual({
			share: 80,
			ship: 4,
			skip: 1,
		});
		expect(content.leads[0]?.right.community).toBeNull();
		// A vote between approval and seal must not take the approval back.
		await vote(left, ids[5] ?? 0, "counted");
		const later = await compose();
		expect(later.voted[0]?.ship).toBe(5);
		expect(contentHash(later, "x")).toBe(contentHash(content, "x"));
	});
});
