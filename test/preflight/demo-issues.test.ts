import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { PreflightReport } from "../../src/issue/preflight-report.ts";
import { type TestCli, testCli } from "../support/cli.ts";

const CAPTURES = join(import.meta.dirname, "..", "catalog", "fixtures");

let cli: TestCli;
afterEach(() => cli.dispose());

/** In two languages, with German readers of both formats. */
async function withGermanReaders(begin: readonly string[]): Promise<void> {
	cli = testCli({
		PUBLICATION_LANGUAGE: "en, de",
		PUBLIC_URL: "https://digest.example.com",
		MAIL_FROM: "Verdicts <digest@example.com>",
		POSTAL_ADDRESS: "1 Example Street, Sampleton",
	});
	expect((await cli.run(...begin)).code).toBe(0);
	for (const [name, ...choices] of [
		["gerda", "--lens", "skeptic", "--bookmark", "quillwright"],
		["kurt", "--format", "brief"],
	] as const) {
		const known = choices.filter(
			(word) => begin[0] === "demo" || !/bookmark|quillwright/.test(word),
		);
		const to = `${name}@example.com`;
		const add = ["subscribers", "add", to, "--confirmed", "--language", "de"];
		expect((await cli.run(...add, ...known)).code).toBe(0);
	}
}

async function findings(...issue: string[]) {
	const run = await cli.run("preflight", ...issue, "--no-browser", "--json");
	const report = JSON.parse(run.out) as PreflightReport;
	const read = report.copies.map(({ who }) => who);
	for (const german of ["gerda@example.com", "kurt@example.com"])
		expect(read).toContain(german);
	return report.findings;
}

test("the demo's issues are clean in both languages", async () => {
	await withGermanReaders(["demo", "--no-serve"]);
	expect(await findings("1")).toEqual([]);
	expect(await findings("2")).toEqual([]);
});

test("an issue of captured pages is clean in both languages", async () => {
	await withGermanReaders(["import", CAPTURES]);
	expect((await cli.run("issue", "draft")).code).toBe(0);
	expect(await findings()).toEqual([]);
});
