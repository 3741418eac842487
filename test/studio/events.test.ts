import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStudio } from "../../src/studio/app.ts";
import type { Versions } from "../../src/studio/versions.ts";
import { type Clock, systemClock } from "../../src/time/clock.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { mailOf } from "./pages/mail.ts";
import { openWorld, type World } from "./world.ts";

/** A clock that sleeps for one turn of the event loop. */
const fastClock: Clock = { now: systemClock.now, sleep: () => setImmediate() };

let database: TestDatabase;
let world: World;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database, fastClock);
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

/** The events of one connection. */
async function* listen(signal?: AbortSignal) {
	const answer = await createStudio(world.deps).request("/studio/events", {
		...(signal ? { signal } : {}),
	});
	expect(answer.headers.get("content-type")).toContain("text/event-stream");
	if (!answer.body) throw new Error("there is no stream");
	let text = "";
	for await (const chunk of answer.body) {
		text += Buffer.from(chunk).toString();
		while (text.includes("\n\n")) {
			const [event = "", ...rest] = text.split("\n\n");
			text = rest.join("\n\n");
			const [name, data] = event.split(/\n(?:data|retry): /);
			expect(name).toBe("event: change");
			yield JSON.parse(data ?? "") as Versions;
		}
	}
}

test("an open page gets the versions at once, and again after every change", async () => {
	const events = listen();
	const first = await events.next();
	const page = await createStudio(world.deps).request("/studio/preview");
	expect(await page.text()).toContain(`data-issue="${first.value?.issue}"`);

	await world.edit((template) => `${template}<!-- more -->`);
	const second = await events.next();
	expect(second.value?.issue).not.toBe(first.value?.issue);
	expect(second.value?.mail).toBe(first.value?.mail);

	world.mailbox.append(mailOf());
	const third = await events.next();
	expect(third.value?.issue).toBe(second.value?.issue);
	expect(third.value?.mail).not.toBe(second.value?.mail);
	await events.return(undefined);
});

test("an error while reading the version is sent as a change, and the stream continues", async () => {
	const events = listen();
	const first = await events.next();
	const { upcoming } = world.deps;
	world.deps.upcoming = async () => {
		throw new Error("the folder is gone");
	};
	expect((await events.next()).value?.issue).toBe("the folder is gone");
	world.deps.upcoming = upcoming;
	expect((await events.next()).value?.issue).toBe(first.value?.issue);
	await events.return(undefined);
});

test("an event stream ends when the server is about to close", async () => {
	const closing = new AbortController();
	world.deps.closing = closing.signal;
	const events = listen();
	expect((await events.next()).done).toBe(false);
	closing.abort();
	expect((await events.next()).done).toBe(true);
});

test("the version is no longer read after the page has disconnected", async () => {
	let reads = 0;
	world.deps.upcoming = async () => {
		reads++;
		return world.upcoming;
	};
	const events = listen();
	await events.next();
	const before = reads;
	for (let turn = 0; turn < 10; turn++) await setImmediate();
	expect(reads).toBeGreaterThan(before);
	await events.return(undefined);
	expect(await settles(() => reads)).toBe(true);
});

/** Whether the value stays the same for 50 turns of the event loop, within 1,000 turns. */
async function settles(value: () => number): Promise<boolean> {
	let last = value();
	let same = 0;
	for (let turn = 0; turn < 1000 && same < 50; turn++) {
		await setImmediate();
		same = value() === last ? same + 1 : 0;
		last = value();
	}
	return same === 50;
}

test("HEAD opens no stream", async () => {
	let looks = 0;
	const { upcoming } = world.deps;
	world.deps.upcoming = () => {
		looks++;
		return upcoming();
	};
	const answer = await createStudio(world.deps).request("/studio/events", {
		method: "HEAD",
	});
	expect(answer.status).toBe(200);
	expect(answer.body).toBeNull();
	for (let turn = 0; turn < 20; turn++) await setImmediate();
	expect(looks).toBe(0);
});

test("at most twenty pages are told of changes at a time", async () => {
	const studio = createStudio(world.deps);
	const page = new AbortController();
	const open = () => studio.request("/studio/events", { signal: page.signal });
	const answers = [];
	for (let count = 0; count < 20; count++) answers.push(await open());
	expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
	expect((await open()).status).toBe(503);
	for (const { body } of answers) await body?.cancel();
	await expect
		.poll(async () => {
			const again = await open();
			await again.body?.cancel();
			return again.status;
		})
		.toBe(200);
	page.abort();
});
