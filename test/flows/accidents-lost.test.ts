import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { approvedIssue } from "../support/approved-issue.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { refuse } from "../support/refusing-database.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

/* Recipients that other products lost between the list and the ledger, or between the ledger and the SMTP server. */

const PEOPLE = 12;
const running = () => ({ signal: new AbortController().signal });

it("a killed sender loses no recipient, because the queue is only in the database", async () => {
	const people = 60;
	const { sink, db, send, close } = await approvedIssue(people, {
		SMTP_CONNECTIONS: "1",
	});
	const first = send();
	sink.fault = () => {
		first.child.kill("SIGKILL");
		return { hang: true };
	};
	await first.ended;
	expect(sink.messages).toEqual([]);
	const { pending = 0, claimed = 0 } = await countByState(db, 1);
	expect(pending + claimed).toBe(people);
	sink.fault = () => undefined;
	expect(await send().ended).toEqual({ code: 0, signal: null });
	expect(sink.recipients().size).toBe(people);
	expect(await countByState(db, 1)).toEqual({ accepted: people });
	await close();
});

describeDatabases("recipients", (database) => {
	let context: TestContext;
	let sink: Sink;
	beforeEach(async () => {
		context = testContext(database, { SMTP_CONNECTIONS: "3" });
		sink = await startSink();
	});
	afterEach(() => sink.close());

	describe("when some recipients can't be frozen or are lost", () => {
		it("are frozen all together or not at all", async () => {
			await seedSubscribers(context.db, PEOPLE);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			await approveIssue(context, nothingFound, issue.id, "editor");
			const endRefusal = await refuse(
				database,
				"insert on deliveries",
				"new.subscriber_id = 7",
			);
			await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
				"the disk is full",
			);
			expect(await countByState(context.db, issue.id)).toEqual({});
			expect((await issueById(context.db, issue.id))?.state).toBe("approved");
			await endRefusal();
			await sealIssue(context, nothingFound, issue.id);
			expect(await countByState(context.db, issue.id)).toEqual({
				pending: PEOPLE,
			});
			expect((await issueById(context.db, issue.id))?.recipients).toBe(PEOPLE);
		});

		it("keep the issue from being complete when their deliveries are lost", async () => {
			const id = await sealedIssue(context, PEOPLE);
			await context.db
				.deleteFrom("deliveries")
				.where("subscriber_id", ">", 9)
				.execute();
			await expect(
				sendIssue(testSender(context, sink.url), id, running()),
			).rejects.toThrow("froze 12 recipients but 9 are accounted for");
			expect((await issueById(context.db, id))?.state).toBe("sending");
		});
	});

	it("whose acceptance could not be saved get the same bytes again, and nobody else does", async () => {
		const id = await sealedIssue(context, PEOPLE);
		const endRefusal = await refuse(
			database,
			"update on deliveries",
			"new.state = 'accepted'",
		);
		await expect(
			sendIssue(testSender(context, sink.url, 77), id, running()),
		).rejects.toThrow("the disk is full");
		const unsaved = sink.messages.map(({ recipient }) => recipient);
		// Each lane stopped after at most one message.
		expect(unsaved.length).toBeLessThanOrEqual(3);
		expect(unsaved.length).toBeGreaterThan(0);
		await endRefusal();
		const next = testSender(context, sink.url, 1, (pid) => pid !== 77);
		const { state, counts } = await sendIssue(next, id, running());
		expect(state).toBe("complete");
		expect(counts.accepted).toBe(PEOPLE);
		expect(sink.messages).toHaveLength(PEOPLE + unsaved.length);
		for (const who of unsaved) {
			const [one, other, ...more] = sink.messages.filter(
				({ recipient }) => recipient === who,
			);
			expect(more).toEqual([]);
			expect(other?.raw).toEqual(one?.raw);
		}
	});
});
