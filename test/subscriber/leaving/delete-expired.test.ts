import { beforeEach, expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { insertConsent } from "../../../src/db/subscriber/consents.ts";
import { markSeen } from "../../../src/db/subscriber/inactive-subscribers.ts";
import { subscribersInAudience } from "../../../src/db/subscriber/subscriber-export.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { deleteExpired } from "../../../src/subscriber/leaving/delete-expired.ts";
import { processInactiveSubscribers } from "../../../src/subscriber/leaving/inactive-subscribers.ts";
import {
	resubscribe,
	unsubscribe,
} from "../../../src/subscriber/leaving/unsubscribe.ts";
import { FakeClock } from "../../support/clock.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { insertDeliveries } from "../rows.ts";

const DAY = 24 * 60 * 60_000;

describeDatabases("deleting what has expired", (database) => {
	let clock: FakeClock;
	let ids: number[];

	beforeEach(async () => {
		clock = new FakeClock("2026-11-20T12:00:00.000Z");
		ids = await seedSubscribers(database.db, 3);
	});

	const id = (index: number) => ids[index] ?? 0;
	const keep = (env: Record<string, string>) =>
		deleteExpired(database.db, clock, readConfig(env));

	it("deletes nothing without RETAIN settings", async () => {
		await insertDeliveries(database.db, id(0), ["accepted"]);
		clock.advance(9_000 * DAY);
		expect(await keep({})).toEqual({
			consents: 0,
			deliveries: 0,
			logs: 0,
			traces: 0,
		});
	});

	it("folds the deliveries of an old issue into counts, and keeps when each subscriber last accepted one", async () => {
		const { db } = database;
		await insertDeliveries(db, id(0), ["accepted", "refused", "pending"]);
		await db
			.insertInto("deliveries")
			.values({
				issue_id: 1,
				subscriber_id: id(1),
				state: "refused",
				updated_at: "2026-11-02T00:00:00.000Z",
			})
			.execute();
		await db
			.updateTable("issues")
			.set({ state: "complete", completed_at: clock.now() })
			.where("id", "<", 3)
			.execute();
		expect((await keep({ RETAIN_DELIVERIES: "30d" })).deliveries).toBe(0);
		clock.advance(31 * DAY);
		const before = await countByState(db, 1);
		expect((await keep({ RETAIN_DELIVERIES: "30d" })).deliveries).toBe(3);
		expect((await keep({ RETAIN_DELIVERIES: "30d" })).deliveries).toBe(0);
		expect(await countByState(db, 1)).toEqual(before);
		expect(await countByState(db, 1)).toEqual({ accepted: 1, refused: 1 });
		expect(await countByState(db, 3)).toEqual({ pending: 1 });
		const [reader] = await subscribersInAudience(db, [], {
			after: 0,
			limit: 1,
		});
		expect(reader?.last_accepted_at).toBe("2026-11-01T00:00:00.000Z");
	});

	it("deletes consents of those who unsubscribed long ago, and of no one else", async () => {
		const { db } = database;
		for (const subscriber_id of ids)
			await db.transaction().execute((trx) =>
				insertConsent(trx, {
					subscriber_id,
					source: "form",
					asked_at: "2020-01-01T00:00:00.000Z",
					confirmed_at: "2020-01-01T00:00:00.000Z",
				}),
			);
		await unsubscribe(db, clock, id(0), "page");
		clock.advance(400 * DAY);
		await unsubscribe(db, clock, id(1), "page");
		expect((await keep({ RETAIN_CONSENTS: "1y" })).consents).toBe(1);
		const left = await db
			.selectFrom("consents")
			.select("subscriber_id")
			.execute();
		expect(left.map((row) => row.subscriber_id)).toEqual([id(1), id(2)]);
	});

	it("deletes the replies of mail servers, but not of open deliveries", async () => {
		const { db } = database;
		await insertDeliveries(db, id(0), ["accepted", "deferred"]);
		await db.updateTable("deliveries").set({ smtp_reply: "said" }).execute();
		clock.advance(40 * DAY);
		expect((await keep({ RETAIN_LOGS: "30d" })).logs).toBe(1);
		const rows = await db
			.selectFrom("deliveries")
			.select(["state", "smtp_reply"])
			.orderBy("issue_id")
			.execute();
		expect(rows).toEqual([
			{ state: "accepted", smtp_reply: null },
			{ state: "deferred", smtp_reply: "said" },
		]);
	});

	it("unsubscribes as inactive those who were asked and did not answer, and no one else", async () => {
		const { db } = database;
		const config = readConfig({ RETIRE_AFTER: "6mo", RETIRE_GRACE: "14d" });
		const run = () => processInactiveSubscribers(db, clock, config);
		expect(await processInactiveSubscribers(db, clock, readConfig({}))).toEqual(
			{
				asked: 0,
				unsubscribed: 0,
			},
		);
		expect(await run()).toEqual({ asked: 0, unsubscribed: 0 });
		clock.advance(200 * DAY);
		await markSeen(db, id(2), clock.now());
		expect(await run()).toEqual({ asked: 2, unsubscribed: 0 });
		expect(await run()).toEqual({ asked: 0, unsubscribed: 0 });

		clock.advance(15 * DAY);
		// Their letters have not gone out yet: they still have time.
		expect(await run()).toEqual({ asked: 0, unsubscribed: 0 });
		await db.updateTable("letters").set({ due_at: null }).execute();
		await markSeen(db, id(1), clock.now());
		expect(await run()).toEqual({ asked: 0, unsubscribed: 1 });
		expect(await subscriberById(db, id(0))).toMatchObject({
			state: "unsubscribed",
			unsubscribed_by: "inactive",
		});
		const back = await resubscribe(db, clock, id(0), {
			ip: null,
			userAgent: null,
		});
		expect(back?.state).toBe("active");
		expect(await run()).toEqual({ asked: 0, unsubscribed: 0 });
	});

	it("asks those whose server refuses all mail, even if they vote", async () => {
		const { db } = database;
		const config = readConfig({ RETIRE_AFTER: "60d" });
		clock.advance(100 * DAY);
		for (const one of ids) await markSeen(db, one, clock.now());
		await insertDeliveries(db, id(0), ["refused"]);
		await db
			.updateTable("deliveries")
			.set({ updated_at: clock.now() })
			.execute();
		expect(await processInactiveSubscribers(db, clock, config)).toEqual({
			asked: 1,
			unsubscribed: 0,
		});
		expect(await processInactiveSubscribers(db, clock, config)).toEqual({
			asked: 0,
			unsubscribed: 0,
		});
	});
});
