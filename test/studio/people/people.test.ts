import { afterEach, beforeEach, expect, test } from "vitest";
import {
	peopleByAddress,
	peopleByName,
} from "../../../src/db/search/find-people.ts";
import { createStudio } from "../../../src/studio/app.ts";
import { seedSentIssue } from "../../report/seed-report.ts";
import {
	describeDatabases,
	freshSqlite,
	type TestDatabase,
} from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { issueContent } from "../content.ts";
import { openWorld, type World } from "../world.ts";

let database: TestDatabase;
let world: World;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database);
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

const get = async (path: string) => {
	const answer = await createStudio(world.deps).request(path);
	return { status: answer.status, page: await answer.text() };
};

const found = (page: string) => page.match(/\/studio\/people\/\d+/g) ?? [];

describeDatabases("people", (other) => {
	test("are found by the beginning of an address or of a name, and by no sign that means another", async () => {
		const { db } = other;
		await seedSubscribers(
			db,
			4,
			(at) =>
				["ann@x.example", "anna@x.example", "a_n@x.example", "bo@x.example"][
					at - 1
				] ?? "",
		);
		const page = { after: "", limit: 10 };
		const keys = async (prefix: string) =>
			(await peopleByAddress(db, prefix, page)).map((one) => one.email_key);
		expect(await keys("AN")).toEqual(["ann@x.example", "anna@x.example"]);
		expect(await keys("a_")).toEqual(["a_n@x.example"]);
		expect(await keys("%")).toEqual([]);
		expect(
			await peopleByAddress(db, "an", { after: "ann@x.example", limit: 10 }),
		).toHaveLength(1);
		expect(
			(await peopleByName(db, "reader 2", 10)).map(({ name }) => name),
		).toEqual(["Reader 2"]);
	});
});

test("every page of a list goes on where the last one ended, and nobody is left out", async () => {
	await seedSubscribers(database.db, 120);
	for (const start of [
		"/studio/people?",
		"/studio/people?q=reader",
		"/studio/people?where=state%3Dactive",
	]) {
		const seen = new Set<string>();
		let path: string | undefined = start;
		for (let pages = 0; path && pages < 9; pages++) {
			const { page } = await get(path);
			for (const one of found(page)) seen.add(one);
			path = /<a href="([^"]+)">Next/.exec(page)?.[1]?.replaceAll("&amp;", "&");
		}
		expect(seen.size, start).toBe(120);
	}
});

test("a list says how many it has; of a long one, how many it has at least; an empty one, what comes first", async () => {
	const empty = await get("/studio/people");
	expect(empty.page).toContain("Nobody has signed up yet");
	expect(empty.page).not.toContain("as CSV");
	await seedSubscribers(database.db, 120);
	const counted = async (path: string) =>
		/<span class="count">([^<]*)</.exec((await get(path)).page)?.[1];
	expect(await counted("/studio/people")).toBe("120");
	expect(await counted("/studio/people?state=pending")).toBe("0");
	await database.db
		.updateTable("subscribers")
		.set({ id: 10_001 })
		.where("id", "=", 120)
		.execute();
	expect(await counted("/studio/people?where=state%3Dactive")).toBe(
		"at least 119",
	);
});

test("a filter that can't be used is refused with the reason, and stays in its field", async () => {
	const { status, page } = await get("/studio/people?where=colour%3Dred");
	expect(status).toBe(400);
	expect(page).toContain('value="colour=red"');
	expect(page).toContain('role="alert"');
});

test("a person's page has their issues and why, and none of their links", async () => {
	const { readers } = await seedSentIssue(database.db, issueContent());
	const { page } = await get(`/studio/people/${readers[10]}`);
	expect((await get("/studio/log")).page).toContain(
		`<a href="/studio/people/${readers[10]}"><bdi>subscriber ${readers[10]}</bdi></a>`,
	);
	expect(page).toContain("The SMTP server refused it permanently");
	expect(page).toContain("w0@work.example");
	expect(page).not.toMatch(/\/(p|u|r)\/[\w-]{16,}/);
});

test("what a person is called is never HTML, and who was erased is not there", async () => {
	const id = await world.subscribe(
		"x@example.com",
		"<img src=x onerror=alert(1)>",
		[],
	);
	expect((await get(`/studio/people/${id}`)).page).not.toContain("<img");
	expect((await get("/studio/people?q=%3Cimg")).page).not.toContain("<img");
	await database.db
		.updateTable("subscribers")
		.set({ erased_at: "2026-11-01T00:00:00.000Z" })
		.where("id", "=", id)
		.execute();
	expect((await get(`/studio/people/${id}`)).status).toBe(404);
	expect(found((await get("/studio/people?q=x@")).page)).toEqual([]);
});
