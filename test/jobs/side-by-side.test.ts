import { afterEach, beforeEach, expect, it } from "vitest";
import { deleteExpiredJob } from "../../jobs/delete-expired.ts";
import { type Scheduler, startScheduler } from "../../jobs/scheduler.ts";
import { lastJobRun } from "../../src/db/job-runs.ts";
import { insertLetter } from "../../src/db/subscriber/letters.ts";
import { shift } from "../../src/time/clock.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { freshSqlite } from "../support/databases.ts";
import { sealedIssue } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

let database: Awaited<ReturnType<typeof freshSqlite>>;
let app: TestApp;
let sink: Sink;
let scheduler: Scheduler | undefined;
beforeEach(async () => {
	database = await freshSqlite();
	sink = await startSink();
	app = await testApp(database, {
		SMTP_URL: `${sink.url}?tls=off`,
		SMTP_CONNECTIONS: "1",
		RETAIN_LOGS: "30d",
	});
});
afterEach(async () => {
	await scheduler?.stop();
	scheduler = undefined;
	await app.dispose();
	await sink.close();
	await database.db.destroy();
});

it("letters and another issue go out while an issue hangs, and the issue that hangs is not begun twice", async () => {
	const first = await sealedIssue(app, 3);
	const answer = Promise.withResolvers<void>();
	const hangs = Promise.withResolvers<void>();
	sink.fault = ({ phase, recipient }) => {
		if (phase !== "dot" || recipient !== "reader1@example.com")
			return undefined;
		hangs.resolve();
		return sink.messages.length === 0 ? { after: answer.promise } : undefined;
	};
	scheduler = startScheduler(app, new AbortController().signal);
	await hangs.promise;
	await app.db.transaction().execute((trx) =>
		insertLetter(trx, {
			subscriberId: 2,
			kind: "welcome",
			now: app.clock.now(),
		}),
	);
	await app.db
		.updateTable("issues")
		.set({ window_end: shift(app.clock.now(), -1) })
		.execute();
	app.clock.advance(60_000);
	scheduler.tick();
	await sink.received(2);
	expect(sink.messages[1]?.recipient).toBe("reader2@example.com");
	const letters = sink.messages.length;
	const second = await anotherIssue(first);
	scheduler.tick();
	await sink.received(letters + 3);
	answer.resolve();
	await scheduler.stop();
	// One letter, and each issue once for each of its three readers.
	expect(sink.messages).toHaveLength(1 + 3 + 3);
	for (const id of [first, second])
		expect(
			await app.db
				.selectFrom("deliveries")
				.select("state")
				.where("issue_id", "=", id)
				.execute(),
		).toEqual([1, 2, 3].map(() => ({ state: "accepted" })));
});

/** Another sealed issue to the same readers, with the documents of the first. */
async function anotherIssue(first: number): Promise<number> {
	const { id: _, ...row } = await app.db
		.selectFrom("issues")
		.selectAll()
		.where("id", "=", first)
		.executeTakeFirstOrThrow();
	const { id } = await app.db
		.insertInto("issues")
		.values({ ...row, number: 2, slot: null, state: "sealed" })
		.returning("id")
		.executeTakeFirstOrThrow();
	await app.db
		.insertInto("deliveries")
		.values(
			[1, 2, 3].map((subscriber_id) => ({
				issue_id: id,
				subscriber_id,
				state: "pending" as const,
				updated_at: app.clock.now(),
			})),
		)
		.execute();
	return id;
}

it("a daily job that the signal interrupts is tried again, not recorded as done", async () => {
	await sealedIssue(app, 1);
	app.clock.advance(40 * 24 * 60 * 60_000);
	await expect(
		deleteExpiredJob.runDue(app, AbortSignal.abort()),
	).rejects.toThrow(/interrupted/);
	expect(await lastJobRun(app.db, "retain")).toMatchObject({ state: "failed" });
	app.clock.advance(10 * 60_000);
	expect(
		await deleteExpiredJob.runDue(app, new AbortController().signal),
	).toMatch(/^deleted consents: 0/);
	expect(await lastJobRun(app.db, "retain")).toMatchObject({ state: "done" });
});
