import { Worker } from "node:worker_threads";
import type { ParsedMail } from "./read-mail.ts";

/** An ordinary mail of several megabytes takes a second. */
const MAX_MS = 5_000;
const MAX_MEMORY_MB = 512;

let thread: Worker | null = null;
let last: Promise<unknown> = Promise.resolve();

/**
 * Parses a mail that anybody may have written, on a thread of its own: postal-mime takes
 * ten seconds for a megabyte of empty lines, in which this process could do nothing else.
 *
 * @returns null for one that can't be taken apart, or not within five seconds
 */
export function readForeignMail(raw: Buffer): Promise<ParsedMail | null> {
	const next = last.then(() => readNext(raw));
	last = next;
	return next;
}

function readNext(raw: Buffer): Promise<ParsedMail | null> {
	thread ??= startThread();
	const worker = thread;
	return new Promise((resolve) => {
		const end = (mail: ParsedMail | null) => {
			clearTimeout(timer);
			worker.off("message", end).off("exit", giveUp);
			resolve(mail);
		};
		const giveUp = () => {
			if (thread === worker) thread = null;
			void worker.terminate();
			end(null);
		};
		const timer = setTimeout(giveUp, MAX_MS);
		worker.once("message", end).once("exit", giveUp);
		worker.postMessage(raw);
	});
}

function startThread(): Worker {
	const worker = new Worker(new URL("./read-mail-thread.ts", import.meta.url), {
		// It needs none of this process's other options, and none of its environment.
		execArgv: [
			"--import",
			new URL("../load-typescript.js", import.meta.url).href,
		],
		env: {},
		resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
	});
	worker.unref();
	// Such as too little memory. Whoever waits is told by the exit that follows.
	worker.on("error", () => {});
	return worker;
}
