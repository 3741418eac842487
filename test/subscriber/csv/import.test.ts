import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Refusal } from "../../../src/subscriber/csv/csv-subscriber.ts";
import { exportSubscribers } from "../../../src/subscriber/csv/export.ts";
import {
	type ImportOptions,
	importSubscribers,
} from "../../../src/subscriber/csv/import.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import {
	describeDatabases,
	freshSqlite,
	type TestDatabase,
} from "../../support/databases.ts";
import { insertTools } from "../rows.ts";

const clock = new FakeClock();

async function importText(
	{ db }: TestDatabase,
	text: string,
	options: ImportOptions = { consent: "at our booth" },
) {
	const refusals: Refusal[] = [];
	const counts = await importSubscribers(
		{ db, clock },
		Readable.from([Buffer.from(text)]),
		{ ...options, onRefusal: (refusal) => refusals.push(refusal) },
	);
	return { counts, refusals };
}

async function exported({ db }: TestDatabase): Promise<string> {
	let text = "";
	for await (const piece of exportSubscribers(db, [])) text += piece;
	return text;
}

describeDatabases("importing subscribers", (database) => {
	it("imports choices, bookmarks and the proof of consent", async () => {
		await insertTools(database.db, "mistral", "claude");
		const { counts } = await importText(
			database,
			"mail,name,lens,format,categories,bookmarks,optin_time,optin_ip\n" +
				"Ada@Example.COM,Ada,skeptic,brief,Writing; Design,mistral;claude;nope,2025-01-02 03:04:05,192.0.2.7\n",
		);
		expect(counts).toMatchObject({
			rows: 1,
			added: { active: 1 },
			refused: 0,
			unknownTools: ["nope"],
		});
		expect(await exported(database)).toContain(
			"Ada@example.com,Ada,active,2025-01-02T03:04:05.000Z,,,brief,skeptic,Writing; Design,,,claude; mistral,at our booth,2025-01-02T03:04:05.000Z,192.0.2.7",
		);
	});

	it("reads languages as other services write them, exports them, and names one that there is not", async () => {
		const { counts } = await importText(
			database,
			"email,language\na@example.com,de\nb@example.com,de_AT\nc@example.com,EN-us\nd@example.com,fr\ne@example.com,\n",
		);
		expect(counts).toMatchObject({ added: { active: 5 }, refused: 0 });
		const rows = await database.db
			.selectFrom("subscribers")
			.select("language")
			.orderBy("email_key")
			.execute();
		expect(rows.map(({ language }) => language)).toEqual([
			...["de", "de", "en", null, null],
		]);
		const [header = "", first = ""] = (await exported(database)).split("\r\n");
		const at = header.split(",").indexOf("language");
		expect(first.split(",")[at]).toBe("de");
	});

	it("makes no one active who unsubscribed, was erased or is suppressed", async () => {
		const { db } = database;
		const left = await addSubscriber(db, clock, {
			email: "left@example.com",
			confirmed: true,
		});
		await unsubscribe(db, clock, left.subscriber.id, "page");
		await suppress(db, clock, "erased@example.com", "erased", "page");
		await suppress(db, clock, "never@example.com", "never", "page");
		const before = await exported(database);
		const { counts, refusals } = await importText(
			database,
			"email\nLeft@Example.com\nerased@example.com\nNEVER@example.com\n",
		);
		expect(refusals.map(({ line, code }) => [line, code])).toEqual([
			[2, "has-left"],
			[3, "suppressed"],
			[4, "suppressed"],
		]);
		expect(refusals[1]?.reason).toContain("erased");
		expect(counts).toMatchObject({ refused: 3, added: { active: 0 } });
		expect(await exported(database)).toBe(before);
	});

	it("makes no one active without a consent, and does not mail those who unsubscribed elsewhere", async () => {
		const { counts, refusals } = await importText(
			database,
			"email,status\na@x.de,subscribed\nb@x.de,unsubscribed\nc@x.de,cleaned\nd@x.de,pending\n",
			{},
		);
		expect(refusals.map(({ code }) => code)).toEqual(["no-consent"]);
		expect(counts.added).toEqual({ active: 0, pending: 1, unsubscribed: 2 });
		const again = await importText(database, "email\nb@x.de\nc@x.de\nd@x.de\n");
		expect(again.refusals.map(({ code }) => code)).toEqual([
			"has-left",
			"suppressed",
		]);
		expect(again.counts.confirmed).toBe(1);
	});

	it("counts one mailbox once, refuses bad addresses with their line, and can be repeated", async () => {
		const file =
			'Name;E-Mail\r\n"Ada\r\nLovelace";ada@example.com\r\nAda;ADA@EXAMPLE.com\r\nEve;"b@example.com\r\nBcc: evil@x"\r\nUml;ü@example.com\r\nIdn;x@bücher.example\r\n;\r\n';
		const dry = await importText(database, file, {
			consent: "x",
			dryRun: true,
		});
		expect(await exported(database)).not.toContain("ada");
		const real = await importText(database, file);
		expect(dry.counts).toEqual(real.counts);
		expect(real.refusals.map(({ line, code }) => [line, code])).toEqual([
			[5, "bad-address"],
			[7, "bad-address"],
			[9, "no-address"],
		]);
		expect(real.counts).toMatchObject({
			rows: 6,
			added: { active: 2 },
			duplicates: 1,
			refused: 3,
		});
		const after = await exported(database);
		expect(after).toContain("ada@example.com,Ada Lovelace,active");
		const repeated = await importText(database, file);
		expect(repeated.counts).toMatchObject({
			same: 3,
			duplicates: 0,
			refused: 3,
		});
		expect(await exported(database)).toBe(after);
	});

	it("can be run again after it was stopped between two batches", async () => {
		const file = `email\n${Array.from({ length: 12_000 }, (_, i) => `r${i % 11_000}@example.com`).join("\n")}\n`;
		const stop = new AbortController();
		const first = await importText(database, file, {
			consent: "x",
			signal: stop.signal,
			onProgress: () => stop.abort(),
		});
		expect(first.counts).toMatchObject({ interrupted: true, rows: 4_999 });
		const second = await importText(database, file, { consent: "x" });
		expect(second.counts).toMatchObject({
			interrupted: false,
			added: { active: 6_001 },
			same: 5_999,
			duplicates: 0,
		});
	});
});

it("an import of an export gives the same subscribers, for any names", async () => {
	const name = fc
		.string({
			unit: fc.oneof(
				fc.constantFrom(..."'=+-@\"; ,|[]"),
				fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
			),
			maxLength: 20,
		})
		.filter((text) => !/[\p{Cc}\uFFFD]/u.test(text) && text.isWellFormed());
	const source = await freshSqlite();
	const target = await freshSqlite();
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(name, fc.array(name, { maxLength: 3 })), {
				maxLength: 4,
			}),
			async (people) => {
				for (const { db } of [source, target])
					await db.deleteFrom("subscribers").execute();
				for (const [index, [called, categories]] of people.entries()) {
					const { subscriber } = await addSubscriber(source.db, clock, {
						email: `=r${index}@example.com`,
						name: called,
						confirmed: true,
					});
					await source.db
						.updateTable("subscribers")
						.set({
							categories:
								categories.length > 0 ? JSON.stringify(categories) : null,
						})
						.where("id", "=", subscriber.id)
						.execute();
				}
				const csv = await exported(source);
				await importText(target, csv);
				const columns = ["email", "name", "state", "categories"] as const;
				const rows = (database: TestDatabase) =>
					database.db.selectFrom("subscribers").select(columns).execute();
				expect(await rows(target)).toEqual(await rows(source));
			},
		),
		{ numRuns: 40 },
	);
	await source.db.destroy();
	await target.db.destroy();
});
