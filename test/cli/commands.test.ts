import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestCli, testCli } from "../support/cli.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli();
});
afterEach(() => cli.dispose());

/** Every command line there is, groups' members included. */
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
	["issue", "cancel"],
	["render"],
	["preview"],
	["send"],
	["subscribers", "add"],
	["subscribers", "list"],
	["subscribers", "show"],
	["job", "list"],
	["job", "run"],
	["migrate"],
];

describe("help", () => {
	it.each(COMMANDS.map((words) => [words.join(" "), words]))(
		"%s --help teaches with an example",
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

	it("says how to begin", async () => {
		const { code, out } = await cli.run("--help");
		expect(code).toBe(0);
		expect(out).toContain("digest demo");
	});
});

describe("wrong use exits 2, in one line and with the way out", () => {
	it.each([
		[["nonsense"]],
		[["send", "--nonsense"]],
		[["import"]],
		[["render"]],
		[["render", "--for", "a@example.com", "--format", "pdf"]],
		[["import", "x", "--published-at", "yesterday"]],
		[["issue", "draft", "--until", "2026-13-45T00:00:00Z"]],
		[["issue", "cancel"]],
	])("%j", async (argv) => {
		const { code, out, err } = await cli.run(...argv);
		expect(code).toBe(2);
		expect(out).toBe("");
		expect(err).toMatch(/^digest: .+\n\(For the usage add: --help\)\n$/);
	});
});

describe("a failure exits 1, in one line and without a trace", () => {
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
	])("%j", async (argv, message) => {
		const { code, err } = await cli.run(...argv);
		expect(code).toBe(1);
		expect(err).toMatch(message);
		expect(err).toMatch(/^digest: [^\n]+\n$/);
		expect(err).not.toMatch(/\.[jt]s:\d+/);
	});

	it("tells every wrong setting at once", async () => {
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

describe("--json", () => {
	it.each([
		[["issue", "list", "--json"]],
		[["job", "list", "--json"]],
		[["migrate", "--json"]],
		[["schema"]],
	])("%j prints one document", async (argv) => {
		const { code, out } = await cli.run(...argv);
		expect(code).toBe(0);
		expect(() => JSON.parse(out)).not.toThrow();
	});

	it("shows subscribers one to a line", async () => {
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

it("adds a subscriber once, and says so the second time", async () => {
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

it("lists the jobs with their next time", async () => {
	const jobs = await cli.json<{ name: string; nextDue: string | null }[]>(
		"job",
		"list",
		"--json",
	);
	expect(jobs.map((job) => job.name)).toEqual([
		"draft-issue",
		"take-sign-ups",
		"send-issue",
		"clean-sign-ups",
		"delete-expired",
		"inactive-subscribers",
	]);
	expect(jobs[0]?.nextDue).toMatch(/^\d{4}-.*T05:00:00.000Z$/);
	expect((await cli.run("job", "run", "send-issue")).out).toBe(
		"Nothing is due.\n",
	);
});
