import { hash } from "node:crypto";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { DAY } from "../../time/time-span.ts";
import {
	type ChoicesInput,
	chosenCategories,
	PAUSE_WEEKS,
	pausedUntil,
	readChoices,
} from "../choices.ts";
import type { GivenChoices } from "../csv/csv-subscriber.ts";
import type { ChoiceChange } from "../csv/decide-row.ts";
import { readList, writeList } from "../csv/values.ts";
import { updateSubscriberIn } from "../sign-up/update-subscriber.ts";
import {
	auditPerson,
	type EditorContext,
	type PersonFacts,
} from "./person-entry.ts";

/** What an editor can change of a person, as a form names it. */
export const CHANGEABLE = [
	"name",
	"format",
	"lens",
	"language",
	"categories",
	"timeZone",
	"pause",
] as const;
export type Changeable = (typeof CHANGEABLE)[number];

/** The texts of a form, by `Changeable`. */
export type ChoiceTexts = ReadonlyMap<string, string>;

/**
 * What a form shows of a person, and the version that it was made from: the same
 * choices of the same person have the same. Empty is no name, the publication's first language, all
 * categories, its time zone, no pause. A pause is the instant at which it ends.
 */
export function changeable(
	row: SubscriberRow,
	now: Instant,
): { fields: ChoiceTexts; version: string } {
	const fields: Record<Changeable, string> = {
		name: row.name ?? "",
		format: row.format,
		lens: row.lens ?? "panel",
		language: row.language ?? "",
		categories: writeList(chosenCategories(row) ?? []),
		timeZone: row.time_zone ?? "",
		pause: pausedUntil(row, now) ?? "",
	};
	return {
		fields: new Map(Object.entries(fields)),
		// A pause that has ended by itself is no change of anybody's.
		version: hash(
			"sha256",
			JSON.stringify({ ...fields, id: row.id, pause: row.paused_until }),
		),
	};
}

/**
 * Reads the fields of a form that somebody changed. The pause is a number of weeks
 * from now, one of `PAUSE_WEEKS`.
 *
 * @throws Failure `bad-choice`, `bad-list`
 */
export function typedChanges(edits: ChoiceTexts, now: Instant): GivenChoices {
	const read: Record<Changeable, (text: string) => object> = {
		name: (name) => ({ name }),
		format: (format) => ({ format }),
		lens: (lens) => ({ lens: lens === "panel" ? null : lens }),
		language: (language) => ({ language: language || null }),
		categories: (text) => ({ categories: readList(text.trim()) }),
		timeZone: (zone) => ({ timeZone: zone.trim() || null }),
		pause: () => ({}),
	};
	const chosen: Partial<ChoicesInput> = Object.assign(
		{},
		...CHANGEABLE.map((field) => {
			const text = edits.get(field);
			return text === undefined ? {} : read[field](text);
		}),
	);
	const { tracking: _, ...choices } = readChoices(chosen);
	const weeks = edits.get("pause");
	return {
		...choices,
		...(weeks === undefined ? {} : { paused_until: pauseOf(weeks, now) }),
	};
}

/**
 * When a pause ends that begins now; null: there is none.
 *
 * @param weeks one of `PAUSE_WEEKS`; empty or 0: no pause
 * @throws Failure `bad-choice`
 */
export function pauseOf(weeks: string, now: Instant): Instant | null {
	if (weeks === "" || weeks === "0") return null;
	const known = PAUSE_WEEKS.find((one) => String(one) === weeks);
	if (known === undefined)
		throw new Failure(
			"bad-choice",
			`A pause lasts ${PAUSE_WEEKS.join(", ")} weeks. Choose one of them.`,
		);
	return shift(now, known * 7 * DAY);
}

/**
 * Changes the name and the choices of somebody who is here, as `updateSubscriberIn`
 * does. A pause leaves them out of an issue that is being sent, too.
 *
 * @param dryRun only says what would change
 * @param version of `changeable`, as the editor saw it; absent: whatever holds now
 * @returns null when there is no such subscriber
 * @throws Failure `bad-address`, `has-left`, `suppressed`, `stale-edit`
 */
export async function changeByEditor(
	context: EditorContext,
	address: string,
	given: GivenChoices,
	{ dryRun = false, version }: { dryRun?: boolean; version?: string } = {},
): Promise<{ subscriber: SubscriberRow; changes: ChoiceChange[] } | null> {
	const { db, clock } = context;
	return db.transaction().execute(async (trx) => {
		const done = await updateSubscriberIn(
			trx,
			clock,
			address,
			given,
			dryRun,
			(known) => {
				if (
					version !== undefined &&
					changeable(known, clock.now()).version !== version
				)
					throw new Failure(
						"stale-edit",
						"Somebody else, or they themselves, changed this since you opened it. Nothing of yours was saved: both versions are below. Look at what they say, and save again.",
					);
			},
		);
		if (done && done.changes.length > 0 && !dryRun)
			await auditPerson(
				trx,
				context,
				"change",
				done.subscriber,
				sideOf(done.changes, "from"),
				sideOf(done.changes, "to"),
			);
		return done;
	});
}

/** The values that are words of ours. What somebody typed describes a person: it is only named. */
function sideOf(
	changes: readonly ChoiceChange[],
	side: "from" | "to",
): PersonFacts {
	const facts: [string, unknown][] = [];
	const typed: string[] = [];
	for (const { field, [side]: value } of changes)
		if (field === "lens") facts.push([field, value ?? "panel"]);
		else if (OURS.has(field)) facts.push([field, value]);
		else typed.push(field);
	if (side === "to" && typed.length > 0) facts.push(["changed", typed]);
	return Object.fromEntries(facts);
}

const OURS: ReadonlySet<string> = new Set([
	"format",
	"language",
	"paused_until",
]);
