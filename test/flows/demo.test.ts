import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { openDatabase } from "../../src/db/open.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { IN_WORDS } from "../../src/preflight/checks/leftovers.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { startDigest } from "../support/process.ts";

let cli: TestCli;
afterEach(() => cli.dispose());

function mailbox() {
	return openMailbox(join(cli.dataDir, "mailbox.sqlite"));
}

it("a demo that nobody reads or that is killed goes on where it stopped, sends two issues to readers of every kind, leaves a third to look at, and changes nothing the second time", async () => {
	cli = testCli();
	const env = { DATA_DIR: cli.dataDir, LOG_LEVEL: "silent" };
	const unread = startDigest(["demo", "--no-serve"], env);
	unread.child.stdout?.destroy();
	expect(await unread.ended).toEqual({ code: 1, signal: null });
	const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
	const { claimed = 0, unsure = 0 } = await countByState(db, 1);
	await db.destroy();
	expect(claimed + unsure).toBe(0);
	const cut = startDigest(["demo", "--no-serve"], env);
	await cut.says(/Sent issue 1 .*\n/);
	cut.child.kill("SIGKILL");
	await cut.ended;

	const whole = await cli.run("demo", "--no-serve");
	expect(whole).toMatchObject({ code: 0, err: "" });
	const out = cut.output() + whole.out;
	expect(out).toMatch(
		/Sent issue 1 over SMTP to the built-in mailbox: 8 of 9 messages accepted, 1 refused: ghost@nowhere\.invalid \(550 5\.1\.2 .* does not exist\)/,
	);
	// Who was refused for good is not mailed again.
	expect(out).toMatch(
		/Sent issue 2 over SMTP to the built-in mailbox: 8 of 9 messages accepted, 1 left out: ghost@nowhere\.invalid \(.+\)\./,
	);
	expect(out).toContain("Drafted issue 3");
	const again = await cli.run("demo", "--no-serve");
	expect(again.out).toContain("Nothing was changed");

	const third = await cli.json<{ state: string; intro: string }>(
		...["issue", "show", "3", "--json"],
	);
	expect(third.state).toBe("draft");
	// What preflight warns of.
	expect(third.intro.match(IN_WORDS)).toEqual(["TODO"]);
	const people = await cli.run("subscribers", "list");
	expect(people.out.match(/^\S+ +pending/gm)).toEqual([
		expect.stringContaining("pending@example.com"),
	]);

	// Eight readers twice, and the letter to the one who has not confirmed.
	const box = mailbox();
	const copies = box.list({ limit: 100 });
	expect(copies).toHaveLength(17);
	expect(
		new Set(copies.map((one) => `${one.recipient} ${one.subject}`)).size,
	).toBe(17);
	const newestTo = async (recipient: string) => {
		const [{ id } = { id: 0 }] = box.list({ limit: 1, search: recipient });
		return readMail(box.get(id)?.raw ?? Buffer.alloc(0));
	};
	const skeptic = await newestTo("layla@example.com");
	expect(skeptic.text).toContain("The Skeptic");
	expect(skeptic.html?.length).toBeLessThan(
		(await newestTo("grace.h@example.com")).html?.length ?? 0,
	);
	expect((await newestTo("pending@example.com")).text).toContain("/confirm/");
	const [newest] = box.list({ limit: 1, search: "ada@example.com" });
	const mail = box.get(newest?.id ?? 0);
	if (!mail) throw new Error("no mail for ada");
	const { html, text } = await readMail(mail.raw);
	box.close();
	for (const part of [html, text]) {
		expect(part).toContain("Ada");
		// The bookmark survived, and its tool has changed its verdict since.
		expect(part).toContain("Quillwright");
		expect(part).toMatch(/now skip, was ship/i);
		expect(part).toMatch(/Readers\W.*435 votes/is);
		expect(part).toMatch(/split on Standup Sid, two\s+to\s+two/);
		// Five readers voted on a tool of the first issue.
		expect(part).toMatch(/how readers voted last week/i);
	}
});

it("the demo refuses a list that is in use and a real mail server", async () => {
	cli = testCli();
	await cli.run("subscribers", "add", "real@example.org", "--confirmed");
	const real = await cli.run("demo", "--no-serve");
	expect(real.code).toBe(1);
	expect(real.err).toContain("subscribers of your own");
	const other = testCli({ SMTP_URL: "smtp://mail.example.com" });
	expect((await other.run("demo", "--no-serve")).err).toContain(
		"SMTP_URL is set",
	);
	other.dispose();
});
