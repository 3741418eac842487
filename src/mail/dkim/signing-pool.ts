import { type KeyObject, sign } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

export interface SigningKey {
	/** The hash; null: the key's type decides, as with Ed25519. */
	readonly algorithm: "sha256" | null;
	readonly key: KeyObject;
}

/** Signs with the key of this index. Resolves with the signature in base64. */
export type SignWith = (index: number, data: Buffer) => Promise<string>;

interface SigningRequest {
	index: number;
	key: SigningKey;
	data: Buffer;
	resolve(signature: string): void;
	reject(error: unknown): void;
}

interface SigningThread {
	/** How many signatures it still owes. */
	load: number;
	sign(batch: readonly SigningRequest[]): void;
}

/** One core is left for the event loop. */
const MAX_THREADS = Math.min(4, Math.max(1, availableParallelism() - 1));

/** Requests in one message to a thread. With larger batches, thread and sender would work in turn, not at once. */
const MAX_BATCH = 8;

/**
 * Signs outside the event loop: an RSA signature takes longer than all the rest
 * of a message. The requests of one turn of the loop go to a thread in batches,
 * because waking a thread for each costs the event loop much of what it saves
 * (`npm run bench dkim`). A single request, as for a letter, is signed by Node's
 * own thread pool and starts no thread.
 *
 * @returns a function that rejects with a RangeError when there is no key of that index
 */
export function createSigningPool(keys: readonly SigningKey[]): SignWith {
	const threads: SigningThread[] = [];
	let waiting: SigningRequest[] = [];

	function flush(): void {
		const requests = waiting;
		waiting = [];
		for (let from = 0; from < requests.length; from += MAX_BATCH) {
			const batch = requests.slice(from, from + MAX_BATCH);
			try {
				signBatch(batch);
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
	}

	function signBatch(batch: readonly SigningRequest[]): void {
		const [first, second] = batch;
		if (first && !second && threads.length === 0) {
			signAlone(first);
			return;
		}
		const allBusy = threads.every(({ load }) => load > 0);
		if (allBusy && threads.length < MAX_THREADS) {
			const started = startThread(keys, () => {
				threads.splice(threads.indexOf(started), 1);
			});
			threads.push(started);
		}
		const [leastBusy] = threads.toSorted((one, other) => one.load - other.load);
		leastBusy?.sign(batch);
	}

	return (index, data) =>
		new Promise((resolve, reject) => {
			const key = keys[index];
			if (!key) throw new RangeError(`There is no key ${index}`);
			if (waiting.length === 0) setImmediate(flush);
			waiting.push({ index, key, data, resolve, reject });
		});
}

function signAlone({ key, data, resolve, reject }: SigningRequest): void {
	sign(key.algorithm, data, key.key, (error, value) => {
		if (error) reject(error);
		else resolve(value.toString("base64"));
	});
}

function startThread(
	keys: readonly SigningKey[],
	onEnded: () => void,
): SigningThread {
	const worker = new Worker(new URL("./signing-thread.ts", import.meta.url), {
		workerData: keys,
		// It needs none of this process's other options, and none of its environment.
		execArgv: [
			"--import",
			new URL("../../load-typescript.js", import.meta.url).href,
		],
		env: {},
	});
	/** Sent and not yet answered. A thread answers in the order in which it was asked. */
	const batches: (readonly SigningRequest[])[] = [];
	const thread: SigningThread = {
		load: 0,
		sign(batch) {
			// The process must not end before the thread has answered.
			worker.ref();
			thread.load += batch.length;
			batches.push(batch);
			worker.postMessage(batch.map(({ index, data }) => [index, data]));
		},
	};
	worker.on("message", (signatures: readonly string[]) => {
		const batch = batches.shift() ?? [];
		thread.load -= batch.length;
		if (thread.load === 0) worker.unref();
		batch.forEach(({ resolve, reject }, place) => {
			const signature = signatures[place];
			if (signature === undefined)
				reject(new Error("The signing thread returned no signature"));
			else resolve(signature);
		});
	});
	let failure = new Error("The signing thread ended");
	worker.on("error", (error: Error) => {
		failure = error;
	});
	worker.on("exit", () => {
		onEnded();
		for (const { reject } of batches.splice(0).flat()) reject(failure);
	});
	return thread;
}
