import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { dialectOf } from "../../../src/db/dialect.ts";
import { issuesWithLogs } from "../../../src/db/expired-logs.ts";
import { OVER_STATES } from "../../../src/db/issue/issues.ts";
import type { Db } from "../../../src/db/schema.ts";
import { insertConsent } from "../../../src/db/subscriber/consents.ts";
import { deleteTracesInDeliveries } from "../../../src/db/subscriber/erasure.ts";
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
import { watchStatements } from "../../support/schema.ts";
import { seedSubscribers } from "../../support/seed.ts";
import { insertDeliveries } from "../rows.ts";

const DAY = 24 * 60 * 60_000;

async function insertAttempts(
	db: Db,
	issueId: number,
	subscriberId: number,
	count: number,
): Promise<void> {
	for (let fence = 1; fence <= count; fence++)
		await db
			.insertInto("delivery_attempts")
			.values({
				issue_id: issueId,
				subscriber_id: subscriberId,
				fence,
				at: "2026-11-01T00:00:00.000Z",
				result: "deferred",
			})
			.execute();
}

function insertConsentOf(db: Db, subscriber_id: number): Promise<number> {
	return db.transaction().execute((trx) =>
		insertConsent(trx, {
			subscriber_id,
			source: "form",
			asked_at: "2020-01-01T00:00:00.000Z",
		}),
	);
}

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

	it.each(OVER_STATES)(
		"deletes attempts and replies of an issue that is over (%s), does not look at it again, and does after it was sent again",
		async (state) => {
			const { db } = database;
			await insertDeliveries(db, id(0), ["accepted"]);
			const said = async (smtp_reply: string) => {
				await db
					.updateTable("deliveries")
					.set({ smtp_reply, updated_at: clock.now() })
					.execute();
				await db
					.updateTable("issues")
					.set({ state, completed_at: clock.now() })
					.execute();
			};
			await said("250 ok");
			await insertAttempts(db, 1, id(0), 3);
			clock.advance(40 * DAY);
			expect((await keep({ RETAIN_LOGS: "30d" })).logs).toBe(1 + 3);
			expect(await issuesWithLogs(db, clock.now())).toEqual([]);
			clock.advance(DAY);
			await said("250 again");
			expect((await keep({ RETAIN_LOGS: "30d" })).logs).toBe(0);
			clock.advance(31 * DAY);
			expect((await keep({ RETAIN_LOGS: "30d" })).logs).toBe(1);
		},
	);

	it("is not done when the signal interrupts it, so that the day's run is not recorded as done", async () => {
		const { db } = database;
		await insertDeliveries(db, id(0), ["accepted"]);
		clock.advance(40 * DAY);
		const config = readConfig({ RETAIN_LOGS: "30d", RETIRE_AFTER: "60d" });
		const stopped = AbortSignal.abort();
		for (const run of [deleteExpired, processInactiveSubscribers])
			await expect(run(db, clock, config, stopped)).rejects.toThrow(
				/was interrupted/,
			);
	});

	it("walks by primary keys: no statement reads a whole table of rows that grow with the readers", async () => {
		const { db } = database;
		if (dialectOf(db).name !== "sqlite") return;
		await insertDeliveries(db, id(0), ["accepted", "refused"]);
		await db
			.updateTable("issues")
			.set({ state: "complete", completed_at: clock.now() })
			.where("id", "=", 1)
			.execute();
		clock.advance(400 * DAY);
		const watched = watchStatements(db);
		const config = readConfig({
			RETAIN_CONSENTS: "1y",
			RETAIN_DELIVERIES: "1y",
			RETAIN_LOGS: "30d",
		});
		await insertConsentOf(db, id(0));
		await deleteExpired(watched.db, clock, config);
		await watched.db
			.transaction()
			.execute((trx) => deleteTracesInDeliveries(trx, id(0)));
		expect(watched.statements.length).toBeGreaterThan(12);
		for (const text of watched.statements) {
			const { rows } = await sql
				.raw<{ detail: string }>(`explain query plan ${text}`)
				.execute(db);
			const plan = rows.map(({ detail }) => detail).join("\n");
			// Neither the few issues and their holds nor the runs of jobs nor the erased grow with the readers.
			expect(plan, text).not.toMatch(
				/^SCAN (?!issues\b|job_runs\b|figure_holds\b|s USING INDEX subscribers_erased)/m,
			);
			if (!text.includes('from "issues"'))
				expect(plan, text).not.toContain("TEMP B-TREE FOR ORDER BY");
			// A batch that changes rows looks at its own alone, not at the whole issue.
			if (/^(update|delete)/.test(text))
				expect(plan, text).not.toMatch(
					/^SEARCH (deliveries|delivery_attempts) .*\(issue_id=\?\)$/m,
				);
		}
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
