import type { Reviewer } from "../../db/catalog-tables.ts";
import type { Format } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import { visible } from "../../text/visible-text.ts";
import { isTimeZone } from "../../time/time-zone.ts";
import type { GivenChoices } from "../csv/csv-subscriber.ts";
import { type ChoiceChange, changesOf } from "../csv/decide-row.ts";
import {
	type AddedSubscriber,
	addSubscriberIn,
	checkName,
	type NewSubscriber,
} from "../sign-up/add-subscriber.ts";
import { auditPerson, type EditorContext } from "./person-entry.ts";

/** The name and the choices that somebody typed for a person; empty or absent is not given. */
export interface TypedChoices {
	name?: string;
	lens?: Reviewer | "panel";
	format?: Format;
	language?: LanguageTag;
	category?: readonly string[];
	timeZone?: string;
}

/** @throws Failure `bad-name`, `bad-zone` */
export function givenChoices(typed: TypedChoices): GivenChoices {
	const { lens, format, language, category, timeZone } = typed;
	const name = checkName(typed.name);
	if (timeZone && !isTimeZone(timeZone))
		throw new Failure(
			"bad-zone",
			`“${visible(timeZone)}” is not a time zone, such as Europe/Berlin.`,
		);
	return {
		...(name === null ? {} : { name }),
		...(lens ? { lens: lens === "panel" ? null : lens } : {}),
		...(format ? { format } : {}),
		...(language ? { language } : {}),
		...(category && category.length > 0
			? { categories: JSON.stringify(category) }
			: {}),
		...(timeZone ? { time_zone: timeZone } : {}),
	};
}

export interface AddedByEditor extends AddedSubscriber {
	/** What was given for somebody who is known, and who has it differently. */
	notChanged: ChoiceChange["field"][];
}

/**
 * Adds one subscriber as `addSubscriber` does, with the letter that follows from it.
 * What was given for somebody who is known already is not changed.
 *
 * @param given the name and the choices; those that are absent are not theirs to change
 * @throws Failure `bad-address`, `bad-name`, `unknown-tool`, `suppressed`, `has-left`
 */
export async function addByEditor(
	context: EditorContext,
	request: Pick<
		NewSubscriber,
		"email" | "confirmed" | "again" | "bookmarks" | "source"
	>,
	{ name, ...choices }: GivenChoices,
): Promise<AddedByEditor> {
	return context.db.transaction().execute(async (trx) => {
		const added = await addSubscriberIn(trx, context.clock, {
			...request,
			...(name ? { name } : {}),
			choices,
			letter: true,
		});
		const { outcome, subscriber, bookmarksAdded } = added;
		if (outcome !== "already" || bookmarksAdded > 0)
			await auditPerson(trx, context, "add", subscriber, null, {
				outcome,
				state: subscriber.state,
				consentKnown: request.confirmed,
				...(bookmarksAdded > 0 ? { bookmarksAdded } : {}),
			});
		return {
			...added,
			notChanged: changesOf(subscriber, {
				...(name ? { name } : {}),
				...choices,
			}).map(({ field }) => field),
		};
	});
}
