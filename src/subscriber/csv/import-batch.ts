import type { Db, Trx } from "../../db/schema.ts";
import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import {
	addDryRunAddresses,
	findDryRunAddresses,
} from "../../db/subscriber/dry-run-addresses.ts";
import {
	hasSuppressions,
	knownByKeys,
	suppressionReasons,
} from "../../db/subscriber/subscriber-import.ts";
import { activateSubscriber } from "../../db/subscriber/subscribers.ts";
import type { Instant } from "../../time/clock.ts";
import type { CsvSubscriber, GivenChoices } from "./csv-subscriber.ts";
import {
	decideRow,
	type ExistingSubscriber,
	type RowDecision,
} from "./decide-row.ts";
import {
	changedBy,
	type DecidedRow,
	isChange,
	isLeaving,
	writeBookmarks,
	writeChanges,
	writeConsents,
	writeLeavings,
	writeSubscribers,
	writeSuppressions,
} from "./write-batch.ts";

export interface ImportBatchContext {
	db: Db;
	now: Instant;
	/** The highest subscriber id when the import began. */
	lastIdBefore: number;
	/** Filled cells replace the name and the choices of who is here. */
	update: boolean;
	/** Hashes a folded address, as suppressions do. */
	hash(emailKey: string): string;
	/** Called in the transaction of a batch, not of a dry run. */
	record?(trx: Trx, decisions: readonly RowDecision[]): Promise<void>;
}

export interface BatchOutcome {
	/** One for each row, in the same order. */
	decisions: RowDecision[];
	/** Slugs of bookmarks that no tool has. */
	unknownTools: string[];
}

interface Member extends ExistingSubscriber {
	/** 0: is added by this batch. */
	id: number;
}

/** Imports one batch in one transaction. */
export async function importBatch(
	context: ImportBatchContext,
	rows: readonly CsvSubscriber[],
): Promise<BatchOutcome> {
	return context.db.transaction().execute(async (trx) => {
		const suppressed = await findSuppressed({ ...context, db: trx }, rows);
		// Most rows are new. Only those that the insert skipped are looked up.
		const asIfNew = decideAll(context, rows, new Map(), new Map(suppressed));
		const ids = await writeSubscribers(trx, context, asIfNew);
		const members = await findMembers(
			{ ...context, db: trx },
			rows.flatMap(({ key }) => (ids.has(key) ? [] : [key])),
		);
		const decided = decideAll(
			context,
			rows,
			new Map(members),
			new Map(suppressed),
		);
		for (const { row, decision } of decided) {
			const id = members.get(row.key)?.id;
			if (id === undefined) continue;
			await writeChanges(trx, context, id, decision);
			if (decision.kind !== "confirm") continue;
			await activateSubscriber(trx, id, context.now);
			ids.set(row.key, id);
		}
		await writeConsents(trx, context, decided, ids);
		await writeSuppressions(trx, context, decided);
		await writeLeavings(
			trx,
			context,
			decided,
			(key) => ids.get(key) ?? members.get(key)?.id,
		);
		const decisions = decided.map(({ decision }) => decision);
		const unknownTools = await writeBookmarks(trx, context, decided, ids);
		await context.record?.(trx, decisions);
		return { decisions, unknownTools };
	});
}

/** What `importBatch` would do. Remembers the new addresses for the batches after this one. */
export async function dryRunBatch(
	context: ImportBatchContext,
	rows: readonly CsvSubscriber[],
): Promise<BatchOutcome> {
	const keys = rows.map(({ key }) => key);
	const members = await findMembers(context, keys);
	for (const one of await findDryRunAddresses(context.db, keys)) {
		const { email_key, state, suppressed } = one;
		const choices = JSON.parse(one.choices) as GivenChoices;
		const member = members.get(email_key);
		if (member) Object.assign(member, { state, suppressed, choices });
		else members.set(email_key, newMember(state, suppressed));
	}
	const decided = decideAll(
		context,
		rows,
		members,
		await findSuppressed(context, rows),
	);
	const changed = new Set(
		decided.flatMap(({ row, decision }) =>
			isChange(decision) ? [row.key] : [],
		),
	);
	await addDryRunAddresses(
		context.db,
		[...changed].map((email_key) => {
			const {
				state = "active",
				suppressed = null,
				choices = {},
			} = members.get(email_key) ?? {};
			return {
				email_key,
				state,
				suppressed,
				choices: JSON.stringify(choices),
			};
		}),
	);
	return {
		decisions: decided.map(({ decision }) => decision),
		unknownTools: [],
	};
}

/** Decides each row in order. Notes in `members` and `suppressed` what it changes, so that later rows see it. */
function decideAll(
	{ update }: ImportBatchContext,
	rows: readonly CsvSubscriber[],
	members: Map<string, Member>,
	suppressed: Map<string, SuppressionReason>,
): DecidedRow[] {
	return rows.map((row) => {
		const { key, state } = row;
		const member = members.get(key);
		const decision = decideRow(row, member, suppressed.get(key), update);
		if (decision.kind === "add")
			members.set(key, newMember(state, row.suppressed));
		else if ("changes" in decision && member)
			members.set(key, {
				...member,
				state: decision.kind === "confirm" ? "active" : member.state,
				choices: { ...member.choices, ...changedBy(decision.changes) },
			});
		else if (isLeaving(decision) && member)
			members.set(key, {
				...member,
				state: state === "unsubscribed" ? state : member.state,
				suppressed: row.suppressed ?? member.suppressed,
			});
		return { row, decision };
	});
}

function newMember(
	state: ExistingSubscriber["state"],
	suppressed: SuppressionReason | null,
): Member {
	return {
		id: 0,
		state,
		unsubscribedAt: null,
		suppressed,
		fromThisFile: true,
		choices: {},
	};
}

async function findMembers(
	{ db, lastIdBefore }: ImportBatchContext,
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
				fromThisFile: row.id > lastIdBefore,
				choices: {
					name: row.name,
					lens: row.lens,
					language: row.language,
					format: row.format,
					categories: row.categories,
					time_zone: row.time_zone,
				},
			},
		]),
	);
}

/** By folded address. */
async function findSuppressed(
	{ db, hash }: ImportBatchContext,
	rows: readonly CsvSubscriber[],
): Promise<Map<string, SuppressionReason>> {
	// Asked for each batch: the first erasure of all may happen during an import.
	if (!(await hasSuppressions(db))) return new Map();
	const keyByHash = new Map(rows.map(({ key }) => [hash(key), key]));
	const found = await suppressionReasons(db, [...keyByHash.keys()]);
	return new Map(
		[...found].map(([hashed, reason]) => [keyByHash.get(hashed) ?? "", reason]),
	);
}
