import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Clock, systemClock } from "../../src/clock.ts";
import { createStudio } from "../../src/studio/app.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { mailOf } from "./pages/mail.ts";
import { openWorld, type World } from "./world.ts";

/** A clock on which half a second is one turn of the event loop. */
const hasty: Clock = { now: systemClock.now, sleep: () => setImmediate() };

let database: TestDatabase;
let world: World;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database, hasty);
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

/** The events of one connection, one by one. */
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
			yield JSON.parse(data ?? "") as { stamp: string; mail: string };
		}
	}
}

test("tells the state at once, and again after every change", async () => {
	const events = listen();
	const first = await events.next();
	const page = await createStudio(world.deps).request("/studio/preview");
	expect(await page.text()).toContain(`data-stamp="${first.value?.stamp}"`);

	await world.edit((template) => `${template}<!-- more -->`);
	const second = await events.next();
	expect(second.value?.stamp).not.toBe(first.value?.stamp);
	expect(second.value?.mail).toBe(first.value?.mail);

	world.mailbox.append(mailOf());
	const third = await events.next();
	expect(third.value?.stamp).toBe(second.value?.stamp);
	expect(third.value?.mail).not.toBe(second.value?.mail);
	await events.return(undefined);
});

test("a stamp that can't be read is a change too, and the stream goes on", async () => {
	const events = listen();
	const first = await events.next();
	const { stamp } = world.deps;
	world.deps.stamp = async () => {
		throw new Error("the folder is gone");
	};
	expect((await events.next()).value?.stamp).toBe("the folder is gone");
	world.deps.stamp = stamp;
	expect((await events.next()).value?.stamp).toBe(first.value?.stamp);
	await events.return(undefined);
});

test("ends when the server is about to close", async () => {
	const closing = new AbortController();
	world.deps.closing = closing.signal;
	const events = listen();
	expect((await events.next()).done).toBe(false);
	closing.abort();
	expect((await events.next()).done).toBe(true);
});

test("stops asking when the page is gone", async () => {
	let asked = 0;
	world.deps.stamp = async () => {
		asked++;
		return "the same";
	};
	const events = listen();
	await events.next();
	const before = asked;
	for (let turn = 0; turn < 10; turn++) await setImmediate();
	expect(asked).toBeGreaterThan(before);
	await events.return(undefined);
	expect(await settles(() => asked)).toBe(true);
});

/** Whether the value stops changing: 50 turns of the event loop without a change, within 1,000. */
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
