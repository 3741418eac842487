import type { Db, SubscriberRow } from "../../db/schema.ts";
import { subscriberByKey } from "../../db/subscriber/subscribers.ts";
import { Failure } from "../../errors.ts";
import { parseAddress } from "../../subscriber/address.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";

/** @throws Failure `bad-address`; `no-such-subscriber`, which says what is known of the address all the same */
export async function knownSubscriber(
	db: Db,
	address: string,
): Promise<SubscriberRow> {
	const { key } = parseAddress(address);
	const row = await subscriberByKey(db, key);
	if (row) return row;
	const suppression = await suppressionFor(db, key);
	throw new Failure(
		"no-such-subscriber",
		suppression
			? `${address} is not a subscriber, and must not be mailed: ${suppression.reason}, since ${suppression.created_at}, by ${suppression.source}.`
			: `${address} is not a subscriber.`,
	);
}
