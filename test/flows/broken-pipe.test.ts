import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { approvedIssue } from "../support/approved-issue.ts";
import { testCli } from "../support/cli.ts";
import { LAUNCHER } from "../support/process.ts";

/* The reader of the output leaves in the middle, as in `digest … | head -1`. */

it("a sender goes on when nobody reads its progress any more", async () => {
	const people = 400;
	const { sink, send, counts, close } = await approvedIssue(people, {
		SMTP_CONNECTIONS: "4",
	});
	// Slow enough that a line of progress falls due in the middle.
	sink.fault = ({ phase }) => (phase === "dot" ? { late: 60 } : undefined);
	const { child, says, ended } = send();
	await says(/Sending issue 1/);
	child.stderr?.destroy();
	expect(await ended).toEqual({ code: 0, signal: null });
	expect(await counts()).toEqual({ accepted: people });
	expect(sink.messages).toHaveLength(people);
	await close();
});

it.each([["list"], ["list", "--json"]])(
	"issue %s exits with 1 when its results can't be written, as on a full disk",
	async (...argv) => {
		const cli = testCli();
		const file = join(cli.dataDir, "results");
		writeFileSync(file, "");
		// Opened for reading alone, it takes nothing.
		const full = openSync(file, "r");
		const child = spawn(process.execPath, [LAUNCHER, "issue", ...argv], {
			env: { PATH: process.env.PATH ?? "", DATA_DIR: cli.dataDir },
			stdio: ["ignore", full, "ignore"],
		});
		expect(await once(child, "close")).toEqual([1, null]);
		closeSync(full);
		cli.dispose();
	},
);
