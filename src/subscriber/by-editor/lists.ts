import type { AudienceTerm } from "../../db/subscriber/audience.ts";
import { workThenRest } from "../../work-then-rest.ts";
import { exportSubscribers } from "../csv/export.ts";
import { type ImportOptions, importSubscribers } from "../csv/import.ts";
import { auditList, type EditorContext } from "./person-entry.ts";

/**
 * Imports subscribers as `importSubscribers` does. Its one entry of the audit log is
 * written with the first change, and continued in the transaction of each batch.
 *
 * @throws Failure as `importSubscribers`
 */
export function importByEditor(
	context: EditorContext,
	bytes: AsyncIterable<Uint8Array>,
	options: Omit<ImportOptions, "record">,
): ReturnType<typeof importSubscribers> {
	const record = auditList(context, "import");
	const done: Record<string, number> = {};
	return importSubscribers(context, bytes, {
		...options,
		record: async (trx, decisions) => {
			const before = JSON.stringify(done);
			for (const { kind } of decisions) {
				const word = CHANGES[kind];
				if (word) done[word] = (done[word] ?? 0) + 1;
			}
			if (JSON.stringify(done) !== before) await record(trx, done);
		},
	});
}

const CHANGES: Record<string, string> = {
	add: "added",
	confirm: "confirmed",
	leave: "left",
	suppress: "suppressed",
	update: "updated",
};

/** Looked at for a piece of a gentle export: everything else in the process waits for as long as it is read. */
const GENTLE_ROWS = 200;

/**
 * The subscribers that a filter selects as CSV, piece by piece, as
 * `exportSubscribers` gives them. The audit log has it before the first piece, and
 * how many went out at the end, or where it was broken off.
 *
 * @param filter as the audit log names it
 * @param gentle in a process that also sends: rests between the pieces
 */
export async function* exportByEditor(
	context: EditorContext,
	terms: readonly AudienceTerm[],
	filter: string,
	gentle = false,
): AsyncGenerator<string> {
	const entry = auditList(context, "export");
	let subscribers = 0;
	const record = (facts: Record<string, number | string>) =>
		context.db
			.transaction()
			.execute((trx) =>
				entry(trx, { filter: filter || "everybody", ...facts }),
			);
	await record({});
	const source = exportSubscribers(context.db, terms, {
		onRows: (count) => {
			subscribers += count;
		},
		...(gentle ? { rows: GENTLE_ROWS } : {}),
	});
	let resting: Promise<unknown> = Promise.resolve();
	let ended = "stopped before the end";
	try {
		for (;;) {
			await resting;
			const step = source.next();
			// A piece goes out at once, and the rest is before the next one.
			if (gentle) resting = workThenRest(() => step).catch(() => {});
			const next = await step;
			if (next.done) break;
			if (next.value !== "") yield next.value;
		}
		ended = "complete";
	} finally {
		await record({ subscribers, ended });
	}
}
