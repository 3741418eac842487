import { type KeyObject, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";

/*
 * The thread of signing-pool.ts. Node runs this file directly, without a loader,
 * so it imports nothing from the project.
 */

const keys: readonly { algorithm: "sha256" | null; key: KeyObject }[] =
	workerData;

parentPort?.on("message", (batch: readonly [number, Uint8Array][]) => {
	parentPort?.postMessage(
		batch.map(([index, data]) => {
			const { algorithm, key } = keys[index] ?? {};
			if (algorithm === undefined || !key)
				throw new Error(`There is no key ${index}`);
			return sign(algorithm, data, key).toString("base64");
		}),
	);
});
