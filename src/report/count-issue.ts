import { pausesOf } from "../db/delivery/circuit-breakers.ts";
import { countFeedback } from "../db/delivery/feedback.ts";
import type { DeliveryState } from "../db/delivery-tables.ts";
import { auditEntriesOn } from "../db/issue/audit-log.ts";
import {
	type CountedDelivery,
	deliveriesToCount,
	type FigureRow,
	figuresOf,
	replaceFigures,
	responsesByKind,
} from "../db/issue/issue-figures.ts";
import type { Db } from "../db/schema.ts";
import type { DomainGroups } from "../delivery/rates/domain-groups.ts";
import { auditName } from "../issue/life/audit.ts";
import { maskAddresses } from "../text/mask-addresses.ts";
import type { Instant } from "../time/clock.ts";
import { pausesBetween } from "./pauses.ts";

/** What is counted once an issue has ended. */
export const DELIVERY_FIGURES = [
	"deliveries counted",
	"accepted in",
	"last accepted",
	"lens",
	"format",
	"language",
	"left out",
	"breaker pause",
	"pause",
	"at accepted",
	"at refused",
	"at expired",
	"at excluded",
	"at unsure",
] as const;

/** What goes on after the end, until some time after the next issue. */
export const RESPONSE_FIGURES = [
	"responses counted",
	"left",
	"votes ship",
	"votes skip",
	"saved",
	"refusal",
	"bounce",
	"complaint",
	"bounced at",
] as const;

/** Rows that are read at a time. */
const PIECE = 5_000;

/** A domain of fewer readers is not named: it could be one person's own. */
export const NAMED_FROM = 5;

/** Where readers are whose domain is not named. */
export const OTHER_DOMAINS = "other domains";

/** "2026-11-24T09:3": ten minutes, as its instants begin. */
const SLOT_LENGTH = 15;

/** Counts the deliveries of an issue that has ended, a piece at a time, and keeps the figures. */
export async function countDeliveries(
	db: Db,
	groups: DomainGroups,
	issueId: number,
	endedAt: Instant,
): Promise<void> {
	const tally = createTally();
	let last: Instant | null = null;
	for (let after = 0; ; ) {
		const rows = await deliveriesToCount(db, issueId, after, PIECE);
		for (const row of rows) {
			countOne(tally, groups, row);
			if (row.state === "accepted" && row.updated_at > (last ?? ""))
				last = row.updated_at;
		}
		const end = rows.at(-1);
		if (!end) break;
		after = end.subscriber_id;
	}
	const pauses = await pausesOf(db, issueId);
	const held = pausesBetween(
		await auditEntriesOn(db, auditName({ id: issueId }), ["pause", "resume"]),
		endedAt,
	);
	await db.transaction().execute((trx) =>
		replaceFigures(trx, issueId, DELIVERY_FIGURES, [
			...withoutRareDomains(tally.rows()),
			...pauses.map(({ since, until }) => ({
				figure: "breaker pause",
				name: `${since} ${until}`,
				count: 1,
			})),
			...held.map(({ since, until, who }) => ({
				figure: "pause",
				name: `${since} ${until} ${who}`,
				count: 1,
			})),
			...(last ? [{ figure: "last accepted", name: last, count: 1 }] : []),
			{ figure: "deliveries counted", name: endedAt, count: tally.total() },
		]),
	);
}

function countOne(
	tally: Tally,
	groups: DomainGroups,
	row: CountedDelivery,
): void {
	tally.delivery();
	const { state, domain } = row;
	tally.add(
		`at ${state}`,
		domain === "" ? OTHER_DOMAINS : groups.groupOf(domain),
	);
	if (state === "excluded")
		tally.add(
			"left out",
			maskAddresses(row.reason ?? "no reason is recorded").slice(0, 300),
		);
	if (state !== "accepted") return;
	tally.add("accepted in", row.updated_at.slice(0, SLOT_LENGTH));
	tally.add("lens", row.lens ?? "panel");
	tally.add("format", row.format);
	tally.add("language", row.language ?? "the publication’s");
}

interface Tally {
	delivery(): void;
	add(figure: string, name: string): void;
	rows(): FigureRow[];
	total(): number;
}

function createTally(): Tally {
	const counts = new Map<string, Map<string, number>>();
	let total = 0;
	return {
		delivery: () => {
			total++;
		},
		add(figure, name) {
			const names = counts.get(figure) ?? new Map<string, number>();
			counts.set(figure, names);
			names.set(name, (names.get(name) ?? 0) + 1);
		},
		rows: () =>
			[...counts].flatMap(([figure, names]) =>
				[...names].map(([name, count]) => ({ figure, name, count })),
			),
		total: () => total,
	};
}

/** Whether the names of a figure are domains. */
export const isByDomain = (figure: string) => / at$|^at /.test(figure);

/**
 * Puts the domains of few readers together.
 *
 * @param named those that have enough readers, whatever the rows say
 */
export function withoutRareDomains(
	rows: readonly FigureRow[],
	named: ReadonlySet<string> = new Set(),
): FigureRow[] {
	const readers = new Map<string, number>();
	for (const row of rows)
		if (isByDomain(row.figure))
			readers.set(row.name, (readers.get(row.name) ?? 0) + row.count);
	const merged = new Map<string, FigureRow>();
	for (const row of rows) {
		const rare =
			isByDomain(row.figure) &&
			!named.has(row.name) &&
			(readers.get(row.name) ?? 0) < NAMED_FROM;
		const name = rare ? OTHER_DOMAINS : row.name;
		const key = `${row.figure}\n${name}`;
		const count = (merged.get(key)?.count ?? 0) + row.count;
		merged.set(key, { figure: row.figure, name, count });
	}
	return [...merged.values()];
}

/** The states in which a delivery of an issue that has ended can be. */
export const END_STATES = [
	"accepted",
	"refused",
	"expired",
	"unsure",
	"excluded",
] as const satisfies readonly DeliveryState[];

/**
 * Counts what came back for an issue, and what readers did from its seal to `until`.
 *
 * @param final whether it is counted for the last time
 */
export async function countResponses(
	db: Db,
	groups: DomainGroups,
	issue: { id: number; sealed_at: Instant },
	until: Instant,
	counted: { at: Instant; final: boolean },
): Promise<void> {
	const tally = new Map<string, FigureRow>();
	const add = (figure: string, name: string, count: number) => {
		const key = `${figure}\n${name}`;
		tally.set(key, {
			figure,
			name,
			count: (tally.get(key)?.count ?? 0) + count,
		});
	};
	for (const { kind, cause, domain, count } of await countFeedback(
		db,
		issue.id,
	)) {
		if (!["refusal", "bounce", "complaint"].includes(kind)) continue;
		add(kind, cause || "unknown", count);
		if (kind === "bounce")
			add(
				"bounced at",
				domain === "" ? OTHER_DOMAINS : groups.groupOf(domain),
				count,
			);
	}
	const named = new Set(
		(await figuresOf(db, issue.id))
			.filter(({ figure }) => figure.startsWith("at "))
			.map(({ name }) => name),
	);
	const responses = await responsesByKind(db, issue.sealed_at, until);
	await db.transaction().execute((trx) =>
		replaceFigures(trx, issue.id, RESPONSE_FIGURES, [
			...withoutRareDomains([...tally.values()], named),
			...responses,
			{
				figure: "responses counted",
				name: counted.at,
				count: counted.final ? 1 : 0,
			},
		]),
	);
}
