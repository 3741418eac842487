import { type KeyObject, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";

/*
 * A thread that signs, several at a time: see signatures.ts. It is started as it
 * stands here, so it imports nothing of the project's.
 */

const keys: readonly { algorithm: "sha256" | null; key: KeyObject }[] =
	workerData;

parentPort?.on("message", (batch: readonly [number, Uint8Array][]) => {
	parentPort?.postMessage(
		batch.map(([index, data]) => {
			const { algorithm, key } = keys[index] ?? {};
			if (algorithm === undefined || !key) throw new Error("no such key");
			return sign(algorithm, data, key).toString("base64");
		}),
	);
});
