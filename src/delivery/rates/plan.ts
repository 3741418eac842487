import { describeRate, type Rate } from "../../rate.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY, HOUR } from "../../time/time-span.ts";
import { type WarmUp, warmUpRate } from "./warm-up.ts";

/** Everything that limits how fast an issue can be sent. */
export interface PlanInput {
	/** When sending begins or continues. */
	readonly starts: Instant;
	/** How many deliveries are left, by scope; under the empty scope when no limit is for single domains. */
	readonly left: ReadonlyMap<string, number>;
	readonly sendRate: readonly Rate[];
	readonly warmUp: WarmUp | null;
	/** The first acceptance of a new sender; null: there was none yet. */
	readonly since: Instant | null;
	readonly servers: readonly {
		readonly name: string;
		readonly rates: readonly Rate[];
	}[];
	ratesOf(scope: string): readonly Rate[];
	/** How many messages a limit has counted in its current period. */
	usedOf(server: string, scope: string, periodMs: number): number;
}

export interface Plan {
	left: number;
	starts: Instant;
	/** The earliest end that the limits allow, if no message fails; null: there is no limit. */
	ends: Instant | null;
	/** The limit that takes longest: "gmail.com, 20 a second". */
	because: string | null;
	/** The average rate until then; null: all are sent at once, or there is no limit. */
	perHour: number | null;
}

/** How many messages may have been sent `ms` milliseconds after the start. */
export type Capacity = (ms: number) => number;

/** A limit: how many messages it is for, and how many of them may have been sent. */
export interface Bound {
	/** Of a domain group; empty: all messages. */
	scope: string;
	name: string;
	count: number;
	capacity: Capacity;
}

/** A plan never ends later than this after its start. */
const MAX_PLAN_MS = 2 * 366 * DAY;

/** How long the rest of an issue takes within its limits. Slowdowns that servers ask for are not known in advance. */
export function planOf(input: PlanInput): Plan {
	const { starts } = input;
	const left = [...input.left.values()].reduce((sum, count) => sum + count, 0);
	let ends: number | null = null;
	let because: string | null = null;
	for (const bound of boundsOf(input, left)) {
		const ms = firstTimeFor(bound);
		if (ends !== null && ms <= ends) continue;
		ends = ms;
		because = bound.name;
	}
	return {
		left,
		starts,
		ends: ends === null ? null : shift(starts, ends),
		because,
		perHour: ends ? Math.round((left * HOUR) / ends) : null,
	};
}

/** Every limit of an issue. */
export function boundsOf(input: PlanInput, left: number): Bound[] {
	const { usedOf, servers, warmUp } = input;
	const constantRate = (
		rate: Rate,
		server: string,
		scope: string,
	): Capacity => {
		const used = usedOf(server, scope, rate.periodMs);
		return (ms) => rate.limit * (Math.floor(ms / rate.periodMs) + 1) - used;
	};
	const bounds: Bound[] = input.sendRate.map((rate) => ({
		scope: "",
		name: describeRate(rate),
		count: left,
		capacity: constantRate(rate, "", ""),
	}));
	if (warmUp)
		bounds.push({
			scope: "",
			name: `warm-up, ${warmUp.first} x${warmUp.factor}`,
			count: left,
			capacity: warmUpCapacity(input, warmUp),
		});
	if (servers.length > 0 && servers.every(({ rates }) => rates.length > 0)) {
		const each = servers.map(({ name, rates }) =>
			rates.map((rate) => constantRate(rate, name, "")),
		);
		bounds.push({
			scope: "",
			name: "the limits of all servers together",
			count: left,
			capacity: (ms) =>
				each
					.map((all) => Math.min(...all.map((capacity) => capacity(ms))))
					.reduce((sum, count) => sum + Math.max(0, count), 0),
		});
	}
	for (const [scope, count] of input.left)
		for (const rate of scope === "" ? [] : input.ratesOf(scope))
			bounds.push({
				scope,
				name: `${scope}, ${describeRate(rate)}`,
				count,
				capacity: constantRate(rate, "", scope),
			});
	return bounds;
}

/** The sum of the daily limits, from the day of the start on. */
function warmUpCapacity(
	{ starts, since, usedOf }: PlanInput,
	warmUp: WarmUp,
): Capacity {
	const first = since ?? starts;
	const today = Math.floor((Date.parse(starts) - Date.parse(first)) / DAY);
	const used = usedOf("", "", DAY);
	return (ms) => {
		const end = shift(starts, ms);
		const last = Math.floor((Date.parse(end) - Date.parse(first)) / DAY);
		let total = -used;
		for (let day = today; day <= last; day++) {
			const rate = warmUpRate(warmUp, first, shift(first, day * DAY));
			if (rate === null) return Number.POSITIVE_INFINITY;
			total += rate.limit;
		}
		return total;
	};
}

/** The first millisecond at which all messages of the bound may have been sent. */
function firstTimeFor({ count, capacity }: Bound): number {
	let short = -1;
	let enough = MAX_PLAN_MS;
	while (enough - short > 1) {
		const middle = Math.floor((short + enough) / 2);
		if (capacity(middle) >= count) enough = middle;
		else short = middle;
	}
	return enough;
}
