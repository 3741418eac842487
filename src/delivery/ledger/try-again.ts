import {
	holdDomain,
	reopenAlike,
	reopenSetbacks,
} from "../../db/delivery/reopen.ts";
import type { Likeness, Setback } from "../../db/delivery/setbacks.ts";
import type { Trx } from "../../db/schema.ts";
import { changeLedger } from "../../issue/life/audit.ts";
import type { Instant } from "../../time/clock.ts";

/** A refusal of one claim. */
type Refused = Pick<Setback, "subscriber_id" | "fence">;

/**
 * Opens refused deliveries again, because the answer was not about the recipients,
 * and records how many, in the caller's transaction.
 *
 * @param refused these
 * @param alike and all others whose setback is like one of these
 */
export async function tryAgain(
	trx: Trx,
	issueId: number,
	refused: readonly Refused[],
	alike: readonly Likeness[],
	now: Instant,
): Promise<void> {
	await changeLedger(trx, { now }, "try again", issueId, async () => {
		// Those without a time go first, when it is tried again.
		let deliveries = await reopenSetbacks(trx, issueId, refused, now, now);
		for (const like of alike)
			deliveries += await reopenAlike(trx, issueId, like, now);
		return deliveries === 0 ? null : { deliveries };
	});
}

/** Opens what a domain refused again, and lets all that goes there wait until then. */
export async function waitForDomain(
	trx: Trx,
	issueId: number,
	domain: string,
	refused: readonly Refused[],
	{ until, now }: { until: Instant; now: Instant },
): Promise<void> {
	await changeLedger(trx, { now }, "wait for a domain", issueId, async () => {
		const opened = await reopenSetbacks(trx, issueId, refused, until, now);
		await holdDomain(trx, issueId, domain, until);
		return opened === 0 ? null : { domain, until, deliveries: opened };
	});
}
