import type { Db, NewSignUp } from "../../db/schema.ts";
import { keepConsentText } from "../../db/subscriber/consents.ts";
import { insertSignUps } from "../../db/subscriber/sign-ups.ts";
import type { ConsentText } from "./consent-text.ts";

export interface SignUpInbox {
	/**
	 * Resolves when what was asked for is on disk. Null, for what is not taken,
	 * waits with the others; what its time tells is about the asker, never about
	 * an address.
	 */
	receive(signUp: NewSignUp | null): Promise<void>;
}

interface Waiting {
	signUp: NewSignUp | null;
	done(): void;
	failed(error: unknown): void;
}

/** As SQLite binds 32,766 values at most and a sign-up has eleven. */
const BATCH = 500;

/**
 * Writes down what people ask for at the door, and looks nothing up: the
 * address is no different from any other here. Those who come while a commit
 * is under way share the next one, for its way to the disk is the same for one
 * and for a hundred.
 *
 * @param onReceived called after each commit
 */
export function createSignUpInbox(
	db: Db,
	consent: ConsentText,
	onReceived: () => void,
): SignUpInbox {
	const waiting: Waiting[] = [];
	let textKept = false;
	let busy = false;

	async function write(batch: readonly Waiting[]): Promise<void> {
		const signUps = batch.flatMap(({ signUp }) => signUp ?? []);
		if (!textKept) await keepConsentText(db, consent);
		textKept = true;
		await insertSignUps(db, signUps);
		if (signUps.length > 0) onReceived();
	}

	async function work(): Promise<void> {
		busy = true;
		// The requests that arrived together are read one after the other: wait for all of them.
		await new Promise(setImmediate);
		while (waiting.length > 0) {
			const batch = waiting.splice(0, BATCH);
			await write(batch).then(
				() => {
					for (const { done } of batch) done();
				},
				(error: unknown) => {
					for (const { failed } of batch) failed(error);
				},
			);
			await new Promise(setImmediate);
		}
		busy = false;
	}

	return {
		receive: (signUp) =>
			new Promise((done, failed) => {
				waiting.push({ signUp, done, failed });
				if (!busy) void work();
			}),
	};
}
