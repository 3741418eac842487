import { Failure } from "../../errors.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import type { Imap } from "./open-imap.ts";
import { whatServerSaid } from "./what-server-said.ts";

/** What is known of a folder from one time to the next. UIDs grow and are never used again (RFC 3501 2.3.1.1). */
export interface FolderState {
	/** A folder with another one is another folder: it is read from its beginning. */
	uidValidity: string;
	/** What was there up to this one when the folder was first read. */
	oldUntil: number;
	/** Everything up to this one was handed over, or is in `failed`. */
	lastUid: number;
	/** Messages that could not be taken in, and since when. They are tried again for a day. */
	failed: { uid: number; since: Instant }[];
	/** The connection broke while these were fetched: the next time, each is fetched by itself. */
	suspects: number[];
}

/** One message of a folder. */
export interface FolderMail {
	uid: number;
	/** Its bytes; of a large one only the beginning. */
	raw: Buffer;
	/** Somebody has read it, or it was there before the folder was first read. */
	isOld: boolean;
}

export interface FolderReading {
	state: FolderState | null;
	/** Takes a message in. True: it is marked or moved then; false: it is left for a person. */
	take(mail: FolderMail): Promise<boolean>;
	/** Called after each piece, once its messages are marked. */
	save(state: FolderState): Promise<void>;
	/** Messages that were taken in go there; null: they are marked as read. */
	moveTo: string | null;
	now: Instant;
	signal: AbortSignal;
}

export interface FolderResult {
	taken: number;
	/** What went wrong with single messages, one sentence each. */
	faults: string[];
}

/** Of one message no more is fetched. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Messages that are fetched together: at most so many, of so many bytes together. */
const PIECE = 50;
const PIECE_BYTES = 4 * 1024 * 1024;
/** If more can't be taken in, it is not their fault. */
const MAX_FAILED = 100;

/**
 * Reads what is new in a folder, in pieces, the oldest first. A message that can't
 * be fetched or taken in does not stop the others. Nothing is marked before `take`
 * has resolved.
 *
 * @throws what breaks the connection, and what `save` throws: the next time goes on after the last piece that was saved
 */
export async function readFolder(
	imap: Imap,
	path: string,
	reading: FolderReading,
): Promise<FolderResult> {
	const { now, signal } = reading;
	const folder = await openFolder(imap, path);
	if (typeof folder === "string")
		return {
			taken: 0,
			faults: [`the folder ${path} can't be opened: ${folder}`],
		};
	const uidValidity = String(folder.uidValidity);
	const known =
		reading.state?.uidValidity === uidValidity ? reading.state : null;
	const state: FolderState = known ?? {
		uidValidity,
		oldUntil: folder.uidNext - 1,
		lastUid: 0,
		failed: [],
		suspects: [],
	};
	if (known === null) await reading.save(state);
	const result: FolderResult = { taken: 0, faults: [] };
	const again = state.failed.map(({ uid }) => uid);
	const found = await imap.search(
		{ uid: `${state.lastUid + 1}:*` },
		{ uid: true },
	);
	if (!Array.isArray(found))
		throw new Failure("no-imap", `The folder ${path} can't be searched.`);
	// The last message belongs to N:* even if its UID is smaller.
	const fresh = found
		.filter((uid) => uid > state.lastUid)
		.sort((a, b) => a - b);
	while (fresh.length > 0 && !signal.aborted) {
		const alone = state.suspects.includes(fresh[0] ?? 0);
		const piece = await choosePiece(imap, fresh.slice(0, alone ? 1 : PIECE));
		fresh.splice(0, piece.uids.length);
		await takePiece(piece.fetch, piece.uids.at(-1) ?? 0);
	}
	for (const uid of again) if (!signal.aborted) await takePiece([uid], 0);
	return result;

	async function takePiece(uids: number[], last: number): Promise<void> {
		const done: number[] = [];
		for (const mail of await fetchPiece(uids, last)) {
			if (signal.aborted) return;
			try {
				if (await reading.take(mail)) done.push(mail.uid);
				state.failed = state.failed.filter(({ uid }) => uid !== mail.uid);
			} catch (error) {
				fail(mail.uid, error);
			}
		}
		await mark(done);
		result.taken += done.length;
		state.lastUid = Math.max(state.lastUid, last);
		await reading.save(state);
		if (state.failed.length > MAX_FAILED)
			throw new Failure(
				"no-imap",
				`More than ${MAX_FAILED} messages of the folder ${path} can't be taken in. The last one: ${result.faults.at(-1)}`,
			);
	}

	async function fetchPiece(
		uids: number[],
		last: number,
	): Promise<FolderMail[]> {
		if (uids.length === 0) return [];
		try {
			const mails = await imap.fetchAll(
				uids.join(","),
				{ uid: true, flags: true, source: { start: 0, maxLength: MAX_BYTES } },
				{ uid: true },
			);
			// Deleted in the meantime.
			if (mails.length < uids.length)
				state.failed = state.failed.filter(
					({ uid }) =>
						!uids.includes(uid) || mails.some((mail) => mail.uid === uid),
				);
			return mails
				.map(({ uid, source, flags }) => ({
					uid,
					raw: source ?? Buffer.alloc(0),
					isOld: uid <= state.oldUntil || flags?.has("\\Seen") === true,
				}))
				.sort((one, other) => one.uid - other.uid);
		} catch (error) {
			const [only] = uids;
			if (only !== undefined && uids.length === 1) {
				fail(only, error);
				if (imap.usable) return [];
				state.lastUid = Math.max(state.lastUid, last);
			} else state.suspects = uids;
			await reading.save(state);
			throw error;
		}
	}

	function fail(uid: number, error: unknown): void {
		const earlier = state.failed.find((one) => one.uid === uid);
		const isOver = earlier !== undefined && earlier.since < shift(now, -DAY);
		state.failed = state.failed.filter((one) => one.uid !== uid);
		if (!isOver) state.failed.push(earlier ?? { uid, since: now });
		result.faults.push(
			`message ${uid} of the folder ${path}: ${whatServerSaid(error)}${isOver ? "; it is tried no more" : ""}`,
		);
	}

	/** A message that could not be marked was taken in all the same. */
	async function mark(uids: number[]): Promise<void> {
		if (uids.length === 0) return;
		const range = uids.join(",");
		const isMarked =
			reading.moveTo === null
				? await imap.messageFlagsAdd(range, ["\\Seen"], { uid: true })
				: await imap.messageMove(range, reading.moveTo, { uid: true });
		if (isMarked === false)
			result.faults.push(
				`messages ${range} of the folder ${path} were taken in, but could not be ${reading.moveTo === null ? "marked" : "moved"}`,
			);
	}
}

/** @returns a text: why it can't be opened, which says nothing of the other folders */
async function openFolder(imap: Imap, path: string) {
	try {
		return await imap.mailboxOpen(path);
	} catch (error) {
		if (imap.usable) return whatServerSaid(error);
		throw error;
	}
}

/** The first of these UIDs whose messages are small enough together. `fetch`: those that are still there. */
async function choosePiece(
	imap: Imap,
	uids: number[],
): Promise<{ uids: number[]; fetch: number[] }> {
	const sizes = await imap.fetchAll(
		uids.join(","),
		{ uid: true, size: true },
		{ uid: true },
	);
	const sizeOf = new Map(
		sizes.map(({ uid, size }) => [uid, size ?? MAX_BYTES]),
	);
	let bytes = 0;
	let count = 0;
	for (const uid of uids) {
		bytes += Math.min(sizeOf.get(uid) ?? 0, MAX_BYTES);
		if (count > 0 && bytes > PIECE_BYTES) break;
		count++;
	}
	const chosen = uids.slice(0, count);
	return { uids: chosen, fetch: chosen.filter((uid) => sizeOf.has(uid)) };
}
