import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMANDS as REGISTERED } from "../../src/cli/commands.ts";
import type { Io } from "../../src/cli/terminal/io.ts";
import { COMMAND_NAMES } from "../../src/command-form.ts";
import { openDatabase } from "../../src/db/open.ts";
import { type TestCli, testCli } from "../support/cli.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli();
});
afterEach(() => cli.dispose());

/** All commands, except unsubscribe-mail, whose example is a line for a mail server. */
const COMMANDS = [
	["demo"],
	["serve"],
	["import"],
	["schema"],
	["issue", "draft"],
	["issue", "list"],
	["issue", "show"],
	["issue", "edit"],
	["issue", "approve"],
	["issue", "hold"],
	["issue", "pause"],
	["issue", "resume"],
	["issue", "cancel"],
	["theme", "init"],
	["theme", "check"],
	["preflight"],
	["explain"],
	["report"],
	["render"],
	["preview"],
	["send"],
	["subscribers", "add"],
	["subscribers", "list"],
	["subscribers", "show"],
	["subscribers", "import"],
	["subscribers", "export"],
	["subscribers", "leave"],
	["subscribers", "data"],
	["subscribers", "erase"],
	["subscribers", "suppress"],
	["subscribers", "unsuppress"],
	["subscribers", "forgive"],
	["adopt"],
	["editors", "add"],
	["editors", "list"],
	["editors", "role"],
	["editors", "remove"],
	["editors", "link"],
	["job", "list"],
	["job", "run"],
	["dkim", "make"],
	["dkim", "show"],
	["test-send"],
	["migrate"],
];

describe("the help of the command line", () => {
	it("names every command, and says of each what its own help says", async () => {
		const { code, out } = await cli.run("--help");
		expect(code).toBe(0);
		for (const [name, { about, load }] of Object.entries(REGISTERED)) {
			expect(COMMAND_NAMES).toContain(name);
			const program = new Command();
			(await load())(program, {} as Io, () => {});
			expect(program.commands[0]?.description()).toBe(about);
			expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
		}
	});

	it("says the version", async () => {
		expect(await cli.run("--version")).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
		});
	});

	it.each(COMMANDS.map((words) => [words.join(" "), words]))(
		"of %s shows the usage and an example",
		async (name, words) => {
			const { code, out, err } = await cli.run(...words, "--help");
			expect(code).toBe(0);
			expect(err).toBe("");
			expect(out).toContain(`Usage: digest ${name}`);
			expect(out).toMatch(
				/Example:\n {2}([A-Z_]+=\S+( "?\w+ ?[\d:]*"?)? )*digest /,
			);
		},
	);

	it("starts with the demo when no command is named", async () => {
		const { code, out } = await cli.run("--help");
		expect(code).toBe(0);
		expect(out).toContain("digest demo");
	});
});

describe("a command line that is wrong", () => {
	it.each([
		[["nonsense"]],
		[["send", "--nonsense"]],
		[["import"]],
		[["render"]],
		[["render", "--for", "a@example.com", "--format", "pdf"]],
		[["import", "x", "--published-at", "yesterday"]],
		[["issue", "draft", "--until", "2026-13-45T00:00:00Z"]],
		[["issue", "cancel"]],
	])("exits with 2, one line and a hint at --help: %j", async (argv) => {
		const { code, out, err } = await cli.run(...argv);
		expect(code).toBe(2);
		expect(out).toBe("");
		expect(err).toMatch(/^digest: .+\n\(For the usage add: --help\)\n$/);
	});
});

describe("a command that fails", () => {
	it.each([
		[["send"], /There is nothing to send/],
		[["issue", "show"], /There is no issue yet/],
		[["issue", "show", "7"], /There is no issue 7/],
		[["issue", "show", "seven"], /“seven” is not an issue/],
		[["issue", "approve"], /No issue is a draft or approved/],
		[["issue", "cancel", "3"], /There is no issue 3/],
		[["subscribers", "show", "who@example.com"], /is not a subscriber/],
		[["subscribers", "add", "a@example.com\r\nBcc: b@example.com"], /./],
		[["job", "run", "nonsense"], /There is no job “nonsense”/],
		[["import", "/nowhere/at/all"], /nowhere/],
		[["issue", "draft", "--until", "2999-01-01T00:00:00Z"], /still to come/],
	])(
		"exits with 1 and one line without a stack trace: %j",
		async (argv, message) => {
			const { code, err } = await cli.run(...argv);
			expect(code).toBe(1);
			expect(err).toMatch(message);
			expect(err).toMatch(/^digest: [^\n]+\n$/);
			expect(err).not.toMatch(/\.[jt]s:\d+/);
		},
	);

	it("names every wrong setting at once", async () => {
		const wrong = testCli({
			TIME_ZONE: "Mars/Olympus",
			SEND_AT: "someday",
			SMTP_URL: "http://example.com",
			PORT: "http",
			SECRET_KEY: "short",
		});
		const { code, err } = await wrong.run("issue", "list");
		expect(code).toBe(1);
		for (const name of [
			"TIME_ZONE",
			"SEND_AT",
			"SMTP_URL",
			"PORT",
			"SECRET_KEY",
		])
			expect(err).toContain(`  ${name}: must be`);
		wrong.dispose();
	});
});

describe("the option --json", () => {
	it.each([
		[["issue", "list", "--json"]],
		[["job", "list", "--json"]],
		[["migrate", "--json"]],
		[["schema"]],
	])("prints one JSON document: %j", async (argv) => {
		const { code, out } = await cli.run(...argv);
		expect(code).toBe(0);
		expect(() => JSON.parse(out)).not.toThrow();
	});

	it("prints one JSON document per subscriber and line", async () => {
		await cli.run("subscribers", "add", "a@example.com", "--confirmed");
		await cli.run("subscribers", "add", "b@example.com");
		const { out } = await cli.run("subscribers", "list", "--json");
		const rows = out
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(rows).toMatchObject([
			{ email: "a@example.com", state: "active" },
			{ email: "b@example.com", state: "pending" },
		]);
	});
});

it("adding a subscriber twice changes nothing the second time, and says so", async () => {
	const first = await cli.run(
		"subscribers",
		"add",
		"ada@example.com",
		"--confirmed",
	);
	expect(first.out).toBe("ada@example.com is a subscriber now.\n");
	const second = await cli.run(
		"subscribers",
		"add",
		"ADA@EXAMPLE.COM",
		"--confirmed",
	);
	expect(second.out).toBe(
		"ada@example.com is already a subscriber; nothing was changed.\n",
	);
});

describe("a job that was renamed", () => {
	const midnight = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;

	it.each([
		["forget", "clean-sign-ups", "deleted votes in quarantine: 0"],
		["retain", "delete-expired", "deleted consents: 0"],
		["retire", "inactive-subscribers", "Nothing is due."],
	])(
		"runs as %s with a note that it is called %s now",
		async (old, name, result) => {
			const { code, out, err } = await cli.run("job", "run", old);
			expect(code).toBe(0);
			expect(out).toContain(result);
			expect(err).toBe(`digest: note: the job ${old} is now called ${name}.\n`);
		},
	);

	it("does not run a second time on the day on which it ran under its old name", async () => {
		await cli.run("issue", "list");
		const db = openDatabase(join(cli.dataDir, "digest.sqlite"));
		await db
			.insertInto("job_runs")
			.values({
				job: "retain",
				due_at: midnight,
				state: "done",
				attempts: 1,
				claimed_by: null,
				claimed_until: null,
				started_at: midnight,
				finished_at: midnight,
				result: "done by the version before",
			})
			.execute();
		await db.destroy();
		expect((await cli.run("job", "run", "delete-expired")).out).toBe(
			"Nothing is due.\n",
		);
		expect(await cli.json<object[]>("job", "list", "--json")).toContainEqual(
			expect.objectContaining({
				name: "delete-expired",
				lastResult: "done by the version before",
			}),
		);
	});
});

it("job list shows every job in the order of a tick, with the time when it is due next", async () => {
	const jobs = await cli.json<{ name: string; nextDue: string | null }[]>(
		"job",
		"list",
		"--json",
	);
	expect(jobs.map((job) => job.name)).toEqual([
		"draft-issue",
		"take-sign-ups",
		"send-issue",
		"count-figures",
		"clean-sign-ups",
		"delete-expired",
		"inactive-subscribers",
		"read-feedback",
	]);
	expect(jobs[0]?.nextDue).toMatch(/^\d{4}-.*T05:00:00.000Z$/);
	expect((await cli.run("job", "run", "send-issue")).out).toBe(
		"Nothing is due.\n",
	);
});
