import { join } from "node:path";
import { expect, it } from "vitest";
import { approvedIssue } from "../support/approved-issue.ts";
import { testCli } from "../support/cli.ts";
import { document, writeDocuments } from "../support/documents.ts";
import { ownDatabase } from "../support/own-database.ts";

/* An issue from import to complete on a real PostgreSQL server, with several workers. */

it("three workers share an issue and its rate limits on PostgreSQL and mail nobody twice", async () => {
	const people = 900;
	const issue = await approvedIssue(people, {
		DATABASE_URL: await ownDatabase(),
	});
	const { sink, cli } = issue;
	const week = join(cli.dataDir, "week.json");
	expect((await cli.run("import", week)).out).toContain("Nothing changed");
	const threeSend = async (argv: string[], env: Record<string, string>) => {
		const workers = [1, 2, 3].map(() => issue.sendWith(env, ...argv));
		const ends = await Promise.all(workers.map((worker) => worker.ended));
		return ends.map((end) => end.code);
	};
	const limits = { SEND_RATE: "400/d", DOMAIN_RATE: "*=250/d" };
	expect(await threeSend(["--no-wait"], limits)).toEqual([1, 1, 1]);
	expect(sink.messages.length).toBeLessThanOrEqual(250);
	// A worker may have ended before another gave back what it could not use.
	await issue.sendWith(limits, "--no-wait").ended;
	expect(sink.messages).toHaveLength(250);
	expect(await threeSend([], {})).toEqual([0, 0, 0]);
	expect(sink.messages).toHaveLength(people);
	expect(sink.recipients().size).toBe(people);
	const shown = await cli.json<{ state: string; deliveries: object }>(
		"issue",
		"show",
		"--json",
	);
	expect(shown).toMatchObject({
		state: "complete",
		deliveries: { recipients: people, accepted: people, final: people },
	});
	await issue.close();
});

it("six drafts at once on PostgreSQL make one issue", async () => {
	const cli = testCli({ DATABASE_URL: await ownDatabase() });
	await cli.run(
		"import",
		writeDocuments(cli.dataDir, "week.json", [
			document(["Alpha", "++++"], ["Beta", "+---"]),
		]),
	);
	const drafts = await Promise.all(
		Array.from({ length: 6 }, () => cli.run("issue", "draft")),
	);
	expect(drafts.map(({ code, err }) => `${code}${err}`)).toEqual(
		Array(6).fill("0"),
	);
	expect(await cli.json("issue", "list", "--json")).toHaveLength(1);
	cli.dispose();
});
