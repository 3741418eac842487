import type { Context } from "../../context.ts";
import {
	lockRateUsage,
	rateUsageOf,
	saveRateUsage,
	slowdowns,
} from "../../db/delivery/rate-usage.ts";
import { metaOf } from "../../db/meta.ts";
import type { MailServer } from "../../mail/mailer.ts";
import { createLimits, serverScopeKey } from "./limits.ts";
import { createRateUsage } from "./rate-usage.ts";
import { warmUpKey, warmUpRate } from "./warm-up.ts";

/**
 * Counts a letter that was sent (a confirmation, a welcome, a notice) in every
 * limit that applies to it. Letters wait for no limit, because a person waits
 * for them. Deliveries of an issue wait instead.
 *
 * @param server the name of the server that accepted it
 */
export async function countLetter(
	{ db, clock, config }: Pick<Context, "db" | "clock" | "config">,
	servers: readonly MailServer[],
	recipient: string,
	server: string,
): Promise<void> {
	const limits = createLimits(config, servers);
	const scopes = ["", limits.scopeOf(recipient)];
	await db.transaction().execute(async (trx) => {
		await lockRateUsage(trx);
		const now = clock.now();
		const slowed = await slowdowns(trx);
		const { warmUp } = config;
		const throttle = {
			slowdowns: new Map(
				slowed.map((row) => [serverScopeKey(row.server, row.scope), row]),
			),
			warmUp:
				warmUp && warmUpRate(warmUp, await metaOf(trx, warmUpKey(warmUp)), now),
		};
		const usage = createRateUsage(Date.parse(now), (through, scope) =>
			limits.limitsFor(through, scope, throttle),
		);
		usage.read(scopes, await rateUsageOf(trx, scopes));
		for (const scope of scopes) usage.add(server, scope, 1);
		await saveRateUsage(trx, usage.changed());
	});
}
