import fc from "fast-check";
import Papa from "papaparse";
import { expect, it } from "vitest";
import type { Db } from "../../../src/db/schema.ts";
import { exportSubscribers } from "../../../src/subscriber/csv/export.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";

/** So far the last one is behind all others, as after years of sign-ups that were never confirmed. */
const GAP = 10_000_000;

const ACTS = {
	join: (db: Db, _: number, run: number) =>
		seedSubscribers(db, 1, () => `new${run}@x.example`),
	leave: (db: Db, id: number) =>
		db
			.updateTable("subscribers")
			.set({ state: "unsubscribed" })
			.where("id", "=", id)
			.execute(),
	delete: (db: Db, id: number) =>
		db.deleteFrom("subscribers").where("id", "=", id).execute(),
};

describeDatabases("an export while people join and leave", (database) => {
	it("has everybody who was there throughout once, in the order of their ids, however wide the gaps between them", async () => {
		const { db } = database;
		let run = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.tuple(fc.constantFrom("join", "leave", "delete"), fc.nat(19)),
					{ maxLength: 8 },
				),
				fc.integer({ min: 1, max: 7 }),
				async (acts, rows) => {
					await db.deleteFrom("subscribers").execute();
					const word = `r${++run}`;
					const ids = await seedSubscribers(
						db,
						20,
						(n) => `${word}n${n}@x.example`,
					);
					const touched = new Set<string>();
					await db
						.updateTable("subscribers")
						.set({ id: (ids[19] ?? 0) + GAP })
						.where("id", "=", ids[19] ?? 0)
						.execute();
					let text = "";
					let pieces = 0;
					const active = [{ field: "state", not: false, values: ["active"] }];
					for await (const piece of exportSubscribers(db, active as never, {
						rows,
					})) {
						text += piece;
						pieces++;
						const [act, at] = acts.shift() ?? [];
						if (act === undefined || at === undefined || at === 19) continue;
						await ACTS[act as keyof typeof ACTS](db, ids[at] ?? 0, ++run);
						if (act !== "join") touched.add(`${word}n${at + 1}@x.example`);
					}
					const { data } = Papa.parse<string[]>(text.trim());
					const found = data.slice(1).map(([email = ""]) => email);
					expect(new Set(found).size).toBe(found.length);
					const stayed = Array.from(
						{ length: 20 },
						(_, n) => `${word}n${n + 1}@x.example`,
					).filter((one) => !touched.has(one));
					expect(found.filter((one) => stayed.includes(one))).toEqual(stayed);
					expect(pieces).toBeLessThan(40);
				},
			),
			{ numRuns: 12 },
		);
	});
});
