import type { Insertable } from "kysely";
import type { Instant } from "../../time/clock.ts";
import { inChunks } from "../chunks.ts";
import type { Database, Db, Trx } from "../schema.ts";
import type { SuppressionReason } from "../sign-up-tables.ts";
import { statement } from "../statement.ts";
import type { SubscriberRow, SubscriberState } from "../subscriber-tables.ts";

/* The queries of an import: a statement for some thousand rows. */

/** What an import may change of somebody who is here. */
type Changeable = Pick<
	SubscriberRow,
	"name" | "lens" | "format" | "language" | "categories" | "time_zone"
>;

export interface KnownSubscriber extends Changeable {
	id: number;
	email_key: string;
	state: SubscriberState;
	unsubscribed_at: Instant | null;
	suppressed: SuppressionReason | null;
}

export async function knownByKeys(
	db: Db,
	keys: readonly string[],
): Promise<KnownSubscriber[]> {
	return inChunks(keys, 1_000, (some) =>
		known<KnownSubscriber>(db, [some.length], some),
	);
}

const known = statement(
	(bind, _dialect, keys: number) => `
	select id, email_key, state, unsubscribed_at, suppressed,
		name, lens, format, language, categories, time_zone
	from subscribers
	where email_key in (${Array.from({ length: keys }, () => bind("text")).join(", ")})`,
);

/** The highest id: a subscriber with a higher one was added later. */
export async function lastSubscriberId(db: Db): Promise<number> {
	const row = await db
		.selectFrom("subscribers")
		.select("id")
		.orderBy("id", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? 0;
}

/** Why addresses must not be mailed, by their hash. The others are absent. */
export async function suppressionReasons(
	db: Db,
	hashes: readonly string[],
): Promise<Map<string, SuppressionReason>> {
	const rows = await inChunks(hashes, 1_000, (some) =>
		db
			.selectFrom("suppressions")
			.select(["address_hash", "reason"])
			.where("address_hash", "in", some)
			.execute(),
	);
	return new Map(rows.map((row) => [row.address_hash, row.reason]));
}

export async function hasSuppressions(db: Db): Promise<boolean> {
	const row = await db
		.selectFrom("suppressions")
		.select("address_hash")
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const TEXTS = [
	"email",
	"email_key",
	"name",
	"state",
	"created_at",
	"confirmed_at",
	"unsubscribed_at",
	"unsubscribed_by",
	"updated_at",
	"lens",
	"format",
	"language",
	"categories",
	"paused_until",
	"time_zone",
	"suppressed",
] as const;

export type ImportedSubscriber = Pick<
	Insertable<Database["subscribers"]>,
	(typeof TEXTS)[number]
>;

/** Adds those with a new address, and returns their ids by address in lower case. */
export async function insertImported(
	trx: Trx,
	rows: readonly ImportedSubscriber[],
): Promise<Map<string, number>> {
	const added = await inChunks(rows, 90, (some) =>
		insertSome<{ id: number; email_key: string }>(
			trx,
			[some.length],
			some.flatMap((row) => TEXTS.map((name) => row[name] ?? null)),
		),
	);
	return new Map(added.map((row) => [row.email_key, row.id]));
}

const insertSome = statement(
	(bind, _dialect, rows: number) => `
	insert into subscribers (${TEXTS.join(", ")})
	values ${Array.from(
		{ length: rows },
		() => `(${TEXTS.map(() => bind("text")).join(", ")})`,
	).join(", ")}
	on conflict (email_key) do nothing
	returning id, email_key`,
);

/** Not of who has left. */
export async function changeKnown(
	trx: Trx,
	id: number,
	changes: Partial<Changeable & Pick<SubscriberRow, "paused_until">>,
	now: Instant,
): Promise<void> {
	await trx
		.updateTable("subscribers")
		.set({ ...changes, updated_at: now })
		.where("id", "=", id)
		.where("state", "!=", "unsubscribed")
		.where("erased_at", "is", null)
		.execute();
}

export interface ImportedConsent {
	subscriber_id: number;
	asked_at: Instant;
	ip: string | null;
	text_version: string;
	confirmed_at: Instant;
}

export async function insertImportedConsents(
	trx: Trx,
	rows: readonly ImportedConsent[],
): Promise<void> {
	await inChunks(rows, 150, (some) =>
		insertProofs(
			trx,
			[some.length],
			some.flatMap((row) => [
				row.subscriber_id,
				row.asked_at,
				row.ip,
				row.text_version,
				row.confirmed_at,
			]),
		),
	);
}

const insertProofs = statement(
	(bind, _dialect, rows: number) => `
	insert into consents (subscriber_id, source, asked_at, ip, text_version, confirmed_at)
	values ${Array.from(
		{ length: rows },
		() =>
			`(${bind("integer")}, 'import', ${bind("text")}, ${bind("text")}, ${bind("text")}, ${bind("text")})`,
	).join(", ")}`,
);

export async function insertImportedBookmarks(
	trx: Trx,
	rows: readonly Insertable<Database["bookmarks"]>[],
): Promise<void> {
	await inChunks(rows, 1_000, async (some) => {
		await trx
			.insertInto("bookmarks")
			.values([...some])
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		return [];
	});
}
