import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli();
});
afterEach(() => cli.dispose());

it("send reports an unusable DKIM key before it seals the issue", async () => {
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	await cli.run("subscribers", "add", "ada@example.com", "--confirmed");
	await cli.run("issue", "draft");
	await cli.run("issue", "approve");
	const key = join(cli.dataDir, "broken.pem");
	writeFileSync(key, "not a key");
	const signing = testCli({
		DATA_DIR: cli.dataDir,
		DKIM_DOMAIN: "example.com",
		DKIM_SELECTOR: "digest1",
		DKIM_KEY_FILE: key,
	});
	const { code, err } = await signing.run("send");
	expect(code).toBe(1);
	expect(err).toContain("DKIM_KEY_FILE");
	expect(await cli.json("issue", "show", "--json")).toMatchObject({
		state: "approved",
	});
	signing.dispose();

	// Without the key the issue is sent as it was approved.
	expect(await cli.run("send")).toMatchObject({ code: 0 });
});
