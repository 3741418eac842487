import type { AuditRow } from "../db/issue-tables.ts";
import type { Instant } from "../time/clock.ts";

/** A time in which an issue waited because somebody paused it. */
export interface Pause {
	since: Instant;
	until: Instant;
	/** As the audit log names who acts. */
	who: string;
}

/**
 * The pauses that the audit log has of an issue.
 *
 * @param entries its pauses and what let it go on, the oldest first
 * @param end when the issue ended, or the present: a pause that nobody ended goes on until then
 */
export function pausesBetween(
	entries: readonly Pick<AuditRow, "at" | "who" | "action">[],
	end: Instant,
): Pause[] {
	const pauses: Pause[] = [];
	let open: { since: Instant; who: string } | null = null;
	for (const { at, who, action } of entries) {
		if (action === "pause") open ??= { since: at, who };
		else if (open) {
			pauses.push({ ...open, until: at });
			open = null;
		}
	}
	if (open) pauses.push({ ...open, until: end });
	return pauses;
}
