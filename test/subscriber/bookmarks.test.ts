import { expect, it } from "vitest";
import {
	addBookmarks,
	bookmarksOf,
	removeBookmark,
} from "../../src/db/catalog/bookmarks.ts";
import { listSubscribers } from "../../src/db/subscriber/subscribers.ts";
import { unsubscribe } from "../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../support/clock.ts";
import { describeDatabases } from "../support/databases.ts";
import { insertTools } from "./rows.ts";

describeDatabases("bookmarks", (database) => {
	const clock = new FakeClock();
	const add = async (email: string) =>
		(await addSubscriber(database.db, clock, { email, confirmed: true }))
			.subscriber.id;

	it("of many subscribers are read together, newest first and cut to the limit", async () => {
		const slugs = Array.from({ length: 25 }, (_, at) => `tool-${at}`);
		const ids = await insertTools(database.db, ...slugs);
		const [ada, eve, bob] = [
			await add("ada@example.com"),
			await add("eve@example.com"),
			await add("bob@example.com"),
		];
		for (const id of ids) {
			clock.advance(1000);
			await addBookmarks(database.db, ada, [id], clock.now());
		}
		await addBookmarks(database.db, eve, ids.slice(0, 1), clock.now());
		const saved = await bookmarksOf(database.db, [ada, eve, bob], 20);
		const slugsOf = (id: number) =>
			saved.get(id)?.tools.map((tool) => tool.slug);
		expect(saved.get(ada)?.total).toBe(25);
		expect(slugsOf(ada)).toEqual(slugs.toReversed().slice(0, 20));
		expect(saved.get(eve)?.total).toBe(1);
		expect(slugsOf(eve)).toEqual(["tool-0"]);
		expect(saved.get(bob)).toEqual({ total: 0, tools: [] });
		expect(await bookmarksOf(database.db, [], 20)).toEqual(new Map());
	});

	it("carry the reviews of their tools", async () => {
		const [tool = 0] = await insertTools(database.db, "one");
		await database.db
			.insertInto("reviews")
			.values({
				tool_id: tool,
				reviewer: "skeptic",
				score: null,
				verdict: "skip",
				body: "No.",
			})
			.execute();
		const ada = await add("ada@example.com");
		await addBookmarks(database.db, ada, [tool], clock.now());
		const bookmarks = (await bookmarksOf(database.db, [ada], 20)).get(ada);
		expect(bookmarks?.tools[0]?.reviews).toMatchObject([{ verdict: "skip" }]);
	});

	it("are removed once", async () => {
		const [tool = 0] = await insertTools(database.db, "one");
		const ada = await add("ada@example.com");
		await addBookmarks(database.db, ada, [tool], clock.now());
		expect(await removeBookmark(database.db, ada, tool)).toBe(true);
		expect(await removeBookmark(database.db, ada, tool)).toBe(false);
	});

	it("belong to subscribers, who are listed page by page", async () => {
		const ids: number[] = [];
		for (const at of [1, 2, 3, 4, 5]) ids.push(await add(`r${at}@example.com`));
		await unsubscribe(database.db, clock, ids[1] ?? 0, "operator");
		const page = (after: number, state?: "active") =>
			listSubscribers(database.db, {
				after,
				limit: 2,
				...(state ? { state } : {}),
			}).then((rows) => rows.map((row) => row.id));
		expect(await page(0)).toEqual(ids.slice(0, 2));
		expect(await page(ids[1] ?? 0)).toEqual(ids.slice(2, 4));
		expect(await page(ids[3] ?? 0)).toEqual(ids.slice(4));
		expect(await page(0, "active")).toEqual([ids[0], ids[2]]);
	});
});
