import { type KeyObject, sign } from "node:crypto";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** With what is signed; null: the algorithm is the key's own, as with Ed25519. */
export interface SigningKey {
	readonly algorithm: "sha256" | null;
	readonly key: KeyObject;
}

/** The signature by the key with this index, in base64. */
export type Signatures = (index: number, data: Buffer) => Promise<string>;

interface Request {
	index: number;
	key: SigningKey;
	data: Buffer;
	resolve(signature: string): void;
	reject(error: unknown): void;
}

interface Thread {
	/** How many it has in hand. */
	load: number;
	sign(batch: readonly Request[]): void;
}

/** One core is left for the sending itself. */
const THREADS = Math.min(4, Math.max(1, availableParallelism() - 1));

/** What a thread gets in one go. Of more, the first come back while the rest are signed: else thread and sender take turns. */
const BATCH = 8;

/**
 * Signs beside the event loop: an RSA signature takes longer than all the rest
 * of a message. What is asked for in one turn of the loop goes to a thread
 * several at a time, because waking one for each would cost the caller much of
 * what it saves (`npm run bench dkim`). What comes alone, as a letter
 * does, is signed by Node's own threads, and none is started for it.
 */
export function createSignatures(keys: readonly SigningKey[]): Signatures {
	const threads: Thread[] = [];
	let gathered: Request[] = [];

	function flush(): void {
		const requests = gathered;
		gathered = [];
		for (let from = 0; from < requests.length; from += BATCH) {
			const batch = requests.slice(from, from + BATCH);
			try {
				signBatch(batch);
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
	}

	function signBatch(batch: readonly Request[]): void {
		const [first, second] = batch;
		if (first && !second && threads.length === 0) {
			signAlone(first);
			return;
		}
		const isBusy = threads.every(({ load }) => load > 0);
		if (isBusy && threads.length < THREADS) {
			const started = startThread(keys, () => {
				threads.splice(threads.indexOf(started), 1);
			});
			threads.push(started);
		}
		const [free] = threads.toSorted((one, other) => one.load - other.load);
		free?.sign(batch);
	}

	return (index, data) =>
		new Promise((resolve, reject) => {
			const key = keys[index];
			if (!key) throw new RangeError(`there is no key ${index}`);
			if (gathered.length === 0) setImmediate(flush);
			gathered.push({ index, key, data, resolve, reject });
		});
}

function signAlone({ key, data, resolve, reject }: Request): void {
	sign(key.algorithm, data, key.key, (error, value) => {
		if (error) reject(error);
		else resolve(value.toString("base64"));
	});
}

function startThread(keys: readonly SigningKey[], onEnded: () => void): Thread {
	const worker = new Worker(new URL("./signing-thread.ts", import.meta.url), {
		workerData: keys,
		// It needs nothing of what this process was started with.
		execArgv: [],
		env: {},
	});
	/** Answered in their order. */
	const batches: (readonly Request[])[] = [];
	const thread: Thread = {
		load: 0,
		sign(batch) {
			// While it has something in hand it keeps the process from ending.
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
			if (signature === undefined) reject(new Error("it was not signed"));
			else resolve(signature);
		});
	});
	let failure = new Error("the thread that signs has ended");
	worker.on("error", (error: Error) => {
		failure = error;
	});
	worker.on("exit", () => {
		onEnded();
		for (const { reject } of batches.splice(0).flat()) reject(failure);
	});
	return thread;
}
