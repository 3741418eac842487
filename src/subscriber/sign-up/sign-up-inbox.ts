import type { Db } from "../../db/schema.ts";
import type { NewSignUp } from "../../db/sign-up-tables.ts";
import { saveConsentText } from "../../db/subscriber/consents.ts";
import { insertSignUps } from "../../db/subscriber/sign-ups.ts";
import type { ConsentText } from "./consent-text.ts";

export interface SignUpInbox {
	/**
	 * Resolves when the sign-up is on disk. Null stands for a sign-up that is not
	 * stored: it waits like the others, so that the time of the answer reveals
	 * nothing.
	 */
	store(signUp: NewSignUp | null): Promise<void>;
}

interface Waiting {
	signUp: NewSignUp | null;
	resolve(): void;
	reject(error: unknown): void;
}

/** SQLite binds at most 32,766 values, and a sign-up has twelve. */
const BATCH = 500;

/**
 * Stores sign-ups without looking the address up, so that every address is
 * treated alike. It is a group commit: sign-ups that come during a commit share
 * the next one, because one commit costs the same for one row and for a hundred.
 *
 * @param consents the texts that forms have
 * @param onStored called after each commit that stored a sign-up
 */
export function createSignUpInbox(
	db: Db,
	consents: readonly ConsentText[],
	onStored: () => void,
): SignUpInbox {
	const waiting: Waiting[] = [];
	let textsStored = false;
	let busy = false;

	async function write(batch: readonly Waiting[]): Promise<void> {
		const signUps = batch.flatMap(({ signUp }) => signUp ?? []);
		if (!textsStored)
			for (const consent of consents) await saveConsentText(db, consent);
		textsStored = true;
		await insertSignUps(db, signUps);
		for (const { resolve } of batch) resolve();
		if (signUps.length > 0) onStored();
	}

	/** One row that the database refuses must not take the others with it. */
	async function writeEach(batch: readonly Waiting[]): Promise<void> {
		for (const one of batch) await write([one]).catch(one.reject);
	}

	async function writeAll(): Promise<void> {
		busy = true;
		// Requests that arrived together are parsed one after the other. Wait for all of them.
		await new Promise(setImmediate);
		while (waiting.length > 0) {
			const batch = waiting.splice(0, BATCH);
			await write(batch).catch((error) =>
				batch.length > 1 && isAboutOneRow(error)
					? writeEach(batch)
					: rejectAll(batch, error),
			);
			await new Promise(setImmediate);
		}
		busy = false;
	}

	return {
		store: (signUp) =>
			new Promise((resolve, reject) => {
				waiting.push({ signUp, resolve, reject });
				if (!busy) void writeAll();
			}),
	};
}

function rejectAll(batch: readonly Waiting[], error: unknown): void {
	for (const { reject } of batch) reject(error);
}

/**
 * Whether the database refused what a row holds. It says so by a code: class 22
 * or 23 of PostgreSQL's, or SQLite's own. Anything else, such as a lost
 * connection, would fail for every row again, and each time as slowly.
 */
function isAboutOneRow(error: unknown): boolean {
	const { code = "" } = error as { code?: unknown };
	return (
		error instanceof TypeError ||
		/^(2[23][\dA-Z]{3}$|SQLITE_(CONSTRAINT|MISMATCH|TOOBIG))/.test(String(code))
	);
}
