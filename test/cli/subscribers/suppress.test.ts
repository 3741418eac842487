import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../../support/cli.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli();
});
afterEach(() => cli.dispose());

it("a suppressed address can't be added until it is unsuppressed, and each command says so", async () => {
	const add = () =>
		cli.run("subscribers", "add", "ada@example.com", "--confirmed");
	expect((await add()).code).toBe(0);
	const done = await cli.run(
		"subscribers",
		"suppress",
		"Ada@Example.com",
		"--reason",
		"complaint",
	);
	expect(done.out).toBe(
		"Ada@example.com will not be mailed any more (complaint).\n",
	);
	const again = await add();
	expect(again.code).toBe(1);
	expect(again.err).toMatch(
		/must not be mailed \(complaint, since .*operator\)/,
	);
	const shown = await cli.json<{
		suppression: { reason: string };
		consents: { source: string; confirmedAt: string }[];
	}>("subscribers", "show", "ada@example.com", "--json");
	expect(shown.suppression.reason).toBe("complaint");
	expect(shown.consents).toMatchObject([
		{ source: "cli", confirmedAt: expect.any(String) },
	]);
	const show = await cli.run("subscribers", "show", "ada@example.com");
	expect(show.out).toMatch(/suppressed {2}complaint, since .*by operator/);
	const lift = () => cli.run("subscribers", "unsuppress", "ada@example.com");
	expect((await lift()).out).toMatch(/may be mailed again/);
	expect((await lift()).out).toMatch(/was not suppressed/);
	expect((await add()).out).toMatch(/is already a subscriber/);
});
