import { Readable } from "node:stream";
import { expect, it } from "vitest";
import {
	type ImportOptions,
	importSubscribers,
} from "../../../src/subscriber/csv/import.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import {
	describeDatabases,
	freshSqlite,
	type TestDatabase,
} from "../../support/databases.ts";
import { insertDeliveries } from "../rows.ts";

const clock = new FakeClock();

/** Imports, and shows first that a dry run says the same. */
async function importText(
	{ db }: TestDatabase,
	text: string,
	options: ImportOptions = {},
) {
	const run = (dryRun: boolean) =>
		importSubscribers({ db, clock }, Readable.from([Buffer.from(text)]), {
			...options,
			dryRun,
		});
	const before = await rowsOf(db);
	const dry = await run(true);
	expect(await rowsOf(db)).toEqual(before);
	const real = await run(false);
	expect(dry).toEqual(real);
	return real;
}

const rowsOf = (db: TestDatabase["db"]) =>
	db
		.selectFrom("subscribers")
		.select(["email", "state", "suppressed", "unsubscribed_by"])
		.orderBy("email")
		.execute();

async function stateOf({ db }: TestDatabase): Promise<Record<string, string>> {
	return Object.fromEntries(
		(await rowsOf(db)).map(({ email, state, suppressed }) => [
			email.split("@")[0] ?? "",
			suppressed ? `${state}, ${suppressed}` : state,
		]),
	);
}

async function add({ db }: TestDatabase, ...names: string[]) {
	for (const name of names)
		await addSubscriber(db, clock, {
			email: `${name}@example.com`,
			confirmed: true,
		});
}

describeDatabases("people who left elsewhere", (database) => {
	it("are unsubscribed or suppressed here too, and get none of an issue that is being sent", async () => {
		await add(database, "left", "dead", "stays");
		const { db } = database;
		const { id } = await db
			.selectFrom("subscribers")
			.select("id")
			.where("email", "=", "left@example.com")
			.executeTakeFirstOrThrow();
		await insertDeliveries(db, id, ["pending"]);
		const counts = await importText(
			database,
			"email,status,unsub_time\nLEFT@example.com,unsubscribed,2024-05-06 07:08:09\ndead@example.com,cleaned,\nstays@example.com,subscribed,\n",
			{ consent: "x" },
		);
		expect(counts).toMatchObject({ left: 1, suppressed: 1, same: 1 });
		expect(await stateOf(database)).toEqual({
			left: "unsubscribed",
			dead: "unsubscribed, bounce",
			stays: "active",
		});
		expect(
			await db.selectFrom("deliveries").select(["state", "reason"]).execute(),
		).toEqual([{ state: "excluded", reason: "unsubscribed" }]);
		const again = await importText(database, "email\ndead@example.com\n", {
			consent: "x",
		});
		expect(again.reasons).toHaveProperty("suppressed");
	});

	it("are taken from a bare list with --state, which never makes anybody active", async () => {
		await add(database, "one", "two");
		const list = "one@example.com\ntwo@example.com\nnew@example.com\n";
		expect(
			await importText(database, list, { state: "suppressed" }),
		).toMatchObject({ suppressed: 2, added: { unsubscribed: 1 } });
		const after = await stateOf(database);
		expect(after).toEqual({
			one: "unsubscribed, operator",
			two: "unsubscribed, operator",
			new: "unsubscribed, operator",
		});
		const back = await importText(database, list, {
			state: "active",
			consent: "x",
		});
		expect(back).toMatchObject({ rows: 3, refused: 3 });
		expect(await stateOf(database)).toEqual(after);
	});

	it("stay out whatever order the rows of one address have, also across batches", async () => {
		const filler = Array.from(
			{ length: 5_001 },
			(_, n) => `f${n}@example.org,subscribed\n`,
		).join("");
		const counts = await importText(
			database,
			`email,status\na@example.com,subscribed\na@example.com,unsubscribed\nb@example.com,unsubscribed\nb@example.com,subscribed\nc@example.com,subscribed\n${filler}C@example.com,cleaned\na@example.com,unsubscribed\n`,
			{ consent: "x" },
		);
		expect(counts).toMatchObject({ left: 1, suppressed: 1, duplicates: 2 });
		expect(await stateOf(database)).toMatchObject({
			a: "unsubscribed",
			b: "unsubscribed",
			c: "unsubscribed, bounce",
		});
	});

	it("stay out when the first suppression of the installation comes during the import", async () => {
		const { db } = database;
		async function* pieces() {
			const filler = Array.from(
				{ length: 5_001 },
				(_, n) => `f${n}@example.org\n`,
			);
			yield Buffer.from(`email\n${filler.join("")}`.padEnd(70_000, "\n"));
			// The first batch is imported before the next piece is asked for.
			await suppress(db, clock, "gone@example.com", "erased", "page");
			yield Buffer.from("gone@example.com\n");
		}
		await importSubscribers({ db, clock }, pieces(), { consent: "x" });
		expect(await stateOf(database)).toMatchObject({ f0: "active" });
		expect(await stateOf(database)).not.toHaveProperty("gone");
	});
});

it("a row of an own export keeps its state beside its suppression", async () => {
	const database = await freshSqlite();
	await importText(
		database,
		"email,state,suppressed\na@example.com,active,complaint\nb@example.com,,bounce\n",
	);
	expect(await stateOf(database)).toEqual({
		a: "active, complaint",
		b: "unsubscribed, bounce",
	});
	await database.db.destroy();
});
