import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { openDatabase } from "../../src/db/open.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { startDigest } from "../support/process.ts";
import { seedSubscribers } from "../support/seed.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const PEOPLE = 600;
const LANES = 3;

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
		SMTP_CONNECTIONS: String(LANES),
		LOG_LEVEL: "silent",
	});
}

/** Resolves when the sink has taken `count` messages. */
function taken(count: number): Promise<void> {
	return new Promise((resolve) => {
		sink.fault = () => {
			if (sink.messages.length >= count) resolve();
			return undefined;
		};
	});
}

async function counts() {
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const states = await countByState(db, 1);
	await db.destroy();
	return states;
}

it("killed with kill -9 three times in the middle, it reaches everybody and the counts add up", async () => {
	const kills = [80, 250, 430];
	for (const count of kills) {
		const reached = taken(count);
		const { child, ended } = send();
		await reached;
		child.kill("SIGKILL");
		expect((await ended).signal).toBe("SIGKILL");
	}
	const last = send();
	expect(await last.ended).toEqual({ code: 0, signal: null });
	expect(last.output()).toContain("Complete: all 600 are accounted for.");
	expect(await counts()).toEqual({ accepted: PEOPLE });

	const copies = new Map<string, Buffer[]>();
	for (const { recipient, raw } of sink.messages)
		copies.set(recipient, [...(copies.get(recipient) ?? []), raw]);
	expect(copies.size).toBe(PEOPLE);
	// A copy only for what was in flight, one for each connection and kill at most.
	const surplus = sink.messages.length - PEOPLE;
	expect(surplus).toBeLessThanOrEqual(LANES * kills.length);
	for (const [first, ...others] of copies.values())
		for (const other of others)
			expect(other.equals(first as Buffer)).toBe(true);
}, 60_000);

it("interrupted with Ctrl-C, it finishes what is in flight and copies nobody", async () => {
	const reached = taken(150);
	const first = send();
	await reached;
	first.child.kill("SIGINT");
	expect(await first.ended).toEqual({ code: 1, signal: null });
	expect(first.output()).toMatch(/still to come\. Go on with: digest send/);
	const { accepted, ...others } = await counts();
	expect(accepted).toBe(sink.messages.length);
	expect(others).toEqual({ pending: PEOPLE - (accepted ?? 0) });
	expect(await send().ended).toEqual({ code: 0, signal: null });
	expect(sink.messages).toHaveLength(PEOPLE);
	expect(new Set(sink.messages.map((one) => one.recipient)).size).toBe(PEOPLE);
}, 60_000);
