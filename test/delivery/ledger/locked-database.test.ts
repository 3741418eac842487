import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openAsyncCommit } from "../../../src/db/async-commit.ts";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { updateIssue } from "../../../src/db/issue/issue-changes.ts";
import { metaOf } from "../../../src/db/meta.ts";
import { createLedger } from "../../../src/delivery/ledger/ledger.ts";
import type { Pass } from "../../../src/delivery/ledger/pass.ts";
import { createDuePicker } from "../../../src/delivery/rates/pick-due.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { type TestContext, testContext } from "../../support/context.ts";
import { freshSqlite } from "../../support/databases.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";

const RECIPIENTS = 40;
const signal = new AbortController().signal;

let database: Awaited<ReturnType<typeof freshSqlite>>;
let context: TestContext;
let sink: Sink;
let id: number;
beforeEach(async () => {
	database = await freshSqlite();
	context = testContext(database, { SMTP_CONNECTIONS: "4" });
	id = await sealedIssue(context, RECIPIENTS);
	sink = await startSink();
});
afterEach(async () => {
	await sink.close();
	await database.db.destroy();
});

/** Calls `work` while the server has the tenth message, before it answers. */
function atTheTenth(work: () => void) {
	let done = false;
	sink.fault = ({ phase }) => {
		if (phase !== "dot" || sink.messages.length < 10 || done) return undefined;
		done = true;
		work();
		return undefined;
	};
}

it("an issue goes on after another process has kept the database locked: one copy each, every 250 recorded, and reads answered meanwhile", async () => {
	const other = new Sqlite(database.file);
	const locked = Promise.withResolvers<void>();
	atTheTenth(() => {
		other.exec("begin immediate");
		locked.resolve();
	});
	const sending = sendIssue(testSender(context, sink.url), id, { signal });
	await locked.promise;
	// Until the lock ends: every lane has handed its message over, and reads have been answered.
	let seen = -1;
	for (let turns = 0; turns < 10; turns++) {
		if (sink.messages.length !== seen) turns = 0;
		seen = sink.messages.length;
		expect(await metaOf(context.db, "absent")).toBeNull();
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(seen).toBeLessThanOrEqual(10 + 2 * 4);
	other.exec("commit");
	other.close();
	expect((await sending).counts).toMatchObject({ accepted: RECIPIENTS });
	expect(sink.messages).toHaveLength(RECIPIENTS);
	expect(await countByState(context.db, id)).toEqual({ accepted: RECIPIENTS });
});

it("a run that could not record its results is continued by the same process without a second copy", async () => {
	atTheTenth(() => {
		void sql`pragma query_only = 1`.execute(context.db);
	});
	const sender = testSender(context, sink.url);
	await expect(sendIssue(sender, id, { signal })).rejects.toThrow(/readonly/);
	expect((await countByState(context.db, id)).claimed).toBeGreaterThan(0);
	await sql`pragma query_only = 0`.execute(context.db);
	// After the lease, too: the process knows what became of its messages.
	context.clock.advance(60 * 60_000);
	expect((await sendIssue(sender, id, { signal })).state).toBe("complete");
	expect(sink.messages).toHaveLength(RECIPIENTS);
	expect(await countByState(context.db, id)).toEqual({ accepted: RECIPIENTS });
});

it("a claim whose commit did not reach the disk is given back, because no lane began it", async () => {
	await updateIssue(context.db, id, ["sealed"], {
		state: "sending",
		updated_at: context.clock.now(),
	});
	const commits = await openAsyncCommit(context.db);
	let diskWorks = false;
	const servers = [{ name: sink.url, rates: [] }];
	const { config } = context;
	const ledger = createLedger(
		testSender(context, sink.url),
		passOf(id),
		createDuePicker({ config, issueId: id, servers }),
		{
			...commits,
			write: async (work) => {
				const written = await commits.write(work);
				if (diskWorks) return written;
				await written.durable;
				return {
					...written,
					durable: Promise.reject(new Error("the disk is gone")),
				};
			},
		},
	);
	await expect(ledger.recordAndClaim(null, [sink.url])).rejects.toThrow(
		"the disk is gone",
	);
	expect(await countByState(context.db, id)).toMatchObject({ claimed: 1 });
	diskWorks = true;
	await ledger.settle();
	expect(await countByState(context.db, id)).toEqual({ pending: RECIPIENTS });
	const again = await ledger.recordAndClaim(null, [sink.url]);
	expect(again?.attempts).toBe(1);
	await commits.close();
});

function passOf(issueId: number): Pass {
	return {
		issueId,
		recipients: RECIPIENTS,
		lanes: 1,
		giveUpAt: "2027-01-01T00:00:00.000Z",
		signal,
		failed: false,
		probing: false,
		hasSetbacks: false,
		hasAccepted: false,
		inFlight: 0,
		warnings: [],
		figureNotices: [],
		notice: null,
		availableAt: null,
		onRecorded: () => {},
	};
}
