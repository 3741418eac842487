import {
	budgetsOf,
	lockBudgets,
	saveBudgets,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { metaOf } from "../../db/meta.ts";
import type { Desk } from "../../issue/context.ts";
import type { MailServer } from "../../mail/mailer.ts";
import { createLimits, placeOf } from "./limits.ts";
import { createTally } from "./rate-usage.ts";
import { warmUpKey, warmUpRate } from "./warm-up.ts";

/**
 * Counts a letter that went out (a confirmation, a welcome, a notice) in every
 * limit that counts it. Letters wait for no limit, since somebody waits for
 * them; the issue that is going out gives way instead.
 *
 * @param server the name of the one that took it
 */
export async function chargeLetter(
	{ db, clock, config }: Desk,
	servers: readonly MailServer[],
	recipient: string,
	server: string,
): Promise<void> {
	const limits = createLimits(config, servers);
	const scopes = ["", limits.scopeOf(recipient)];
	await db.transaction().execute(async (trx) => {
		await lockBudgets(trx);
		const now = clock.now();
		const slowed = await slowdowns(trx);
		const { warmUp } = config;
		const patience = {
			slowdowns: new Map(
				slowed.map((row) => [placeOf(row.server, row.scope), row]),
			),
			warmUp:
				warmUp && warmUpRate(warmUp, await metaOf(trx, warmUpKey(warmUp)), now),
		};
		const tally = createTally(Date.parse(now), (through, scope) =>
			limits.on(through, scope, patience),
		);
		tally.read(scopes, await budgetsOf(trx, scopes));
		for (const scope of scopes) tally.spend(server, scope, 1);
		await saveBudgets(trx, tally.changed());
	});
}
