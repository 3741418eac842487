import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../../src/db/open.ts";
import { type TestCli, testCli } from "../../support/cli.ts";
import { FakeClock } from "../../support/clock.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";
import { moveTo } from "../../support/timeline.ts";

let cli: TestCli;
let env: Record<string, string>;
beforeEach(async () => {
	env = { SEND_RATE: "20/h", DOMAIN_RATE: "gmail.com=4/h" };
	cli = testCli(env, new FakeClock("2026-11-24T09:00:00.000Z"));
	await cli.run("issue", "list");
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await seedSubscribers(db, 30);
	await moveTo(db, { "googlemail.com": 12 });
	await seedComparison(db, "one", "2026-11-23T00:00:00.000Z");
	await db.destroy();
});
afterEach(() => cli.dispose());

it("issue show says how many messages are still to go, how fast, and until when", async () => {
	await cli.run("issue", "draft");
	const planned = await cli.json<{ plan: object }>("issue", "show", "--json");
	expect(planned.plan).toEqual({
		left: 30,
		starts: "2026-11-24T09:00:00.000Z",
		ends: "2026-11-24T11:00:00.000Z",
		because: "gmail.com, 4 an hour",
		perHour: 15,
		slowed: [],
	});
	await cli.run("issue", "approve");
	await cli.run("send", "--no-wait");
	const { out } = await cli.run("issue", "show");
	expect(out).toContain(
		"10 messages to go, 5 an hour, until Tue 24 Nov 2026, 11:00 UTC at the earliest (gmail.com, 4 an hour)",
	);
});

it("issue show has no plan for an issue that is cancelled", async () => {
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	await cli.run("issue", "cancel", "1");
	const { plan } = await cli.json<{ plan: unknown }>(
		"issue",
		"show",
		"id:1",
		"--json",
	);
	expect(plan).toBeNull();
});

it("issue approve suggests stages for a list that was never mailed, and tells them once STAGES is set", async () => {
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await seedSubscribers(db, 30, (number) => `more${number}@example.org`);
	await db.destroy();
	await cli.run("issue", "draft");
	expect((await cli.run("issue", "approve")).out).toContain(
		'60 of 60 recipients have never been sent anything. To begin with a few and look at what comes back, set: STAGES="50, 500 after 30m, rest after 2h"',
	);
	env.STAGES = "5, rest after 2h";
	expect((await cli.run("issue", "approve")).out).toContain(
		"It goes out in stages: 5 messages, the rest after 2 hours.",
	);
	await cli.run("send", "--no-wait");
	expect((await cli.run("issue", "show")).out).toContain(
		"stage 1 of 2: 5 of 5 accepted; the rest not before Tue 24 Nov 2026, 11:00 UTC",
	);
	const { stages } = await cli.json<{ stages: object }>(
		"issue",
		"show",
		"--json",
	);
	expect(stages).toMatchObject({
		plan: "5, rest after 2h",
		stage: 1,
		chosen: 5,
		accepted: 5,
		nextAt: "2026-11-24T11:00:00.000Z",
		heldAt: null,
	});
});

it("send takes the stages of one issue, says them, and refuses those that it can't read or that come too late", async () => {
	const stagesNow = async () =>
		(
			await cli.json<{ stages: { plan: string } | null }>(
				"issue",
				"show",
				"1",
				"--json",
			)
		).stages?.plan;
	await cli.run("issue", "draft");
	const send = (stages: string, ...more: string[]) =>
		cli.run("send", "1", "--no-wait", "--stages", stages, ...more);
	expect((await send("5, rest after 2h")).err).toContain("not approved yet");
	expect(await stagesNow()).toBeUndefined();
	await cli.run("issue", "approve");
	const unread = await send("many, rest after 2h");
	expect(unread.err).toContain("The list of stages");
	expect((await cli.run("issue", "show")).out).toContain("Issue 1: approved");
	// What is refused only at the seal says that the stages stay.
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const setPrice = (entry_price: string) =>
		db.updateTable("tools").set({ entry_price }).execute();
	const [was] = await db.selectFrom("tools").select("entry_price").execute();
	await setPrice("$999");
	const stale = await send("6, rest after 2h");
	expect(stale.code).toBe(1);
	expect(stale.err).toContain("Chosen for issue 1: the stages 6, rest after");
	expect(await stagesNow()).toBe("6, rest after 2h");
	await setPrice(was?.entry_price ?? "");
	await db.destroy();
	const sent = await send("5, rest after 2h");
	expect(sent.err).toContain(
		"It goes out in stages: 5 messages, the rest after 2 hours.",
	);
	const shown = await cli.run("issue", "show");
	expect(shown.out).toContain("stage 1 of 2: 5 of 5 accepted");
	expect(shown.out).toMatch(/last change +\w+ by the command line, Tue 24 Nov/);
	const late = await send("7, rest after 1h");
	expect(late.err).toContain("only be chosen before it goes out");
	expect(await stagesNow()).toBe("5, rest after 2h");
	expect((await send("5, rest after 2h", "--missing")).err).toContain(
		"Leave one of them out",
	);
});
