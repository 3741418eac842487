import type { BudgetRow } from "../../db/delivery/rate-usage.ts";
import { type Limit, placeOf } from "./limits.ts";
import {
	forgottenAt,
	isAhead,
	opensAt,
	roomFor,
	spend,
	UNUSED,
} from "./rate-window.ts";

/** What is used of the limits, while a batch of messages is chosen. */
export interface Tally {
	/** Whether the rows of this scope were read. */
	knows(scope: string): boolean;
	/** Takes in what the rows say of these scopes. */
	read(scopes: readonly string[], rows: readonly BudgetRow[]): void;
	/** How many more may go; Infinity where nothing limits it. */
	room(server: string, scope: string): number;
	/** When the next may go, in milliseconds. */
	opensAt(server: string, scope: string): number;
	/** Counts messages that go, or below zero that do not go after all. */
	spend(server: string, scope: string, count: number): void;
	/** The rows to keep. */
	changed(): BudgetRow[];
}

/** @param limitsOn what counts a scope's messages through a server */
export function createTally(
	now: number,
	limitsOn: (server: string, scope: string) => readonly Limit[],
): Tally {
	const limits = new Map<string, readonly Limit[]>();
	const scopes = new Set<string>();
	const rows = new Map<string, BudgetRow>();
	const changed = new Set<string>();
	const limitsAt = (server: string, scope: string) => {
		const place = placeOf(server, scope);
		const known = limits.get(place) ?? limitsOn(server, scope);
		limits.set(place, known);
		return known;
	};
	const usedOf = (limit: Limit) => rows.get(keyOf(limit))?.used ?? UNUSED;

	function keep(limit: Omit<Limit, "limit">, count: number) {
		const { server, scope, periodMs } = limit;
		const key = keyOf(limit);
		const used = spend(rows.get(key)?.used ?? UNUSED, periodMs, now, count);
		const forgetAt = new Date(forgottenAt(used, periodMs)).toISOString();
		rows.set(key, { server, scope, period: periodMs, used, forgetAt });
		changed.add(key);
	}

	return {
		knows: (scope) => scopes.has(scope),
		read(more, found) {
			for (const scope of more) scopes.add(scope);
			for (const row of found) {
				const limit = { ...row, periodMs: row.period };
				rows.set(keyOf(limit), row);
				if (isAhead(row.used, row.period, now)) keep(limit, 0);
			}
		},
		room: (server, scope) =>
			Math.min(
				...limitsAt(server, scope).map((limit) =>
					roomFor(usedOf(limit), limit, now),
				),
			),
		opensAt: (server, scope) =>
			Math.max(
				now,
				...limitsAt(server, scope).map((limit) =>
					opensAt(usedOf(limit), limit, now),
				),
			),
		spend(server, scope, count) {
			// Two limits of one period count in one row.
			const counted = new Map(
				limitsAt(server, scope).map((limit) => [keyOf(limit), limit]),
			);
			for (const limit of counted.values()) keep(limit, count);
		},
		changed: () => [...changed].flatMap((key) => rows.get(key) ?? []),
	};
}

function keyOf(limit: Omit<Limit, "limit">): string {
	return `${limit.server} ${limit.scope} ${limit.periodMs}`;
}
