import type { Config } from "../../config/config.ts";
import {
	holdsOf,
	issuesSealedSince,
} from "../../db/delivery/return-figures.ts";
import type { Trx } from "../../db/schema.ts";
import { type Instant, shift } from "../../time/clock.ts";
import { boundsOf, figuresWith, PERIOD_MS, pause } from "./figure-brake.ts";
import { ALL_ISSUES, holdNote } from "./figure-notices.ts";
import { judgeFigures } from "./judge-figures.ts";

/**
 * Holds an issue that is about to begin, if the last issues were above a bound and
 * no person has let the sending go on since.
 *
 * @returns why; null: it may begin
 */
export async function holdAtStart(
	trx: Trx,
	config: Config,
	issueId: number,
	now: Instant,
): Promise<string | null> {
	const since = shift(now, -PERIOD_MS);
	const open = (await holdsOf(trx, [ALL_ISSUES])).filter(
		(hold) => hold.open === 1 && hold.at > since,
	);
	if (open.length === 0) return null;
	const recent = await issuesSealedSince(trx, since);
	const scopes = open.map(({ scope }) => scope);
	const findings = judgeFigures(
		await figuresWith(trx, issueId, recent, scopes, []),
		boundsOf(config),
		() => 0,
	);
	const still = findings.find(
		({ level, scope, measure }) =>
			level === "hold" &&
			open.some((hold) => hold.scope === scope && hold.measure === measure),
	);
	if (!still) return null;
	const note = holdNote(still, ALL_ISSUES);
	return (await pause(trx, issueId, note, now)) ? note : null;
}
