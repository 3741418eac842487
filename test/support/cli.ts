import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { runCli } from "../../src/cli/run.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { type Clock, systemClock } from "../../src/time/clock.ts";

export interface CliResult {
	code: number;
	out: string;
	err: string;
}

export interface TestCli {
	readonly dataDir: string;
	/** One command line, on this installation's database. */
	run(...argv: string[]): Promise<CliResult>;
	/** The same, with something on its standard input. */
	pipe(input: string, ...argv: string[]): Promise<CliResult>;
	/** The same, its output parsed. */
	json<T = never>(...argv: string[]): Promise<T>;
	dispose(): void;
}

/** An installation of its own in a temporary folder, driven by command lines in this process. */
export function testCli(
	env: Record<string, string> = {},
	clock: Clock = systemClock,
	signal = new AbortController().signal,
): TestCli {
	const dataDir = mkdtempSync(join(tmpdir(), "digest-cli-"));
	const run = (...argv: string[]) => pipe("", ...argv);
	async function pipe(input: string, ...argv: string[]): Promise<CliResult> {
		const result = { code: 0, out: "", err: "" };
		result.code = await runCli(argv, {
			env: { DATA_DIR: dataDir, LOG_LEVEL: "silent", ...env },
			out: (text) => {
				result.out +=
					typeof text === "string"
						? text
						: Buffer.from(text).toString("latin1");
			},
			err: (text) => {
				result.err += text;
			},
			input: () => Readable.from([Buffer.from(input)]),
			drained: async () => {},
			terminal: { out: false, err: false, stream: new PassThrough() },
			signal,
			clock,
			worker: createWorker({
				host: "here",
				pid: 1,
				nonce: "cli",
				isRunning: () => true,
			}),
		});
		return result;
	}
	return {
		dataDir,
		run,
		pipe,
		async json<T>(...argv: string[]): Promise<T> {
			const result = await run(...argv);
			if (result.code !== 0) throw new Error(result.err);
			return JSON.parse(result.out) as T;
		},
		dispose: () => rmSync(dataDir, { recursive: true, force: true }),
	};
}
