import { DAY, HOUR, MINUTE, SECOND } from "./time/time-span.ts";

/** At most `limit` messages in any stretch of `periodMs` milliseconds. */
export interface Rate {
	readonly limit: number;
	readonly periodMs: number;
}

const PERIODS: Record<string, { ms: number; name: string }> = {
	s: { ms: SECOND, name: "a second" },
	m: { ms: MINUTE, name: "a minute" },
	h: { ms: HOUR, name: "an hour" },
	d: { ms: DAY, name: "a day" },
};

const MAX_LIMIT = 1_000_000_000;

/**
 * Reads `50/s, 2000/m 50000/h 500000/d`: whole numbers for each second, minute,
 * hour or day, with spaces or commas between them, each period at most once.
 *
 * @returns null when the text is anything else
 */
export function parseRates(text: string): Rate[] | null {
	const rates: Rate[] = [];
	for (const part of text.split(/[\s,]+/).filter(Boolean)) {
		const [, count, unit = ""] = /^(\d+)\/([smhd])$/.exec(part) ?? [];
		const limit = Number(count);
		const periodMs = PERIODS[unit]?.ms ?? 0;
		if (!(limit >= 1 && limit <= MAX_LIMIT)) return null;
		if (rates.some((rate) => rate.periodMs === periodMs)) return null;
		rates.push({ limit, periodMs });
	}
	return rates.length > 0 ? rates : null;
}

/** For people: `50 a second`. */
export function describeRate({ limit, periodMs }: Rate): string {
	const period = Object.values(PERIODS).find(({ ms }) => ms === periodMs);
	return `${limit.toLocaleString("en")} ${period?.name ?? `in ${periodMs} ms`}`;
}
