import type { Instant } from "../../clock.ts";
import { toolIdsBySlug } from "../../db/bookmarks.ts";
import { keepConsentText } from "../../db/consents.ts";
import type { Dialect } from "../../db/dialect.ts";
import { rememberDryRun, seenInDryRun } from "../../db/dry-run.ts";
import type { Db, Trx } from "../../db/schema.ts";
import {
	insertImported,
	insertImportedBookmarks,
	insertImportedConsents,
	knownByKeys,
	suppressedAmong,
} from "../../db/subscriber-import.ts";
import { activateSubscriber } from "../../db/subscribers.ts";
import { insertSuppression } from "../../db/suppressions.ts";
import { consentVersion } from "../consent-text.ts";
import type { Candidate } from "./candidate.ts";
import { type Decision, decide, type Known } from "./decide.ts";

export interface BatchRoom {
	db: Db;
	dialect: Dialect;
	now: Instant;
	/** The newest subscriber's id when the import began. */
	before: number;
	/** Names a suppressed address; null: there is none that could be among them. */
	hash: ((emailKey: string) => string) | null;
	/** Names one that the file says must not be mailed. */
	hashNew(emailKey: string): string;
}

export interface BatchOutcome {
	/** One for each candidate, in their order. */
	decisions: Decision[];
	/** Slugs that no tool has. */
	unknownTools: string[];
}

interface Member extends Known {
	/** 0: comes in with this batch. */
	id: number;
}

type Decided = { candidate: Candidate; decision: Decision };

/** Takes one batch in, whole or not at all. */
export async function takeBatch(
	room: BatchRoom,
	candidates: readonly Candidate[],
	dryRun: boolean,
): Promise<BatchOutcome> {
	if (dryRun) {
		const { decided } = await decideAll(room, room.db, candidates, true);
		await rememberDryRun(room.db, room.dialect, keysOf(decided));
		return { decisions: decisionsOf(decided), unknownTools: [] };
	}
	return room.db.transaction().execute(async (trx) => {
		const { decided, members } = await decideAll(room, trx, candidates, false);
		const ids = await insertPeople(room, trx, decided);
		for (const { candidate, decision } of decided) {
			const id = members.get(candidate.key)?.id;
			if (decision.kind !== "confirm" || !id) continue;
			await activateSubscriber(trx, id, room.now);
			ids.set(candidate.key, id);
		}
		await insertProofs(room, trx, decided, ids);
		await suppressNew(room, trx, decided);
		return {
			decisions: decisionsOf(decided),
			unknownTools: await saveTools(room, trx, decided, ids),
		};
	});
}

async function decideAll(
	{ dialect, before, hash }: BatchRoom,
	db: Db,
	candidates: readonly Candidate[],
	dryRun: boolean,
): Promise<{ decided: Decided[]; members: Map<string, Member> }> {
	const keys = candidates.map(({ key }) => key);
	const members = new Map<string, Member>();
	for (const row of await knownByKeys(db, dialect, keys))
		members.set(row.email_key, {
			id: row.id,
			state: row.state,
			unsubscribedAt: row.unsubscribed_at,
			suppressed: row.suppressed,
			here: row.id > before,
		});
	if (dryRun)
		for (const seen of await seenInDryRun(db, dialect, keys)) {
			const known = members.get(seen.email_key);
			if (known) known.state = "active";
			else members.set(seen.email_key, newcomer("active"));
		}
	const suppressed = hash
		? await suppressedAmong(db, dialect, keys.map(hash))
		: null;
	const decided = candidates.map((candidate) => {
		const known = members.get(candidate.key);
		const reason = hash ? suppressed?.get(hash(candidate.key)) : undefined;
		const decision = decide(candidate, known, reason);
		if (decision.kind === "add")
			members.set(candidate.key, newcomer(candidate.state));
		else if (decision.kind === "confirm" && known)
			members.set(candidate.key, { ...known, state: "active" });
		return { candidate, decision };
	});
	return { decided, members };
}

function newcomer(state: Known["state"]): Member {
	return { id: 0, state, unsubscribedAt: null, suppressed: null, here: true };
}

function insertPeople(
	{ dialect, now }: BatchRoom,
	trx: Trx,
	decided: readonly Decided[],
): Promise<Map<string, number>> {
	const added = decided.filter(({ decision }) => decision.kind === "add");
	return insertImported(
		trx,
		dialect,
		added.map(({ candidate: one }) => ({
			email: one.email,
			email_key: one.key,
			name: one.name,
			state: one.state,
			created_at: one.since ?? now,
			// Now, not when they agreed elsewhere: no issue before this moment was meant for them.
			confirmed_at: one.state === "active" ? now : one.consentAt,
			unsubscribed_at: one.state === "unsubscribed" ? (one.left ?? now) : null,
			unsubscribed_by: one.state === "unsubscribed" ? "import" : null,
			updated_at: now,
			lens: one.lens,
			format: one.format,
			categories: one.categories,
			paused_until: one.pausedUntil,
			time_zone: one.timeZone,
			suppressed: one.suppressed,
		})),
	);
}

/** @param ids of those who came in or became active */
async function insertProofs(
	{ dialect, now }: BatchRoom,
	trx: Trx,
	decided: readonly Decided[],
	ids: ReadonlyMap<string, number>,
): Promise<void> {
	const versions = new Map<string, string>();
	const rows = decided.flatMap(({ candidate, decision }) => {
		const { key, consent, state } = candidate;
		const id = isNew(decision) ? ids.get(key) : undefined;
		if (id === undefined || consent === null || state === "pending") return [];
		const version = versions.get(consent) ?? consentVersion(consent);
		versions.set(consent, version);
		const at = candidate.consentAt ?? now;
		return [
			{
				subscriber_id: id,
				asked_at: at,
				ip: candidate.consentIp,
				text_version: version,
				confirmed_at: at,
			},
		];
	});
	for (const [text, version] of versions)
		await keepConsentText(trx, { version, text });
	await insertImportedConsents(trx, dialect, rows);
}

async function suppressNew(
	{ now, hashNew }: BatchRoom,
	trx: Trx,
	decided: readonly Decided[],
): Promise<void> {
	for (const { candidate, decision } of decided)
		if (decision.kind === "add" && candidate.suppressed !== null)
			await insertSuppression(trx, {
				address_hash: hashNew(candidate.key),
				reason: candidate.suppressed,
				source: "import",
				created_at: candidate.left ?? now,
			});
}

async function saveTools(
	{ dialect, now }: BatchRoom,
	trx: Trx,
	decided: readonly Decided[],
	ids: ReadonlyMap<string, number>,
): Promise<string[]> {
	const savers = decided.filter(
		({ candidate, decision }) =>
			isNew(decision) && candidate.bookmarks.length > 0,
	);
	const wanted = new Set(
		savers.flatMap(({ candidate }) => candidate.bookmarks),
	);
	const tools = new Map<string, number>();
	const slugs = [...wanted];
	for (let start = 0; start < slugs.length; start += 1_000)
		for (const [slug, id] of await toolIdsBySlug(
			trx,
			slugs.slice(start, start + 1_000),
		))
			tools.set(slug, id);
	await insertImportedBookmarks(
		trx,
		dialect,
		savers.flatMap(({ candidate }) => {
			const id = ids.get(candidate.key);
			return [...new Set(candidate.bookmarks)].flatMap((slug) => {
				const tool = tools.get(slug);
				return id === undefined || tool === undefined
					? []
					: [{ subscriber_id: id, tool_id: tool, created_at: now }];
			});
		}),
	);
	return slugs.filter((slug) => !tools.has(slug));
}

function isNew({ kind }: Decision): boolean {
	return kind === "add" || kind === "confirm";
}

function keysOf(decided: readonly Decided[]): string[] {
	return decided.flatMap(({ candidate, decision }) =>
		isNew(decision) ? [candidate.key] : [],
	);
}

function decisionsOf(decided: readonly Decided[]): Decision[] {
	return decided.map(({ decision }) => decision);
}
