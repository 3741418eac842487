import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { runCli } from "./cli/run.ts";
import { commandForm, setCommandForm } from "./command-form.ts";
import { readEnvFile } from "./config/env-file.ts";
import { createWorker } from "./delivery/worker.ts";
import { describeError } from "./errors.ts";
import { endLog } from "./log.ts";
import { systemClock } from "./time/clock.ts";

/*
 * The process: arguments, environment, signals and exit code. The first
 * Ctrl-C or SIGTERM lets the command finish in order, a second one exits at once.
 */

const stopping = new AbortController();
let asked = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
	process.on(signal, () => {
		if (asked) {
			endLog();
			process.exit(130);
		}
		asked = true;
		stopping.abort();
	});

// The reader of the output may have closed it, as in `digest … | head`. Exiting
// at once would cut off the messages in flight.
let outputLost = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	outputLost ||= error.code !== "EPIPE";
	stopping.abort();
});
// Nobody reads the progress any more: that is no reason to stop.
process.stderr.on("error", () => {});

setCommandForm(
	commandForm(process.argv[1] ?? "digest", process.cwd(), process.env),
);
const exitCode = await runCli(process.argv.slice(2), {
	env: { ...dotEnv(), ...process.env },
	input: () => process.stdin,
	out: (text) => process.stdout.write(text),
	drained,
	err: (text) => process.stderr.write(text),
	terminal: {
		out: process.stdout.isTTY === true,
		err: process.stderr.isTTY === true,
		stream: process.stderr,
	},
	signal: stopping.signal,
	clock: systemClock,
	worker: createWorker({
		host: hostname(),
		boot: known(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
		pidNamespace: known(() => readlinkSync("/proc/self/ns/pid")),
		pid: process.pid,
		nonce: randomBytes(4).toString("hex"),
		isRunning,
	}),
});
process.exitCode = exitCode;
// A failure to write the last output is known only at the very end.
process.on("exit", (code) => {
	if (code === 0 && outputLost) process.exitCode = 1;
});

function drained(): Promise<void> {
	return new Promise((resolve) => {
		if (!process.stdout.writableNeedDrain || stopping.signal.aborted)
			return resolve();
		const go = () => {
			process.stdout.off("drain", go);
			stopping.signal.removeEventListener("abort", go);
			resolve();
		};
		process.stdout.on("drain", go);
		// Nobody reads the output any more, so that it never drains.
		stopping.signal.addEventListener("abort", go);
	});
}

/** Settings from `.env` in the current folder. The environment overrides them. */
function dotEnv(): Record<string, string | undefined> {
	if (!existsSync(".env")) return {};
	try {
		return readEnvFile(readFileSync(".env"));
	} catch (error) {
		process.stderr.write(`digest: ${describeError(error)}\n`);
		process.exit(1);
	}
}

/** Empty if the system does not say. */
function known(read: () => string): string {
	try {
		return read();
	} catch {
		return "";
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, under another user.
		return (error as NodeJS.ErrnoException).code === "EPERM";
	}
}
