import { z } from "zod";
import { type Clock, type Instant, shift } from "../clock.ts";
import type { Db, SubscriberRow } from "../db/schema.ts";
import {
	type Choices,
	raiseEpoch,
	updateChoices,
} from "../db/subscriber/choices.ts";
import {
	excludeDeliveries,
	subscriberById,
} from "../db/subscriber/subscribers.ts";
import { Failure } from "../errors.ts";
import { DAY } from "../time-span.ts";
import { isTimeZone } from "../time-zone.ts";

/** For how many weeks one may pause. */
export const PAUSE_WEEKS = [2, 4, 8] as const;

const WEEK = 7 * DAY;
/** More is nobody's choice. */
const CATEGORIES = 100;

const choices = z.object({
	name: z
		.string()
		.trim()
		.max(80, "The name is longer than 80 characters.")
		.refine((name) => !/\p{Cc}/u.test(name), {
			error: "The name holds a line break or another control character.",
		})
		.transform((name) => name || null),
	format: z.enum(["full", "brief"], { error: "There is no such format." }),
	lens: z
		.enum(["builder", "skeptic", "founder", "futurist"], {
			error: "There is no such reviewer.",
		})
		.nullable(),
	categories: z
		.array(z.string().trim().min(1).max(100))
		.max(CATEGORIES, "Those are too many categories.")
		.transform((list) => (list.length > 0 ? JSON.stringify(list) : null)),
	timeZone: z
		.string()
		.refine(isTimeZone, { error: "There is no such time zone." })
		.nullable(),
	tracking: z.boolean().transform((on) => (on ? 1 : 0)),
});

/** What a subscriber may choose, as a form or a command says it. */
export type ChoicesInput = z.input<typeof choices>;

/**
 * Keeps what a subscriber chose.
 *
 * @throws Failure `bad-choice` with the reason
 */
export async function choose(
	db: Db,
	clock: Clock,
	subscriberId: number,
	chosen: ChoicesInput,
): Promise<SubscriberRow | null> {
	const parsed = choices.safeParse(chosen);
	if (!parsed.success)
		throw new Failure(
			"bad-choice",
			parsed.error.issues.map((issue) => issue.message).join(" "),
		);
	const { timeZone: zone, ...rest } = parsed.data;
	const row: Choices = { ...rest, time_zone: zone };
	return (await updateChoices(db, subscriberId, row, clock.now())) ?? null;
}

/** The categories a subscriber wants; null: all. */
export function chosenCategories({
	categories,
}: Pick<SubscriberRow, "categories">): string[] | null {
	return categories === null ? null : (JSON.parse(categories) as string[]);
}

/** In whose zone the dates on their own pages are; mail keeps to the publication's. */
export function timeZoneOf(
	{ time_zone }: Pick<SubscriberRow, "time_zone">,
	{ timeZone: ours }: { readonly timeZone: string },
): string {
	return time_zone ?? ours;
}

/** Until when nothing is sent to them; null: they are not pausing (any more). */
export function pausedUntil(
	{ paused_until }: Pick<SubscriberRow, "paused_until">,
	now: Instant,
): Instant | null {
	return paused_until !== null && paused_until > now ? paused_until : null;
}

/**
 * Sends them nothing for some weeks, not even what is going out. Safe to
 * repeat: the weeks count from now.
 *
 * @param weeks null ends the pause
 */
export async function pause(
	db: Db,
	clock: Clock,
	subscriberId: number,
	weeks: (typeof PAUSE_WEEKS)[number] | null,
): Promise<SubscriberRow | null> {
	const now = clock.now();
	const until = weeks === null ? null : shift(now, weeks * WEEK);
	return db.transaction().execute(async (trx) => {
		const changed = await updateChoices(
			trx,
			subscriberId,
			{ paused_until: until },
			now,
		);
		if (until !== null)
			await excludeDeliveries(
				trx,
				subscriberId,
				now,
				`paused until ${until.slice(0, 10)}`,
			);
		return changed ?? null;
	});
}

/** Makes every link to their preferences that was mailed before worthless. */
export async function revokeLinks(
	db: Db,
	clock: Clock,
	subscriberId: number,
): Promise<SubscriberRow | null> {
	await raiseEpoch(db, subscriberId, clock.now());
	return (await subscriberById(db, subscriberId)) ?? null;
}
