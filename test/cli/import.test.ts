import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";

it("a dry run says which facts would change, from what to what, and the import itself says how many", async () => {
	const cli = testCli();
	try {
		const week = document(["One", "+++-"], ["Two", "----"]);
		const path = (name: string, entryPrice: string) =>
			writeDocuments(cli.dataDir, name, [
				{
					...week,
					tools: week.tools.map((tool) => ({ ...tool, entryPrice })),
				},
			]);
		const first = await cli.run("import", path("1.json", "$9"));
		expect(first.out).not.toContain("→");
		const second = path("2.json", "$12");
		const dry = await cli.run("import", second, "--dry-run");
		expect(dry.out).toContain(
			"  Price of One: $9 → $12\n  Price of Two: $9 → $12\n",
		);
		expect((await cli.run("import", second)).out).toContain("2 updated");
	} finally {
		cli.dispose();
	}
});

it("neither the name of a file nor a wrong option is obeyed by a terminal", async () => {
	const cli = testCli();
	const steering = /[[\p{Cc}\p{Bidi_Control}]--[\n\t]]/v;
	try {
		const evil = "\u001b]0;x\u0007\u202e\u009b2J";
		const path = join(cli.dataDir, `${evil}.json`);
		writeFileSync(path, "{]");
		for (const argv of [
			["import", path],
			["issue", "draft", "--until", evil],
			["issue", `--${evil}`],
			[evil],
		]) {
			const { code, out, err } = await cli.run(...argv);
			expect(code).not.toBe(0);
			expect(out + err).toContain("\\u001B");
			expect(out + err).not.toMatch(steering);
		}
	} finally {
		cli.dispose();
	}
});
