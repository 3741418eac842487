import type { Context } from "../../context.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { formatTime } from "../../time/format-time.ts";
import { nextSlot } from "../week/schedule.ts";

/**
 * When `digest serve` sends an issue once it is approved. One drafted by hand gets
 * its time from the next slot, when that one's draft is due.
 */
export function goesOut(
	{ config, clock }: Pick<Context, "config" | "clock">,
	issue: Pick<IssueHead, "send_at">,
): string {
	const now = clock.now();
	const at = issue.send_at ?? nextSlot(config, now).sendAt;
	return at <= now ? "at once" : `on ${formatTime(at, config.timeZone)}`;
}
