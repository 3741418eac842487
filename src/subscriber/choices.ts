import { z } from "zod";
import { excludeSubscriber } from "../db/delivery/recipients.ts";
import type { Db, Trx } from "../db/schema.ts";
import {
	type Choices,
	raiseEpoch,
	updatePreferences,
} from "../db/subscriber/choices.ts";
import { subscriberById } from "../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../db/subscriber-tables.ts";
import { Failure } from "../errors.ts";
import { LANGUAGE_TAGS } from "../issue/words/language/tags.ts";
import { type Clock, type Instant, shift } from "../time/clock.ts";
import { DAY } from "../time/time-span.ts";
import { isTimeZone } from "../time/time-zone.ts";

/** The lengths of a pause that can be chosen, in weeks. */
export const PAUSE_WEEKS = [2, 4, 8] as const;

const WEEK = 7 * DAY;
/** Bounds the size of a row. */
const MAX_CATEGORIES = 100;

/** What can be wrong with a choice, in whole sentences. */
export const CHOICE_FAULTS = {
	"long-name": "The name is longer than 80 characters.",
	"control-name":
		"The name contains a line break or another control character.",
	format: "There is no such format. Choose full or brief.",
	lens: "There is no such reviewer. Choose builder, skeptic, founder or futurist.",
	language: "The digest does not come in this language.",
	categories: "At most 100 categories can be chosen.",
	category: "The name of a category has 1 to 100 characters.",
	zone: "There is no such time zone.",
} as const;

export type ChoiceFault = keyof typeof CHOICE_FAULTS;

/** Says what was wrong, by name for who says it in another language. */
export class ChoiceFailure extends Failure {
	readonly faults: readonly ChoiceFault[];

	constructor(messages: readonly string[]) {
		super("bad-choice", messages.join(" "));
		const names = Object.keys(CHOICE_FAULTS) as ChoiceFault[];
		this.faults = names.filter((name) =>
			messages.includes(CHOICE_FAULTS[name]),
		);
	}
}

const choicesSchema = z.object({
	name: z
		.string()
		.trim()
		.max(80, CHOICE_FAULTS["long-name"])
		.refine((name) => !/\p{Cc}/u.test(name), {
			error: CHOICE_FAULTS["control-name"],
		})
		.transform((name) => name || null),
	format: z.enum(["full", "brief"], {
		error: CHOICE_FAULTS.format,
	}),
	lens: z
		.enum(["builder", "skeptic", "founder", "futurist"], {
			error: CHOICE_FAULTS.lens,
		})
		.nullable(),
	/** Absent: as it is. */
	language: z
		.enum(LANGUAGE_TAGS, {
			error: CHOICE_FAULTS.language,
		})
		.nullable()
		.optional(),
	categories: z
		.array(
			z
				.string()
				.trim()
				.min(1, CHOICE_FAULTS.category)
				.max(100, CHOICE_FAULTS.category),
		)
		.max(MAX_CATEGORIES, CHOICE_FAULTS.categories)
		.transform((list) => (list.length > 0 ? JSON.stringify(list) : null)),
	timeZone: z
		.string()
		.refine(isTimeZone, { error: CHOICE_FAULTS.zone })
		.nullable(),
	tracking: z.boolean().transform((on) => (on ? 1 : 0)),
});

/** What a subscriber may choose, as a form or a command states it. */
export type ChoicesInput = z.input<typeof choicesSchema>;

/**
 * Checks choices, some or all of them; what is absent stays absent.
 *
 * @throws ChoiceFailure `bad-choice` with every reason
 */
export function readChoices(chosen: Partial<ChoicesInput>): Choices {
	const parsed = choicesSchema.partial().safeParse(chosen);
	if (!parsed.success)
		throw new ChoiceFailure(parsed.error.issues.map((issue) => issue.message));
	const { timeZone, ...rest } = parsed.data;
	const row = Object.entries({ ...rest, time_zone: timeZone });
	return Object.fromEntries(row.filter(([, value]) => value !== undefined));
}

/**
 * Saves what a subscriber chose. Null when there is no such subscriber.
 *
 * @throws ChoiceFailure `bad-choice` with the reason
 */
export async function saveChoices(
	db: Db,
	clock: Clock,
	subscriberId: number,
	chosen: ChoicesInput,
): Promise<SubscriberRow | null> {
	const row = readChoices(chosen);
	return (await updatePreferences(db, subscriberId, row, clock.now())) ?? null;
}

/** The categories that a subscriber chose; null: all. */
export function chosenCategories({
	categories,
}: Pick<SubscriberRow, "categories">): string[] | null {
	return categories === null ? null : (JSON.parse(categories) as string[]);
}

/** The time zone of the dates on a subscriber's own pages. Mail always uses the publication's. */
export function timeZoneOf(
	{ time_zone }: Pick<SubscriberRow, "time_zone">,
	publication: { readonly timeZone: string },
): string {
	return time_zone ?? publication.timeZone;
}

/** When the pause of a subscriber ends; null: there is no pause, or it is over. */
export function pausedUntil(
	{ paused_until }: Pick<SubscriberRow, "paused_until">,
	now: Instant,
): Instant | null {
	return paused_until !== null && paused_until > now ? paused_until : null;
}

/**
 * Pauses a subscription for some weeks from now. An issue that is being sent
 * leaves the subscriber out, too. Safe to repeat.
 *
 * @param weeks null ends the pause
 * @returns null when there is no such subscriber
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
		const changed = await updatePreferences(
			trx,
			subscriberId,
			{ paused_until: until },
			now,
		);
		await spareWhilePaused(trx, subscriberId, now, until);
		return changed ?? null;
	});
}

/** Leaves a subscriber out of an issue that is being sent, where a pause was saved. */
export async function spareWhilePaused(
	trx: Trx,
	subscriberId: number,
	now: Instant,
	until: Instant | null = null,
): Promise<void> {
	if (pausedUntil({ paused_until: until }, now) !== null)
		await excludeSubscriber(
			trx,
			subscriberId,
			now,
			`paused until ${until?.slice(0, 10)}`,
		);
}

/** From now on no preferences link that was mailed before works. Null when there is no such subscriber. */
export async function revokeLinks(
	db: Db,
	clock: Clock,
	subscriberId: number,
): Promise<SubscriberRow | null> {
	await raiseEpoch(db, subscriberId, clock.now());
	return (await subscriberById(db, subscriberId)) ?? null;
}
