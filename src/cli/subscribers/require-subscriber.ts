import type { Db } from "../../db/schema.ts";
import { subscriberByKey } from "../../db/subscriber/subscribers.ts";
import type { SubscriberRow } from "../../db/subscriber-tables.ts";
import { Failure } from "../../errors.ts";
import { parseAddress } from "../../subscriber/address.ts";
import { suppressionFor } from "../../subscriber/leaving/suppression.ts";
import { formatDay } from "../../time/format-time.ts";

/**
 * The subscriber with this address.
 *
 * @throws Failure `bad-address`; `no-such-subscriber`, which mentions a suppression of the address
 */
export async function requireSubscriber(
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
			? `${address} is not a subscriber, and must not be mailed (${suppression.reason}, since ${formatDay(suppression.created_at)}, by ${suppression.source}).`
			: `${address} is not a subscriber. For all subscribers see: digest subscribers list`,
	);
}
