import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { openDatabase } from "../../src/db/open.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { testCli } from "../support/cli.ts";
import {
	nothingFound,
	type TestContext,
	testContext,
} from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { startDigest } from "../support/process.ts";
import { refuse } from "../support/refusing-database.ts";
import { seedComparison, seedSubscribers } from "../support/seed.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

/* Recipients whom others lost between the list and the ledger, or between the ledger and the wire. */

const PEOPLE = 12;
const running = () => ({ signal: new AbortController().signal });

let sink: Sink;
beforeEach(async () => {
	sink = await startSink();
});
afterEach(() => sink.close());

it("what waits is not lost with the process: there is no queue but the rows", async () => {
	const people = 60;
	const cli = testCli();
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await seedSubscribers(db, people);
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	const send = () =>
		startDigest(["send"], {
			DATA_DIR: cli.dataDir,
			SMTP_URL: `${sink.url}?tls=off`,
			SMTP_CONNECTIONS: "1",
			LOG_LEVEL: "silent",
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
	expect(new Set(sink.messages.map(({ recipient }) => recipient)).size).toBe(
		people,
	);
	expect(await countByState(db, 1)).toEqual({ accepted: people });
	await db.destroy();
	cli.dispose();
}, 60_000);

describeDatabases("recipients", (database) => {
	let context: TestContext;
	beforeEach(() => {
		context = testContext(database, { SMTP_CONNECTIONS: "3" });
	});

	describe("frozen in part", () => {
		it("are not taken for the whole: all of them are frozen, or none", async () => {
			await seedSubscribers(context.db, PEOPLE);
			await seedComparison(context.db, "one", "2026-11-19T00:00:00.000Z");
			const { issue } = await draftIssue(context);
			await approveIssue(context, nothingFound, issue.id, "editor");
			const mend = await refuse(
				database,
				"insert on deliveries",
				"new.subscriber_id = 7",
			);
			await expect(sealIssue(context, nothingFound, issue.id)).rejects.toThrow(
				"the disk is full",
			);
			expect(await countByState(context.db, issue.id)).toEqual({});
			expect((await issueById(context.db, issue.id))?.state).toBe("approved");
			await mend();
			await sealIssue(context, nothingFound, issue.id);
			expect(await countByState(context.db, issue.id)).toEqual({
				pending: PEOPLE,
			});
			expect((await issueById(context.db, issue.id))?.recipients).toBe(PEOPLE);
		});

		it("or lost afterwards, never make an issue complete", async () => {
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

	it("whose acceptance could not be saved are sent the same bytes once more, and nobody else", async () => {
		const id = await sealedIssue(context, PEOPLE);
		const mend = await refuse(
			database,
			"update on deliveries",
			"new.state = 'accepted'",
		);
		await expect(
			sendIssue(testSender(context, sink.url, 77), id, running()),
		).rejects.toThrow("the disk is full");
		const unsaved = sink.messages.map(({ recipient }) => recipient);
		// It stopped within one message a lane.
		expect(unsaved.length).toBeLessThanOrEqual(3);
		expect(unsaved.length).toBeGreaterThan(0);
		await mend();
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
