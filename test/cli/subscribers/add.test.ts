import { afterEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../../support/cli.ts";

let cli: TestCli;
afterEach(() => cli.dispose());

it("subscribers add says how to ask again when the confirmation could not be mailed", async () => {
	cli = testCli({ SMTP_URL: "smtp://127.0.0.1:1" });
	const failed = await cli.run("subscribers", "add", "ada@example.com");
	expect(failed).toMatchObject({ code: 1 });
	expect(failed.err).toContain("could not be mailed");
	const again = await cli.run("subscribers", "add", "ada@example.com");
	expect(again.out).toBe(
		"ada@example.com was already asked to confirm; to ask again, add --again.\n",
	);
});

it("subscribers add --update changes the name and the choices of who is here, shows them first, and mails nobody", async () => {
	cli = testCli();
	const add = (...more: string[]) =>
		cli.run("subscribers", "add", "ada@example.com", ...more);
	await add("--confirmed", "--name", "Ada");
	expect((await add("--name", "Ada L.")).out).toContain("add --update");
	const more = [
		"--name",
		"Ada L.",
		"--format",
		"brief",
		"--category",
		"Design",
	];
	const line =
		'name “Ada” → “Ada L.”; format “full” → “brief”; categories none → “["Design"]”.\n';
	const dry = await add(...more, "--update", "--dry-run");
	expect(dry.out).toBe(`ada@example.com would be changed: ${line}`);
	const real = await add(...more, "--update");
	expect(real.out).toBe(`ada@example.com was changed: ${line}`);
	expect((await add(...more, "--update")).out).toContain("nothing was changed");
	await cli.run("subscribers", "leave", "ada@example.com");
	const left = await add("--name", "X", "--update");
	expect(left).toMatchObject({ code: 1 });
	expect(left.err).toContain("unsubscribed on");
});
