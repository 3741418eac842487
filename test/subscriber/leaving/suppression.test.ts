import { expect, it } from "vitest";
import { dueDeliveries } from "../../../src/db/delivery/due-deliveries.ts";
import { freezeRecipients } from "../../../src/db/delivery/recipients.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { pause } from "../../../src/subscriber/choices.ts";
import {
	addressHasher,
	liftSuppression,
	suppress,
	suppressionFor,
} from "../../../src/subscriber/leaving/suppression.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { insertDeliveries } from "../rows.ts";

describeDatabases("a suppressed address", (database) => {
	const clock = new FakeClock();
	const never = (key: string) =>
		suppress(database.db, clock, key, "never", "page");

	it("is kept only as a keyed hash, which outlives the subscriber", async () => {
		const { db } = database;
		const [id = 0] = await seedSubscribers(db, 1);
		await never("reader1@example.com");
		await db.deleteFrom("subscribers").where("id", "=", id).execute();
		const rows = await db.selectFrom("suppressions").selectAll().execute();
		expect(rows).toEqual([
			{
				address_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
				reason: "never",
				source: "page",
				created_at: clock.now(),
			},
		]);
		const hash = await addressHasher(db);
		expect(rows[0]?.address_hash).toBe(hash("reader1@example.com"));
		expect(await suppressionFor(db, "reader2@example.com")).toBeUndefined();
		const add = () =>
			addSubscriber(db, clock, {
				email: "READER1@example.com",
				confirmed: true,
				again: true,
			});
		await expect(add()).rejects.toThrow(
			/must not be mailed \(never, since Fri 20 Nov 2026, by page\)/,
		);
		expect(await liftSuppression(db, "reader1@example.com")).toBe(true);
		expect(await liftSuppression(db, "reader1@example.com")).toBe(false);
		expect((await add()).outcome).toBe("added");
	});

	it("is excluded from issues that are being sent", async () => {
		const { db } = database;
		const [id = 0] = await seedSubscribers(db, 1);
		await insertDeliveries(db, id, ["pending", "accepted"]);
		await suppress(db, clock, "reader1@example.com", "bounce", "feedback");
		const rows = await db
			.selectFrom("deliveries")
			.select(["state", "reason"])
			.orderBy("issue_id")
			.execute();
		expect(rows).toEqual([
			{ state: "excluded", reason: "suppressed: bounce" },
			{ state: "accepted", reason: null },
		]);
		expect((await subscriberById(db, id))?.suppressed).toBe("bounce");
	});

	it("is frozen as excluded with the reason, as is a paused subscriber until the pause is over", async () => {
		const { db } = database;
		const ids = await seedSubscribers(db, 4);
		await suppress(db, clock, "reader1@example.com", "complaint", "feedback");
		await pause(db, clock, ids[1] ?? 0, 8);
		await pause(db, clock, ids[2] ?? 0, 2);
		clock.advance(15 * 24 * 60 * 60_000);
		await insertDeliveries(db, ids[3] ?? 0, ["refused"]);
		const { id: issueId } = await db
			.insertInto("issues")
			.values({
				state: "sending",
				window_start: clock.now(),
				window_end: clock.now(),
				created_at: clock.now(),
				updated_at: clock.now(),
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const frozen = await db
			.transaction()
			.execute((trx) => freezeRecipients(trx, issueId, clock.now()));
		expect(frozen).toBe(4);
		const rows = await db
			.selectFrom("deliveries")
			.select(["subscriber_id", "state", "reason"])
			.where("issue_id", "=", issueId)
			.orderBy("subscriber_id")
			.execute();
		expect(rows.map((row) => row.reason)).toEqual([
			"suppressed: complaint",
			"paused until 2027-01-15",
			null,
			null,
		]);
		// A subscriber who pauses while another process freezes the recipients is not claimed either.
		await db
			.updateTable("subscribers")
			.set({ paused_until: "2027-06-01T00:00:00.000Z" })
			.where("id", "=", ids[2] ?? 0)
			.execute();
		const due = await db
			.transaction()
			.execute((trx) =>
				dueDeliveries(trx, issueId, ["pending"], clock.now(), 10),
			);
		expect(due.map((one) => one.subscriber_id)).toEqual([ids[3]]);
	});
});
