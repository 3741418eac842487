import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import { openDatabase } from "../../../src/db/open.ts";
import { approveFirstIssue } from "../../support/approved-issue.ts";
import { type TestCli, testCli } from "../../support/cli.ts";
import { FakeClock } from "../../support/clock.ts";

/** Every look is a millisecond later: a comparison belongs to a window only if it was imported before its end. */
class TickingClock extends FakeClock {
	override now(): string {
		this.advance(1);
		return super.now();
	}
}

let cli: TestCli;
/** A Wednesday; issues go out on Tuesdays at 09:00. */
beforeEach(async () => {
	cli = testCli({}, new TickingClock("2026-11-25T12:00:00.000Z"));
	await approveFirstIssue(cli, {}, 3);
});
afterEach(() => cli.dispose());

async function changePrice(): Promise<void> {
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await db
		.updateTable("tools")
		.set({ entry_price: "$25" })
		.where("slug", "=", "alpha")
		.execute();
	await db.destroy();
}

it("an approval that holds looks so, and says when the issue goes out", async () => {
	const { out } = await cli.run("issue", "approve");
	expect(out).toContain("sends it on Tue 1 Dec 2026, 09:00 UTC");
	expect(out).toContain("digest send");
	const shown = await cli.run("issue", "show");
	expect(shown.out).toMatch(/^Issue 1: approved\n/);
	expect(shown.out).toMatch(/^goes out +on Tue 1 Dec 2026, 09:00 UTC/m);
	expect(shown.out).toMatch(/^intro +\S/m);
});

it("an approval that no longer holds looks so in show, list and --json, and every one says what changed", async () => {
	await changePrice();
	const change = /Price of Alpha: .* → \$25/;
	const shown = await cli.run("issue", "show");
	expect(shown.out).toMatch(/^Issue 1: approved, but changed since\n/);
	expect(shown.out).toMatch(/goes out +only once it is approved again/);
	expect(shown.out).not.toContain("now with: digest send");
	expect(shown.out).toMatch(change);
	const listed = await cli.run("issue", "list");
	expect(listed.out).toContain("approved, but changed since");
	expect(listed.out).toMatch(change);
	const [issue] = await cli.json<{ changedSinceApproval: string[] }[]>(
		"issue",
		"list",
		"--json",
	);
	expect(issue?.changedSinceApproval.join()).toMatch(change);
	const sent = await cli.run("send");
	expect(sent.err).toMatch(change);
	expect(sent.code).toBe(1);
});

it("cancel asks for --yes once somebody has the issue, and keeps its page and its comparisons", async () => {
	expect((await cli.run("send")).out).toContain("all 3 are accounted for");
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	await db.updateTable("issues").set({ state: "paused" }).execute();
	await db.destroy();
	const refused = await cli.run("issue", "cancel", "1");
	expect(refused).toMatchObject({ code: 1, out: "" });
	expect(refused.err).toMatch(/3 of 3 recipients.*cancel 1 --yes/);
	const ended = await cli.run("issue", "cancel", "1", "--yes");
	expect(ended.out).toContain("Ended early, 3 of 3 got it");
	expect((await cli.run("issue", "list")).out).toContain("ended early");
	expect((await cli.run("issue", "draft")).out).not.toContain("Alpha");
});

it("a thin week by hand says once why there is no issue, and is not listed as skipped", async () => {
	await cli.run("send");
	const { out } = await cli.run("issue", "draft");
	expect(out.match(/No new comparisons/g)).toHaveLength(1);
	expect(out).not.toContain("roll over");
	expect((await cli.run("issue", "list")).out).not.toContain("skipped");
	expect(await cli.json("issue", "list", "--json")).toHaveLength(1);
});

it("approving says what preflight warns of, such as a missing postal address", async () => {
	const warn =
		/^digest: warning: footer: There is no postal address.* Set POSTAL_ADDRESS\.$/m;
	const env = { MAIL_FROM: "digest@example.com" };
	const nowhere = testCli(env);
	await approveFirstIssue(nowhere, env, 1);
	const warned = await nowhere.run("issue", "approve");
	expect(warned).toMatchObject({ code: 0 });
	expect(warned.err.match(warn)).toHaveLength(1);
	expect(warned.err).not.toContain("hint");
	nowhere.dispose();
	expect((await cli.run("issue", "approve")).err).toBe("");
});

it("diff names what changed since the approval by fact, and says when nothing did", async () => {
	expect((await cli.run("issue", "diff")).out).toBe(
		"Nothing differs between approved and now.\n",
	);
	await changePrice();
	const { out } = await cli.run("issue", "diff", "1");
	expect(out).toMatch(/^Price of Alpha: .* → \$25$/m);
	expect(out).not.toContain("Price before");
	expect(
		await cli.json<{ before: string; after: string }>(
			"issue",
			"diff",
			"--json",
		),
	).toMatchObject({ before: "approved", after: "now" });
});

it("the log says that the command line acted", async () => {
	await cli.run("issue", "hold");
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const entries = await auditEntries(db, null, 5);
	await db.destroy();
	expect(entries.map(({ who, action }) => `${who}: ${action}`)).toEqual([
		"command line: hold",
		"command line: approve",
		"command line: draft",
		"command line: import",
	]);
});

it("test-send with --issue mails a marked copy, and --as needs it", async () => {
	const sent = await cli.run(
		"test-send",
		"me@example.com",
		"you@example.com",
		"--issue",
		"1",
	);
	expect([sent.code, sent.out]).toEqual([
		0,
		expect.stringContaining(
			"accepted a test of issue 1 to me@example.com, you@example.com",
		),
	]);
	const wrong = await cli.run("test-send", "me@example.com", "--as", "a@b.org");
	expect(wrong.code).not.toBe(0);
	expect(wrong.err).toContain("--as belongs to --issue");
});

it("a test is never mailed to a suppressed address", async () => {
	await cli.run("subscribers", "suppress", "gone@example.com");
	const copies = ["test-send", "me@example.com", "gone@example.com"];
	const copy = await cli.run(...copies, "--issue", "1");
	expect(copy.code).toBe(1);
	expect(copy.out).toContain("to me@example.com.");
	expect(copy.err).toContain(
		"the test to gone@example.com was not sent. This address must not be mailed",
	);
	const short = await cli.run("test-send", "gone@example.com");
	expect(short.code).toBe(1);
	expect(short.err).toContain("This address must not be mailed");
});
