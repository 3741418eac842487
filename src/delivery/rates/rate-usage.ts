import type { RateUsageRow } from "../../db/delivery/rate-usage.ts";
import { type Limit, serverScopeKey } from "./limits.ts";
import {
	add,
	availableAt,
	EMPTY_WINDOW,
	expiresAt,
	isInFuture,
	remainingOf,
} from "./rate-window.ts";

/** How much of each limit is used, while a batch of deliveries is picked. */
export interface RateUsage {
	/** Whether the rows of this scope were read. */
	knows(scope: string): boolean;
	/** Takes over the rows of these scopes. */
	read(scopes: readonly string[], rows: readonly RateUsageRow[]): void;
	/** How many more may be sent; Infinity without a limit. */
	remaining(server: string, scope: string): number;
	/** When the next one may be sent, in milliseconds. */
	availableAt(server: string, scope: string): number;
	/** Counts messages as sent. A negative count takes back messages that were not sent. */
	add(server: string, scope: string, count: number): void;
	/** The rows to save. */
	changed(): RateUsageRow[];
}

/** @param limitsFor the limits that count a scope's messages through a server */
export function createRateUsage(
	now: number,
	limitsFor: (server: string, scope: string) => readonly Limit[],
): RateUsage {
	const limits = new Map<string, readonly Limit[]>();
	const scopes = new Set<string>();
	const rows = new Map<string, RateUsageRow>();
	const changed = new Set<string>();
	const limitsAt = (server: string, scope: string) => {
		const key = serverScopeKey(server, scope);
		const known = limits.get(key) ?? limitsFor(server, scope);
		limits.set(key, known);
		return known;
	};
	const usedOf = (limit: Limit) =>
		rows.get(keyOf(limit))?.window ?? EMPTY_WINDOW;

	function keep(limit: Omit<Limit, "limit">, count: number) {
		const { server, scope, periodMs } = limit;
		const key = keyOf(limit);
		const window = add(
			rows.get(key)?.window ?? EMPTY_WINDOW,
			periodMs,
			now,
			count,
		);
		const endsAt = new Date(expiresAt(window, periodMs)).toISOString();
		rows.set(key, { server, scope, periodMs, window, expiresAt: endsAt });
		changed.add(key);
	}

	return {
		knows: (scope) => scopes.has(scope),
		read(more, found) {
			for (const scope of more) scopes.add(scope);
			for (const row of found) {
				rows.set(keyOf(row), row);
				if (isInFuture(row.window, row.periodMs, now)) keep(row, 0);
			}
		},
		remaining: (server, scope) =>
			Math.min(
				...limitsAt(server, scope).map((limit) =>
					remainingOf(usedOf(limit), limit, now),
				),
			),
		availableAt: (server, scope) =>
			Math.max(
				now,
				...limitsAt(server, scope).map((limit) =>
					availableAt(usedOf(limit), limit, now),
				),
			),
		add(server, scope, count) {
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
