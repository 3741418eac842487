import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { type Running, startDigest } from "../support/process.ts";

const FIXTURES = join(import.meta.dirname, "..", "catalog", "fixtures");
const FULL = join(FIXTURES, "full.txt");
const REDUCED = join(FIXTURES, "reduced.txt");

/*
 * A newcomer's first two weeks by the command line, on a real file, over real
 * SMTP and HTTP: captures in, mail out, a reader leaves, the next issue skips
 * them. One test after the other: each goes on where the last one ended.
 */
let cli: TestCli;
let server: Running | undefined;
let web: string;

beforeAll(() => {
	cli = testCli({ PORT: "18080" });
});
afterAll(async () => {
	server?.child.kill("SIGKILL");
	await server?.ended;
	cli.dispose();
});

async function mails(recipient: string) {
	const mailbox = openMailbox(join(cli.dataDir, "mailbox.sqlite"));
	const found = mailbox.list({ limit: 50, search: recipient });
	const read = await Promise.all(
		found.map(async ({ id }) => {
			const mail = mailbox.get(id);
			if (!mail) throw new Error("a listed mail is gone");
			return { raw: mail.raw, ...(await readMail(mail.raw)) };
		}),
	);
	mailbox.close();
	return read;
}

function header(
	mail: { headers: { name: string; value: string }[] },
	name: string,
): string[] {
	return mail.headers
		.filter((one) => one.name.toLowerCase() === name.toLowerCase())
		.map((one) => one.value);
}

async function curl(...argv: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)("curl", ["-sS", ...argv]);
	return stdout;
}

it("importing captures of both forms again changes nothing", async () => {
	const first = await cli.run("import", FULL, REDUCED);
	expect(first).toMatchObject({ code: 0 });
	expect(first.out).toContain("comparisons  2 created");
	const again = await cli.run("import", FIXTURES, "--json");
	expect(JSON.parse(again.out).comparisons.updated).toBe(0);
});

it("a draft gives its reasons and can be rendered for one subscriber", async () => {
	for (const [name, email] of [
		["Ada", "ada@example.com"],
		["Grace", "grace@example.com"],
	] as const)
		await cli.run("subscribers", "add", email, "--name", name, "--confirmed");
	const draft = await cli.json<{ items: { reason: string; place: string }[] }>(
		"issue",
		"draft",
		"--json",
	);
	expect(draft.items.length).toBeGreaterThanOrEqual(2);
	for (const item of draft.items) expect(item.reason).toMatch(/\w+ .*\.$/);
	const html = await cli.run(
		"render",
		"--for",
		"ada@example.com",
		"--format",
		"html",
	);
	expect(html.out).toContain("Hello <bdi>Ada</bdi>");
	const text = await cli.run(
		"render",
		"--for",
		"ada@example.com",
		"--format",
		"text",
	);
	expect(text.out).toContain("/unsubscribe/");
});

it("a sent mail has the bytes that were rendered", async () => {
	expect((await cli.run("send")).code).toBe(1);
	expect((await cli.run("issue", "approve")).code).toBe(0);
	const sent = await cli.run("send");
	expect(sent.out).toContain("Complete: all 2 are accounted for.");
	const [mail] = await mails("ada@example.com");
	const rendered = await cli.run("render", "1", "--for", "ada@example.com");
	// The date is that of the first attempt, which is not kept once a message is accepted.
	const undated = (raw: string) => raw.replace(/^Date: .*\r\n/m, "");
	expect(undated(mail?.raw.toString() ?? "")).toBe(undated(rendered.out));
	expect((await cli.run("send")).err).toContain("nothing to send");
	expect(await mails("grace@example.com")).toHaveLength(2);
});

it("a POST to the URL of the List-Unsubscribe header unsubscribes at once", async () => {
	server = startDigest(["serve"], {
		DATA_DIR: cli.dataDir,
		PORT: "0",
		STUDIO_PORT: "0",
		LOG_LEVEL: "silent",
	});
	web = await server.says(/Pages for readers\s+(\S+)\//);
	const [mail] = await mails("grace@example.com");
	if (!mail) throw new Error("no mail for grace");
	expect(header(mail, "List-Unsubscribe-Post")).toEqual([
		"List-Unsubscribe=One-Click",
	]);
	const [uri, ...others] = header(mail, "List-Unsubscribe");
	expect(others).toEqual([]);
	const path = new URL(uri?.slice(1, -1) ?? "").pathname;
	// The visible link leads to the same page, which only asks.
	expect(mail.html).toContain(path);
	expect(mail.text).toContain(path);
	expect(await curl(`${web}${path}`)).toContain("<button");
	const show = () => cli.run("subscribers", "show", "grace@example.com");
	expect((await show()).out).toContain(": active");
	const post = ["-X", "POST", "-d", "List-Unsubscribe=One-Click"];
	const status = ["-o", "/dev/null", "-w", "%{http_code}"];
	expect(await curl(...post, ...status, `${web}${path}`)).toBe("200");
	expect((await show()).out).toMatch(/unsubscribed[\s\S]*by one-click/);
	expect(await curl(...post, ...status, `${web}${path}`)).toBe("200");
});

it("the issue's page on the web greets nobody and has no unsubscribe link", async () => {
	const page = await curl(`${web}/issues/1`);
	expect(page).toContain("Weekly AI Tool Verdicts");
	expect(page).not.toContain("Hello ");
	expect(page).not.toContain("/unsubscribe/");
});

it("the second issue is not sent to the reader who left", async () => {
	const week = writeDocuments(cli.dataDir, "second.json", [
		document(["Alpha", "++++"], ["Beta", "+---"]),
	]);
	await cli.run("import", week);
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	const sent = await cli.run("send", "--json");
	expect(JSON.parse(sent.out)).toMatchObject({
		issue: 2,
		counts: { recipients: 1, accepted: 1 },
	});
	expect(await mails("grace@example.com")).toHaveLength(2);
	expect(await mails("ada@example.com")).toHaveLength(3);
});

it("the server ends with 0 at SIGTERM", async () => {
	server?.child.kill("SIGTERM");
	expect(await server?.ended).toEqual({ code: 0, signal: null });
});
