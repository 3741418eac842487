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
