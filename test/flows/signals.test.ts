import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { openDatabase } from "../../src/db/open.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const PEOPLE = 400;

let cli: TestCli;
let sink: Sink;
beforeEach(async () => {
	sink = await startSink();
	cli = testCli();
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await seedSubscribers(db, PEOPLE);
	await db.destroy();
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
});
afterEach(async () => {
	cli.dispose();
	await sink.close();
});

function send() {
	return startDigest(["send"], {
		DATA_DIR: cli.dataDir,
		SMTP_URL: `${sink.url}?tls=off`,
		SMTP_CONNECTIONS: "2",
		LOG_LEVEL: "silent",
	});
}

/** From the hundredth message on the server takes the final dot and says nothing more. */
function hangAfterAHundred(): Promise<void> {
	return new Promise((resolve) => {
		sink.fault = ({ phase }) => {
			if (phase !== "dot" || sink.messages.length < 100) return undefined;
			resolve();
			return { hang: true };
		};
	});
}

async function counts() {
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const states = await countByState(db, 1);
	await db.destroy();
	return states;
}

it("SIGTERM gives a server that hangs ten seconds, and the ledger says what is not known", async () => {
	const hanging = hangAfterAHundred();
	const { child, ended } = send();
	await hanging;
	const asked = performance.now();
	child.kill("SIGTERM");
	expect(await ended).toEqual({ code: 1, signal: null });
	const seconds = (performance.now() - asked) / 1_000;
	expect(seconds).toBeGreaterThan(9);
	expect(seconds).toBeLessThan(15);
	const { accepted = 0, unsure = 0, pending = 0 } = await counts();
	expect(unsure).toBeGreaterThan(0);
	expect(unsure).toBeLessThanOrEqual(2);
	expect(accepted + unsure + pending).toBe(PEOPLE);
}, 40_000);

it("a second signal leaves at once; the next run goes on", async () => {
	const hanging = hangAfterAHundred();
	const { child, ended } = send();
	await hanging;
	const asked = performance.now();
	// Two of the same kind at once would count as one.
	child.kill("SIGINT");
	child.kill("SIGTERM");
	expect((await ended).code).toBe(130);
	expect(performance.now() - asked).toBeLessThan(3_000);
	sink.fault = () => undefined;
	expect((await send().ended).code).toBe(0);
	expect(new Set(sink.messages.map((one) => one.recipient)).size).toBe(PEOPLE);
	expect(await counts()).toEqual({ accepted: PEOPLE });
}, 40_000);

it("pausing from another process takes effect within a second", async () => {
	sink.fault = ({ phase }) => (phase === "dot" ? { late: 20 } : undefined);
	const { ended, child } = send();
	const enough = new Promise<void>((resolve) => {
		const look = setInterval(() => {
			if (sink.messages.length < 20) return;
			clearInterval(look);
			resolve();
		}, 5);
	});
	await enough;
	const paused = await cli.run("issue", "pause");
	const when = performance.now();
	const sent = sink.messages.length;
	expect(paused.out).toContain("is paused");
	expect((await ended).code).toBe(1);
	expect(performance.now() - when).toBeLessThan(1_500);
	expect(sink.messages.length - sent).toBeLessThanOrEqual(4);
	child.kill("SIGKILL");
	await cli.run("issue", "resume");
	sink.fault = () => undefined;
	expect((await send().ended).code).toBe(0);
	expect(sink.messages).toHaveLength(PEOPLE);
}, 40_000);
