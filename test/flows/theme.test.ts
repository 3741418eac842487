import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SAMPLES } from "../../src/app.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import { type TestCli, testCli } from "../support/cli.ts";

/*
 * An editor's own theme on the command line. It is broken at each step from
 * draft to sending, and nothing is sent. One test after the other: each goes on
 * where the last one ended.
 */
let cli: TestCli;
let mine: string;

beforeAll(() => {
	const env: Record<string, string> = {};
	cli = testCli(env);
	mine = join(cli.dataDir, "mine");
	env.TEMPLATES_DIR = mine;
	mkdirSync(mine);
});
afterAll(() => cli.dispose());

const writeTheme = (text: string) =>
	writeFileSync(join(mine, "theme.json"), text);
const broken = `{\n\t"light": { "ink": "navy" }\n}`;
const fault = () =>
	`digest: ${join(mine, "theme.json")}:2: light.ink: must be a colour such as #1b1916\n`;
const navy = `{ "light": { "ink": "#10204a" } }`;

async function state(): Promise<string> {
	return (await cli.json<{ state: string }>("issue", "show", "--json")).state;
}

function mails(): number {
	const mailbox = openMailbox(join(cli.dataDir, "mailbox.sqlite"));
	const count = mailbox.count();
	mailbox.close();
	return count;
}

it("theme init writes a valid theme and does not overwrite it", async () => {
	const begun = await cli.run("theme", "init", mine, "weekly.css");
	expect(begun.out).toContain("Wrote 2 files");
	const check = await cli.run("theme", "check");
	expect(check).toMatchObject({ code: 0 });
	expect(check.out).toContain("Your files in use: theme.json, weekly.css");
	const again = await cli.run("theme", "init", mine, "weekly.css");
	expect(again.code).toBe(1);
	expect(again.err).toContain("not overwritten");
	expect((await cli.run("theme", "init", mine, "weekly.cs")).err).toContain(
		"There is no template weekly.cs. There are: ",
	);
});

it("theme check does not wait for a pipe in the folder", async () => {
	const pipe = join(mine, "weekly.mjml");
	spawnSync("mkfifo", [pipe]);
	const { code, out } = await cli.run("theme", "check");
	rmSync(pipe);
	expect(code).toBe(1);
	expect(out).toContain("weekly.mjml: it is not a file");
});

it("theme check reports a fault once", async () => {
	writeTheme(broken);
	const { code, out } = await cli.run("theme", "check");
	expect(code).toBe(1);
	expect(out.match(/theme\.json:2: light\.ink/g)).toHaveLength(1);
	expect(out).toMatch(/#1b1916\n {2}in every mail\n$/);
	writeFileSync(join(mine, "weekley.css"), "");
	const { out: json } = await cli.run("theme", "check", "--json");
	expect(JSON.parse(json)).toMatchObject({
		yours: ["theme.json", "weekly.css"],
		unused: ["weekley.css"],
		faults: [{ fault: fault().slice("digest: ".length, -1) }],
	});
});

it("names the current spelling of what an earlier version called otherwise", async () => {
	writeTheme(`{\n\t"wording": { "door-title": "Ihr Link" }\n}`);
	const notes = [
		"theme.json:2: door-title is now called preferences-link-title",
	];
	const check = await cli.run("theme", "check");
	expect(check).toMatchObject({ code: 0 });
	expect(check.out).toContain(
		`These earlier names still work:\n  ${notes[0]}\n`,
	);
	const { out: json } = await cli.run("theme", "check", "--json");
	expect(JSON.parse(json)).toMatchObject({ notes, faults: [] });
});

it("a broken theme keeps a draft from being approved", async () => {
	const published = new Date(Date.now() - 60_000).toISOString();
	writeTheme(broken);
	await cli.run("import", join(SAMPLES, "week-2"), "--published-at", published);
	await cli
		.run("subscribers", "add", "ada@example.com", "--confirmed")
		.then(({ err }) =>
			expect(err).toContain(fault().replace("digest: ", "will try again: ")),
		);
	await cli.run("issue", "draft");
	expect(await cli.run("issue", "approve")).toMatchObject({
		code: 1,
		err: fault(),
	});
	expect(await state()).toBe("draft");
});

it("a broken theme keeps an approved issue from being sealed and sent", async () => {
	writeTheme("{}");
	expect((await cli.run("issue", "approve")).code).toBe(0);
	writeTheme(broken);
	expect(await cli.run("send")).toMatchObject({ code: 1, err: fault() });
	expect(await state()).toBe("approved");
	expect(mails()).toBe(0);
});

it("a theme that changed after the approval needs a new approval", async () => {
	writeTheme(navy);
	const { code, err } = await cli.run("send");
	expect(code).toBe(1);
	expect(err).toContain("has changed since it was approved");
	expect((await cli.run("issue", "approve")).code).toBe(0);
	expect((await cli.run("send")).code).toBe(0);
	expect(mails()).toBe(1);
});

it("a sealed issue does not change with the theme", async () => {
	writeTheme(broken);
	const { code, out } = await cli.run(
		...["render", "1", "--for", "ada@example.com", "--format", "html"],
	);
	expect(code).toBe(0);
	expect(out).toContain("#10204a");
});
