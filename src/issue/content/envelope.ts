import type { Instant } from "../../clock.ts";
import type { Config } from "../../config/config.ts";
import type { Envelope } from "../../render/renderer.ts";

/** What the headers of one issue's messages share. */
export function envelopeOf(
	config: Config,
	issueNumber: number,
	date: Instant,
): Envelope {
	return {
		from: config.mailFrom,
		replyTo: config.replyTo,
		date,
		listId: `weekly.${new URL(config.publicUrl).hostname}`,
		archiveUrl: `${config.publicUrl}/issues`,
		issueNumber,
		unsubscribeMailbox: config.unsubscribeMailbox,
	};
}
