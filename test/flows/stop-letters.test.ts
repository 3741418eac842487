import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { insertLetter } from "../../src/db/subscriber/letters.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { type Running, startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const LETTERS = 50;

let cli: TestCli;
let sink: Sink;
beforeEach(async () => {
	cli = testCli();
	sink = await startSink();
	expect((await cli.run("migrate")).code).toBe(0);
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const now = new Date(Date.now() - 1_000).toISOString();
	for (const subscriberId of await seedSubscribers(db, LETTERS))
		await db
			.transaction()
			.execute((trx) =>
				insertLetter(trx, { subscriberId, kind: "welcome", now }),
			);
	await db.destroy();
});
afterEach(async () => {
	await sink.close();
	cli.dispose();
});

function serve(): Running {
	return startDigest(["serve"], {
		DATA_DIR: cli.dataDir,
		PORT: "0",
		STUDIO_PORT: "0",
		SMTP_URL: `${sink.url}?tls=off`,
	});
}

it("SIGTERM ends a server with fifty letters due after those in hand, and the next start sends the others once", async () => {
	const answer = Promise.withResolvers<void>();
	sink.fault = ({ phase }) =>
		phase === "dot" ? { after: answer.promise } : undefined;
	const first = serve();
	await sink.received(4);
	first.child.kill("SIGTERM");
	// Late, but within the grace: what is in hand is finished.
	answer.resolve();
	expect(await first.ended).toEqual({ code: 0, signal: null });
	expect(sink.messages.length).toBeLessThan(LETTERS);
	const second = serve();
	await sink.received(LETTERS);
	second.child.kill("SIGTERM");
	await second.ended;
	expect(sink.messages).toHaveLength(LETTERS);
	expect(sink.recipients().size).toBe(LETTERS);
});
