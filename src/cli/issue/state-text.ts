import type { App } from "../../app.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { nextSlot } from "../../issue/week/schedule.ts";
import { formatTime } from "../../time/format-time.ts";

/**
 * The state of an issue in words.
 *
 * @param changes what has changed since it was approved (`staleApproval`)
 */
export function stateText(
	{ state }: Pick<IssueHead, "state">,
	changes: readonly string[],
): string {
	if (changes.length > 0) return "approved, but changed since";
	return state === "ended" ? "ended early" : state;
}

/**
 * When `digest serve` sends an issue once it is approved. One drafted by hand gets
 * its time from the next slot, when that one's draft is due.
 */
export function goesOut(
	{ config, clock }: Pick<App, "config" | "clock">,
	issue: Pick<IssueHead, "send_at">,
): string {
	const now = clock.now();
	const at = issue.send_at ?? nextSlot(config, now).sendAt;
	return at <= now ? "at once" : `on ${formatTime(at, config.timeZone)}`;
}
