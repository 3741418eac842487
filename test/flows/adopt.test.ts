import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";

let cli: TestCli;
beforeEach(async () => {
	cli = testCli();
	await prepare(1, ["Alpha", "Beta"]);
	await cli.run("subscribers", "add", "ada@example.com", "--confirmed");
	expect((await cli.run("send")).code).toBe(0);
});
afterEach(() => cli.dispose());

async function prepare(issue: number, [left, right]: [string, string]) {
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, `week-${issue}.json`, [
			document([left, "++++"], [right, "+---"]),
		]),
	);
	await cli.run("subscribers", "add", "ada@example.com", "--confirmed");
	await cli.run("issue", "draft");
	expect((await cli.run("issue", "approve")).code).toBe(0);
}

function mailed(dataDir: string): number {
	const mailbox = openMailbox(join(dataDir, "mailbox.sqlite"));
	const count = mailbox.count("Ship");
	mailbox.close();
	return count;
}

it("a cloned database sends nothing before it is adopted", async () => {
	await prepare(2, ["Gamma", "Delta"]);
	const clone = testCli();
	rmSync(clone.dataDir, { recursive: true });
	cpSync(cli.dataDir, clone.dataDir, { recursive: true });
	const refused = await clone.run("send");
	expect(refused.code).toBe(1);
	expect(refused.err).toMatch(/copied or restored .* digest adopt/);
	expect(mailed(clone.dataDir)).toBe(1);
	const adopted = await clone.run("adopt");
	expect(adopted.out).toContain("Stopped issue 2");
	// What was approved there wants a new approval here.
	expect((await clone.run("send")).err).toContain("nothing to send");
	await clone.run("issue", "approve");
	expect((await clone.run("send")).code).toBe(0);
	expect(mailed(clone.dataDir)).toBe(2);
	clone.dispose();
	// The original does not know and goes on.
	expect((await cli.run("send")).code).toBe(0);
});

it("a backup restored in the same place sends nothing before it is adopted", async () => {
	await prepare(2, ["Gamma", "Delta"]);
	const file = join(cli.dataDir, "digest.sqlite");
	cpSync(file, `${file}.backup`);
	expect((await cli.run("send")).code).toBe(0);
	cpSync(`${file}.backup`, file);
	for (const rest of ["-wal", "-shm"]) rmSync(file + rest, { force: true });
	const refused = await cli.run("send");
	expect(refused.code).toBe(1);
	expect(refused.err).toMatch(/restored from a backup/);
	expect(mailed(cli.dataDir)).toBe(2);
	await cli.run("adopt");
	expect((await cli.run("issue", "list")).out).toContain(
		"it may have been sent already",
	);
});
