import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { Office } from "./sending.ts";
import type { BenchSink } from "./sink.ts";

const LAUNCHER = join(import.meta.dirname, "..", "..", "src", "digest.js");

/**
 * Resident memory, in MB, of a `digest send` of its own, once a second for so
 * many seconds; then it is told to stop, as by Ctrl-C.
 */
export async function residentWhileSending(
	office: Office,
	sink: BenchSink,
	seconds: number,
): Promise<number[]> {
	const child = spawn(process.execPath, [LAUNCHER, "send", "--no-wait"], {
		stdio: "ignore",
		env: {
			PATH: process.env.PATH ?? "",
			DATA_DIR: office.folder,
			SMTP_URL: sink.url,
			LOG_LEVEL: "silent",
		},
	});
	const samples: number[] = [];
	for (let second = 0; second < seconds; second++) {
		await wait(1_000);
		if (child.exitCode !== null)
			throw new Error(`it ended with ${child.exitCode}`);
		samples.push(await residentOf(child.pid ?? 0));
	}
	child.kill("SIGINT");
	await once(child, "close");
	return samples;
}

/** Resident memory, in MB, of a command, ten times a second until it ends well. */
export async function residentWhileRunning(
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
		const resident = await residentOf(child.pid ?? 0).catch(() => null);
		if (resident !== null) samples.push(resident);
		await Promise.race([ended, wait(100)]);
	}
	if (child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode}`);
	return samples;
}

async function residentOf(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)("ps", [
		...["-o", "rss="],
		...["-p", String(pid)],
	]);
	return Number(stdout) / 1024;
}
