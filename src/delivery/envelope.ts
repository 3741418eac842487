import type { Instant } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Envelope } from "../render/renderer.ts";

/** What the headers of one sealed issue's messages share. */
export function envelopeOf(
	config: Config,
	issue: { number: number; sealed_at: Instant },
): Envelope {
	return {
		from: config.mailFrom,
		replyTo: config.replyTo,
		date: issue.sealed_at,
		listId: `weekly.${new URL(config.publicUrl).hostname}`,
		archiveUrl: `${config.publicUrl}/issues`,
		issueNumber: issue.number,
	};
}
