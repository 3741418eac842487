import type { Trx } from "../../db/schema.ts";
import { changeKnown } from "../../db/subscriber/subscriber-import.ts";
import { lockSubscriber } from "../../db/subscriber/subscribers.ts";
import { suppressionOf } from "../../db/subscriber/suppressions.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import type { Clock } from "../../time/clock.ts";
import { formatDay } from "../../time/format-time.ts";
import { parseAddress } from "../address.ts";
import { spareWhilePaused } from "../choices.ts";
import type { GivenChoices } from "../csv/csv-subscriber.ts";
import { type ChoiceChange, changesOf } from "../csv/decide-row.ts";
import { addressHasher } from "../leaving/suppression.ts";

/**
 * Changes the name and the choices of somebody who is here, in the caller's
 * transaction. Their state stays as it is, and it is no sign of life.
 *
 * @param dryRun only says what would change
 * @param check called with the row as it is, before anything is changed
 * @returns the row before and after; null when there is no such subscriber
 * @throws Failure `bad-address`, `has-left`, `suppressed`
 */
export async function updateSubscriberIn(
	trx: Trx,
	clock: Clock,
	address: string,
	given: GivenChoices,
	dryRun: boolean,
	check: (known: SubscriberRow) => void = () => {},
): Promise<{
	before: SubscriberRow;
	subscriber: SubscriberRow;
	changes: ChoiceChange[];
} | null> {
	const { key } = parseAddress(address);
	const known = await lockSubscriber(trx, key);
	if (!known) return null;
	const listed = await suppressionOf(trx, (await addressHasher(trx))(key));
	if (listed || known.suppressed !== null)
		throw new Failure(
			"suppressed",
			"This address must not be mailed. Nothing was changed.",
		);
	if (known.state === "unsubscribed")
		throw new Failure(
			"has-left",
			`This address unsubscribed on ${known.unsubscribed_at === null ? "an unknown day" : formatDay(known.unsubscribed_at)}. Nothing was changed.`,
		);
	check(known);
	const changes = changesOf(known, given);
	const values = Object.fromEntries(
		changes.map(({ field, to }) => [field, to]),
	);
	if (changes.length > 0 && !dryRun) {
		await changeKnown(trx, known.id, values, clock.now());
		if ("paused_until" in values)
			await spareWhilePaused(trx, known.id, clock.now(), given.paused_until);
	}
	return {
		before: known,
		subscriber: dryRun ? known : { ...known, ...values },
		changes,
	};
}
