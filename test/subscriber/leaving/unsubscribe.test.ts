import { beforeEach, expect, it } from "vitest";
import type { DeliveryState } from "../../../src/db/delivery-tables.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { insertDeliveries } from "../rows.ts";

const STATES: DeliveryState[] = [
	"pending",
	"claimed",
	"accepted",
	"deferred",
	"refused",
	"expired",
	"excluded",
	"unsure",
];

describeDatabases("unsubscribing", (database) => {
	const clock = new FakeClock();
	let ada: number;
	let eve: number;

	beforeEach(async () => {
		const add = async (email: string) =>
			(await addSubscriber(database.db, clock, { email, confirmed: true }))
				.subscriber.id;
		ada = await add("ada@example.com");
		eve = await add("eve@example.com");
	});

	const deliveries = (subscriber: number) =>
		database.db
			.selectFrom("deliveries")
			.select(["state", "reason", "updated_at"])
			.where("subscriber_id", "=", subscriber)
			.orderBy("issue_id")
			.execute();

	it("is recorded with the time and the method", async () => {
		expect(
			await unsubscribe(database.db, clock, ada, "one-click"),
		).toMatchObject({
			changed: true,
			subscriber: {
				state: "unsubscribed",
				unsubscribed_at: clock.now(),
				unsubscribed_by: "one-click",
			},
		});
	});

	it("excludes the subscriber from issues that are being sent, and no one else", async () => {
		await insertDeliveries(database.db, ada, STATES);
		await insertDeliveries(database.db, eve, STATES);
		const others = await deliveries(eve);
		await unsubscribe(database.db, clock, ada, "page");
		const mine = await deliveries(ada);
		expect(mine.map((row) => row.state)).toEqual([
			"excluded",
			"claimed",
			"accepted",
			"excluded",
			"refused",
			"expired",
			"excluded",
			"excluded",
		]);
		for (const at of [0, 3, 7])
			expect(mine[at]).toMatchObject({
				reason: "unsubscribed",
				updated_at: clock.now(),
			});
		expect(await deliveries(eve)).toEqual(others);
	});

	it("a second time changes nothing", async () => {
		await insertDeliveries(database.db, ada, STATES);
		const first = await unsubscribe(database.db, clock, ada, "page");
		const rows = await deliveries(ada);
		clock.advance(5000);
		expect(await unsubscribe(database.db, clock, ada, "one-click")).toEqual({
			subscriber: first?.subscriber,
			changed: false,
			goodbye: false,
		});
		expect(await deliveries(ada)).toEqual(rows);
	});

	it("returns null for an unknown subscriber", async () => {
		expect(await unsubscribe(database.db, clock, 999, "page")).toBeNull();
	});
});
