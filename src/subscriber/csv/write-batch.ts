import type { Instant } from "../../clock.ts";
import { toolIdsBySlug } from "../../db/catalog/catalog.ts";
import type { Trx } from "../../db/schema.ts";
import { keepConsentText } from "../../db/subscriber/consents.ts";
import {
	insertImported,
	insertImportedBookmarks,
	insertImportedConsents,
} from "../../db/subscriber/subscriber-import.ts";
import { insertSuppression } from "../../db/subscriber/suppressions.ts";
import { consentVersion } from "../sign-up/consent-text.ts";
import type { Candidate } from "./candidate.ts";
import type { Decision } from "./decide.ts";

export interface Decided {
	candidate: Candidate;
	decision: Decision;
}

interface WriteRoom {
	now: Instant;
	hash(emailKey: string): string;
}

export function isNew({ kind }: Decision): boolean {
	return kind === "add" || kind === "confirm";
}

/** Adds those who are new, and returns their ids by folded address; whom somebody has already is absent. */
export function insertPeople(
	trx: Trx,
	{ now }: WriteRoom,
	decided: readonly Decided[],
): Promise<Map<string, number>> {
	const added = decided.filter(({ decision }) => decision.kind === "add");
	return insertImported(
		trx,
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

/** Keeps how they agreed. @param ids of those who came in or became active, by folded address */
export async function insertProofs(
	trx: Trx,
	{ now }: WriteRoom,
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
	await insertImportedConsents(trx, rows);
}

/** Those of whom the file says that they must not be mailed. */
export async function suppressNew(
	trx: Trx,
	{ now, hash }: WriteRoom,
	decided: readonly Decided[],
): Promise<void> {
	for (const { candidate, decision } of decided)
		if (decision.kind === "add" && candidate.suppressed !== null)
			await insertSuppression(trx, {
				address_hash: hash(candidate.key),
				reason: candidate.suppressed,
				source: "import",
				created_at: candidate.left ?? now,
			});
}

/** Saves their bookmarks, and returns the slugs that no tool has. */
export async function saveTools(
	trx: Trx,
	{ now }: WriteRoom,
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
