import { Readable } from "node:stream";
import { expect, it } from "vitest";
import {
	type ChangedSubscriber,
	importSubscribers,
} from "../../../src/subscriber/csv/import.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";

const clock = new FakeClock();
const HEADER = "email,name,lens,format,categories,time_zone\n";

describeDatabases("an import that updates", (database) => {
	const rows = () =>
		database.db
			.selectFrom("subscribers")
			.select([
				"email",
				"name",
				"state",
				"suppressed",
				"lens",
				"format",
				"categories",
				"time_zone",
				"seen_at",
			])
			.orderBy("email")
			.execute();

	/** The same in a dry run and for real. */
	async function update(text: string) {
		const run = async (dryRun: boolean) => {
			const changed: ChangedSubscriber[] = [];
			const counts = await importSubscribers(
				{ db: database.db, clock },
				Readable.from([Buffer.from(HEADER + text)]),
				{
					update: true,
					consent: "x",
					dryRun,
					onChange: (one) => changed.push(one),
				},
			);
			return { counts, changed };
		};
		const before = await rows();
		const dry = await run(true);
		expect(await rows()).toEqual(before);
		const real = await run(false);
		expect(dry).toEqual(real);
		return real;
	}

	async function add(name: string) {
		const { subscriber } = await addSubscriber(database.db, clock, {
			email: `${name}@example.com`,
			name,
			confirmed: true,
		});
		return subscriber.id;
	}

	it("takes filled cells, keeps what an empty cell is beside, and is no sign of life", async () => {
		await add("ann");
		const [before] = await rows();
		const { counts, changed } = await update(
			"ann@example.com,Anna,,brief,Writing; Design,Europe/Berlin\n",
		);
		expect(counts).toMatchObject({ updated: 1, same: 0, refused: 0 });
		expect(changed[0]?.changes).toContainEqual({
			field: "name",
			from: "ann",
			to: "Anna",
		});
		const after = {
			...before,
			name: "Anna",
			format: "brief",
			categories: '["Writing","Design"]',
			time_zone: "Europe/Berlin",
		};
		expect(await rows()).toEqual([after]);
		const { counts: empty } = await update("ANN@example.com,,,,,\n");
		expect(empty).toMatchObject({ updated: 0, same: 1 });
		expect(await rows()).toEqual([after]);
	});

	it("changes nothing of who left or must not be mailed, and never makes them active", async () => {
		await unsubscribe(database.db, clock, await add("left"), "page");
		await add("dead");
		await suppress(
			database.db,
			clock,
			"dead@example.com",
			"complaint",
			"operator",
		);
		const before = await rows();
		const { counts } = await update(
			"left@example.com,New,skeptic,brief,,\ndead@example.com,New,skeptic,brief,,\n",
		);
		expect(counts).toMatchObject({ refused: 2, updated: 0 });
		expect(await rows()).toEqual(before);
	});

	it("takes the last of several rows, across batches too, and says each change once", async () => {
		await add("bo");
		const filler = Array.from(
			{ length: 5_001 },
			(_, n) => `f${n}@x.example,,,,,\n`,
		);
		const { counts, changed } = await update(
			`bo@example.com,One,,,,\nbo@example.com,Two,,,,\n${filler.join("")}bo@example.com,Two,,,,\nbo@example.com,Three,,,,\n`,
		);
		expect(counts.updated).toBe(3);
		expect(
			changed.map(({ changes }) => [changes[0]?.from, changes[0]?.to]),
		).toEqual([
			["bo", "One"],
			["One", "Two"],
			["Two", "Three"],
		]);
	});

	it("fills the name of somebody who had not confirmed, and whose consent is known now", async () => {
		await addSubscriber(database.db, clock, {
			email: "p@example.com",
			confirmed: false,
		});
		const { counts } = await update("p@example.com,Pia,,,,\n");
		expect(counts).toMatchObject({ confirmed: 1, updated: 0 });
		expect(await rows()).toMatchObject([{ name: "Pia", state: "active" }]);
	});
});
