import { parentPort } from "node:worker_threads";
import { readMail } from "./read-mail.ts";

/** Answers each message, a mail's bytes, with a `ParsedMail`, or null for one that can't be taken apart. */
parentPort?.on("message", async (raw: Uint8Array) => {
	parentPort?.postMessage(await readMail(Buffer.from(raw)).catch(() => null));
});
