import type { Instant } from "../../clock.ts";
import type { Db, SuppressionReason } from "../../db/schema.ts";
import { rememberDryRun, seenInDryRun } from "../../db/subscriber/dry-run.ts";
import {
	knownByKeys,
	suppressedAmong,
} from "../../db/subscriber/subscriber-import.ts";
import { activateSubscriber } from "../../db/subscriber/subscribers.ts";
import type { CsvSubscriber } from "./csv-subscriber.ts";
import {
	decideRow,
	type ExistingSubscriber,
	type RowDecision,
} from "./decide-row.ts";
import {
	type DecidedRow,
	insertPeople,
	insertProofs,
	isNew,
	saveTools,
	suppressNew,
} from "./write-batch.ts";

export interface ImportBatchContext {
	db: Db;
	now: Instant;
	/** The newest subscriber's id when the import began. */
	before: number;
	/** Names a suppressed address. */
	hash(emailKey: string): string;
	/** False: nobody is suppressed, so that nobody need be looked for. */
	anySuppressed: boolean;
}

export interface BatchOutcome {
	/** One for each candidate, in their order. */
	decisions: RowDecision[];
	/** Slugs that no tool has. */
	unknownTools: string[];
}

interface Member extends ExistingSubscriber {
	/** 0: comes in with this batch. */
	id: number;
}

/** Takes one batch in, whole or not at all. */
export async function importBatch(
	room: ImportBatchContext,
	candidates: readonly CsvSubscriber[],
): Promise<BatchOutcome> {
	return room.db.transaction().execute(async (trx) => {
		const suppressed = await suppressedOf({ ...room, db: trx }, candidates);
		// Most are new, and whom the insert does not take is somebody: only those are asked for.
		const hoped = decideAll(candidates, new Map(), suppressed);
		const ids = await insertPeople(trx, room, hoped);
		const members = await membersAmong(
			{ ...room, db: trx },
			candidates.flatMap(({ key }) => (ids.has(key) ? [] : [key])),
		);
		const decided = decideAll(candidates, new Map(members), suppressed);
		for (const { candidate, decision } of decided) {
			const id = members.get(candidate.key)?.id;
			if (decision.kind !== "confirm" || id === undefined) continue;
			await activateSubscriber(trx, id, room.now);
			ids.set(candidate.key, id);
		}
		await insertProofs(trx, room, decided, ids);
		await suppressNew(trx, room, decided);
		return {
			decisions: decided.map(({ decision }) => decision),
			unknownTools: await saveTools(trx, room, decided, ids),
		};
	});
}

/** What `importBatch` would come to; remembers it for the batches after this one. */
export async function dryRunBatch(
	room: ImportBatchContext,
	candidates: readonly CsvSubscriber[],
): Promise<BatchOutcome> {
	const keys = candidates.map(({ key }) => key);
	const members = await membersAmong(room, keys);
	for (const { email_key } of await seenInDryRun(room.db, keys)) {
		const known = members.get(email_key);
		if (known) known.state = "active";
		else members.set(email_key, newcomer("active"));
	}
	const decided = decideAll(
		candidates,
		members,
		await suppressedOf(room, candidates),
	);
	await rememberDryRun(
		room.db,
		decided.flatMap(({ candidate, decision }) =>
			isNew(decision) ? [candidate.key] : [],
		),
	);
	return {
		decisions: decided.map(({ decision }) => decision),
		unknownTools: [],
	};
}

/** Pure, but that it adds to `members` who comes in. */
function decideAll(
	candidates: readonly CsvSubscriber[],
	members: Map<string, Member>,
	suppressed: ReadonlyMap<string, SuppressionReason>,
): DecidedRow[] {
	return candidates.map((candidate) => {
		const { key, state } = candidate;
		const known = members.get(key);
		const decision = decideRow(candidate, known, suppressed.get(key));
		if (decision.kind === "add") members.set(key, newcomer(state));
		else if (decision.kind === "confirm" && known)
			members.set(key, { ...known, state: "active" });
		return { candidate, decision };
	});
}

function newcomer(state: ExistingSubscriber["state"]): Member {
	return { id: 0, state, unsubscribedAt: null, suppressed: null, here: true };
}

async function membersAmong(
	{ db, before }: ImportBatchContext,
	keys: readonly string[],
): Promise<Map<string, Member>> {
	const rows = await knownByKeys(db, keys);
	return new Map(
		rows.map((row) => [
			row.email_key,
			{
				id: row.id,
				state: row.state,
				unsubscribedAt: row.unsubscribed_at,
				suppressed: row.suppressed,
				here: row.id > before,
			},
		]),
	);
}

/** By folded address. */
async function suppressedOf(
	{ db, hash, anySuppressed }: ImportBatchContext,
	candidates: readonly CsvSubscriber[],
): Promise<Map<string, SuppressionReason>> {
	if (!anySuppressed) return new Map();
	const hashes = new Map(candidates.map(({ key }) => [hash(key), key]));
	const found = await suppressedAmong(db, [...hashes.keys()]);
	return new Map(
		[...found].map(([hashed, reason]) => [hashes.get(hashed) ?? "", reason]),
	);
}
