import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/* A run of the tests that fails says so to whoever started it. */

const project = join(import.meta.dirname, "..", "..");

it.each([
	["an assertion fails", "assertion", "0 passed, 1 failed, 0 skipped"],
	["its process dies", "process", /^0 passed, [1-9]\d* failed, 0 skipped$/m],
	["a rejection is left behind", "rejection", "1 passed, 1 failed, 0 skipped"],
])(
	"the tests exit with 1 when in one of them %s",
	async (_what, file, line) => {
		const run = promisify(execFile)(
			process.execPath,
			[
				join(project, "node_modules", "vitest", "vitest.mjs"),
				...["run", "--config", "test/gate/failures.config.ts"],
				`test/gate/${file}.fails.ts`,
			],
			{ cwd: project, env: { PATH: process.env.PATH ?? "" } },
		);
		const { code, stdout } = await run.then(
			() => ({ code: 0, stdout: "" }),
			(error: { code: number; stdout: string }) => error,
		);
		expect(stdout).toMatch(line);
		expect(code).toBe(1);
	},
);
