import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import type { GivenChoices } from "../csv/csv-subscriber.ts";
import { type ChoiceChange, changesOf } from "../csv/decide-row.ts";
import {
	type AddedSubscriber,
	addSubscriberIn,
	type NewSubscriber,
} from "../sign-up/add-subscriber.ts";
import { updateSubscriberIn } from "../sign-up/update-subscriber.ts";
import { auditPerson, type EditorContext } from "./person-entry.ts";

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

/**
 * Changes the name and the choices of somebody who is here, as `updateSubscriber` does.
 *
 * @param dryRun only says what would change
 * @returns null when there is no such subscriber
 * @throws Failure `bad-address`, `has-left`, `suppressed`
 */
export async function changeByEditor(
	context: EditorContext,
	address: string,
	given: GivenChoices,
	dryRun: boolean,
): Promise<{ subscriber: SubscriberRow; changes: ChoiceChange[] } | null> {
	return context.db.transaction().execute(async (trx) => {
		const done = await updateSubscriberIn(
			trx,
			context.clock,
			address,
			given,
			dryRun,
		);
		if (done && done.changes.length > 0 && !dryRun)
			await auditPerson(trx, context, "change", done.subscriber, null, {
				changed: done.changes.map(({ field }) => field),
			});
		return done;
	});
}
