import type { Context } from "hono";
import { MINUTE } from "../time/time-span.ts";
import { holdOpen } from "./access/signed-in.ts";
import {
	BadForm,
	boundaryOf,
	firstField,
	readMultipart,
	type Upload,
} from "./multipart.ts";

const MB = 1_000_000;

/**
 * The pages that take files, by exact path, and how many bytes a form of each may
 * have: what its files may have, and a little for the rest.
 */
const UPLOAD_ROUTES: ReadonlyMap<string, number> = new Map([
	["/studio/import", 21 * MB],
	["/studio/people/import", 65 * MB],
]);

/**
 * How long a file may take to arrive, over a slow line, in milliseconds. Only what
 * begins with the token of a session may take longer than any other request.
 */
export const UPLOAD_MS = 10 * MINUTE;

/** The first field of a form, with its token, has fewer bytes than this. */
const MAX_BEGINNING = 4096;

const uploads = new WeakMap<Request, Upload>();

/** What a form says, with or without files. The guard has read the body before. */
export async function sentUpload(c: Context): Promise<Upload> {
	return (
		uploads.get(c.req.raw) ?? {
			fields: new URLSearchParams(await c.req.text()),
			files: [],
		}
	);
}

/** How many bytes a form with files may have here; null: this page takes none. */
export function uploadLimit(c: Context): number | null {
	return boundaryOf(c.req.header("content-type") ?? "") === null
		? null
		: (UPLOAD_ROUTES.get(c.req.path) ?? null);
}

/** Why a form was not read. */
export interface Unread {
	status: 400 | 401 | 403 | 411 | 413;
	why: string;
}

/**
 * Reads a form with files, once, into memory of the size that it states. Its first
 * field must be the token: before that is proven, no more than `MAX_BEGINNING`
 * bytes are looked at.
 *
 * @param limit bytes (`uploadLimit`)
 * @param tokenOf whether the first field is the token of this session
 */
export async function readUpload(
	c: Context,
	limit: number,
	isToken: (name: string, value: string) => boolean,
): Promise<Upload | Unread> {
	const boundary = boundaryOf(c.req.header("content-type") ?? "") ?? "";
	const stated = c.req.header("content-length") ?? "";
	if (!/^\d{1,15}$/.test(stated))
		return { status: 411, why: "This form does not say how long it is." };
	const length = Number(stated);
	if (length > limit)
		return {
			status: 413,
			why: `This form is too long: it may have ${Math.floor(limit / MB)} MB. Go back, and send less at a time.`,
		};
	const held = holdOpen(c);
	try {
		const body = await readBody(
			c.req.raw,
			length,
			held.signal,
			(beginning) => {
				const first = firstField(beginning, boundary);
				return first === null ? null : isToken(first.name, first.value);
			},
			() => allowTime(c),
		);
		if (held.signal.aborted)
			return {
				status: 401,
				why: "You are not signed in any more, so the rest of this form was not read. Nothing was kept of it.",
			};
		if (body === null)
			return {
				status: 403,
				why: "This form belongs to another session of your browser. Go back, load the page again, and send it from there.",
			};
		const upload = readMultipart(body, boundary);
		uploads.set(c.req.raw, upload);
		return upload;
	} catch (error) {
		if (error instanceof BadForm)
			return { status: 400, why: `${error.message} Nothing was kept of it.` };
		throw error;
	} finally {
		held.release();
	}
}

/** `listen` gives each request a way to ask for time; a test has none. */
function allowTime(c: Context): void {
	const { allow } = (c.env ?? {}) as { allow?: (ms: number) => void };
	allow?.(UPLOAD_MS);
}

/** @returns null: `accept` refused the beginning, or `end` came before the form. @throws BadForm */
async function readBody(
	request: Request,
	length: number,
	end: AbortSignal,
	accept: (beginning: Buffer) => boolean | null,
	onAccepted: () => void,
): Promise<Buffer | null> {
	const reader = request.body?.getReader();
	if (!reader) throw new BadForm("The form is empty.");
	const ended = new Promise<null>((resolve) => {
		end.addEventListener("abort", () => resolve(null), { once: true });
	});
	let body = Buffer.alloc(Math.min(length, MAX_BEGINNING));
	let read = 0;
	let accepted = false;
	try {
		for (;;) {
			const piece = end.aborted
				? null
				: await Promise.race([next(reader), ended]);
			if (piece === null) return null;
			const { done, value } = piece;
			if (done || value === undefined) break;
			if (read + value.length > length)
				throw new BadForm("The form is longer than it says.");
			if (!accepted) {
				const beginning = Buffer.concat([
					body.subarray(0, read),
					value.subarray(0, MAX_BEGINNING - read),
				]);
				const verdict = accept(beginning);
				if (verdict === false) return null;
				if (verdict === null && beginning.length === MAX_BEGINNING)
					throw new BadForm("The form begins with a field that is too long.");
				accepted = verdict === true;
				if (accepted) {
					onAccepted();
					const whole = Buffer.allocUnsafe(length);
					body.copy(whole, 0, 0, read);
					body = whole;
				}
			}
			body.set(value, read);
			read += value.length;
		}
	} finally {
		// Not cancelled: that would end the connection before the answer.
		reader.releaseLock();
	}
	if (read < length) throw new BadForm("The form is shorter than it says.");
	if (!accepted) throw new BadForm("The form ends within its first field.");
	return body;
}

async function next(
	reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ done: boolean; value?: Uint8Array | undefined }> {
	try {
		return await reader.read();
	} catch {
		throw new BadForm("The form did not arrive whole.");
	}
}
