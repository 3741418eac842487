import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { LAUNCHER } from "../support/process.ts";
import type { BenchInstallation } from "./installation.ts";
import type { BenchSink } from "./sink.ts";

/**
 * The resident memory, in MB, of a new `digest send` process, once a second
 * for `seconds` seconds. Then the process is interrupted, as with Ctrl-C.
 *
 * @throws Error when it ends before
 */
export async function memoryWhileSending(
	installation: BenchInstallation,
	sink: BenchSink,
	seconds: number,
): Promise<number[]> {
	const child = spawn(process.execPath, [LAUNCHER, "send", "--no-wait"], {
		stdio: "ignore",
		env: {
			PATH: process.env.PATH ?? "",
			DATA_DIR: installation.folder,
			SMTP_URL: sink.url,
			LOG_LEVEL: "silent",
		},
	});
	const samples: number[] = [];
	for (let second = 0; second < seconds; second++) {
		await wait(1_000);
		if (child.exitCode !== null)
			throw new Error(`the process ended with ${child.exitCode}`);
		samples.push(await memoryOf(child.pid ?? 0));
	}
	child.kill("SIGINT");
	await once(child, "close");
	return samples;
}

/**
 * The resident memory, in MB, of a command, ten times a second until it ends.
 *
 * @throws Error when it ends with another exit code than 0
 */
export async function memoryWhileRunning(
	args: readonly string[],
	env: Record<string, string>,
): Promise<number[]> {
	const child = spawn(process.execPath, [LAUNCHER, ...args], {
		stdio: "ignore",
		env: { PATH: process.env.PATH ?? "", ...env },
	});
	const ended = once(child, "close");
	const samples: number[] = [];
	while (child.exitCode === null) {
		const resident = await memoryOf(child.pid ?? 0).catch(() => null);
		if (resident !== null) samples.push(resident);
		await Promise.race([ended, wait(100)]);
	}
	if (child.exitCode !== 0)
		throw new Error(`the process ended with ${child.exitCode}`);
	return samples;
}

async function memoryOf(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)("ps", [
		...["-o", "rss="],
		...["-p", String(pid)],
	]);
	return Number(stdout) / 1024;
}
