import { expect, it } from "vitest";
import { runDueJobs } from "../../jobs/scheduler.ts";
import { itemsOf } from "../../src/db/issue/issue-items.ts";
import { adopt } from "../../src/delivery/adoption.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { cancelIssue } from "../../src/issue/life/cancel.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { currentSlot, nextSlot } from "../../src/issue/week/schedule.ts";
import { type Instant, shift } from "../../src/time/clock.ts";
import { testApp } from "../support/app.ts";
import { FakeClock } from "../support/clock.ts";
import { nothingFound, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { startSink } from "../support/smtp-sink.ts";

/* Weeks that other products lost, sent empty or sent twice. */

const HOUR = 3_600_000;

describeDatabases("a week's content", (database) => {
	it("comes again in the next issue when its issue could not be sent", async () => {
		const context = testContext(database);
		const sink = await startSink();
		await sink.close();
		const id = await sealedIssue(context, 3);
		const { state } = await sendIssue(testSender(context, sink.url), id, {
			signal: new AbortController().signal,
		});
		expect(state).toBe("paused");
		await cancelIssue(context, id, "the relay is gone");
		context.clock.advance(24 * HOUR);
		const { outcome, issue } = await draftIssue(context);
		expect(outcome).toBe("drafted");
		const items = await itemsOf(context.db, issue.id);
		expect(items.map(({ slug, place }) => [slug, place])).toEqual([
			["one", "lead"],
		]);
	});

	it("holds every comparison of every day exactly once", async () => {
		// Mondays in Berlin; on 25 October the clocks go back there.
		const clock = new FakeClock("2026-10-12T12:00:00.000Z");
		const context = testContext(
			database,
			{
				SEND_AT: "mon 09:00",
				TIME_ZONE: "Europe/Berlin",
				BRIEFS: "50",
				MORE_LINKS: "100",
			},
			clock,
		);
		await seedSubscribers(context.db, 1);
		const published: string[] = [];
		const publish = async (at: Instant) => {
			published.push(at.toLowerCase());
			await seedComparison(context.db, at, at);
		};
		const mailed: string[] = [];
		for (const late of [0, 1, 3, 0]) {
			const slot = nextSlot(context.config, clock.now());
			// Half a day apart, and the moments round the end of the window.
			for (
				let at = clock.now();
				at < shift(slot.sendAt, -HOUR / 2);
				at = shift(at, 13 * HOUR)
			)
				await publish(at);
			for (const moment of [-1, 0, 1])
				await publish(shift(slot.draftAt, moment));
			clock.set(shift(slot.draftAt, late * HOUR));
			const { issue } = await draftIssue(context, {
				slot: currentSlot(context.config, clock.now()),
			});
			expect(issue.window_end).toBe(slot.draftAt);
			await approveIssue(context, nothingFound, issue.id, "editor");
			clock.set(shift(slot.sendAt, late * HOUR));
			await sealIssue(context, nothingFound, issue.id);
			mailed.push(
				...(await itemsOf(context.db, issue.id)).flatMap(({ slug, place }) =>
					place === "passed" ? [] : [slug],
				),
			);
		}
		clock.advance(HOUR);
		const { issue } = await draftIssue(context);
		mailed.push(
			...(await itemsOf(context.db, issue.id)).map(({ slug }) => slug),
		);
		expect(mailed.sort()).toEqual(published.sort());
		expect(published.length).toBeGreaterThan(50);
	});

	it("is drafted once and sent once when two schedulers are triggered twice", async () => {
		const clock = new FakeClock();
		const env = { AUTO_APPROVE: "true" };
		const apps = [
			await testApp(database, env, clock),
			await testApp(database, env, clock),
		];
		for (const app of apps) await adopt(app, app.installation);
		await seedSubscribers(database.db, 3);
		const { signal } = new AbortController();
		const trigger = (at: Instant) => {
			clock.set(at);
			return Promise.all(
				[...apps, ...apps].map((app) => runDueJobs(app, signal)),
			);
		};
		await trigger("2026-11-20T12:00:00.000Z");
		await seedComparison(database.db, "one", "2026-11-22T00:00:00.000Z");
		await trigger("2026-11-24T05:00:00.000Z");
		await trigger("2026-11-24T09:00:00.000Z");
		const issues = await database.db
			.selectFrom("issues")
			.select(["number", "state"])
			.execute();
		expect(issues).toEqual([{ number: 1, state: "complete" }]);
		const boxes = await Promise.all(apps.map((app) => app.mailbox()));
		const mails = boxes.flatMap((box) => box?.list({ limit: 100 }) ?? []);
		expect(mails.map(({ recipient }) => recipient).sort()).toEqual([
			"reader1@example.com",
			"reader2@example.com",
			"reader3@example.com",
		]);
		for (const app of apps) await app.dispose();
	});
});
