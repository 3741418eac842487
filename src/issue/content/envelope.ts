import type { Config } from "../../config/config.ts";
import type { Instant } from "../../time/clock.ts";

/** What the headers of one issue's messages share. Plain JSON, stored when the issue is sealed. */
export interface Envelope {
	/** The From header: a display name and an address. */
	from: { name: string; address: string };
	replyTo: string | null;
	/** When the issue was sealed: the Date header of a copy that is not sent, and of those that earlier versions kept. */
	date: Instant;
	/** `weekly.digest.example.com`, without brackets. */
	listId: string;
	/** The list's web page, for List-Archive. */
	archiveUrl: string;
	issueNumber: number;
	/**
	 * The mailbox for unsubscribing by mail: a reader writes to it with their
	 * token after a plus. Null, or absent in issues sealed by earlier versions:
	 * nobody can unsubscribe by mail.
	 */
	unsubscribeMailbox?: string | null;
	/**
	 * Where bounces go: the envelope sender is this mailbox with a separator and a
	 * token. Null, or absent in issues sealed by earlier versions: to `from`.
	 */
	bounces?: { mailbox: string; separator: string } | null;
	/** The key from which Message-IDs are made. Absent in drafts and in issues sealed by earlier versions. */
	messageKey?: string;
}

/** The envelope of an issue as the settings say now, without a key for Message-IDs. */
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
		bounces:
			config.bounceMailbox === null
				? null
				: {
						mailbox: config.bounceMailbox,
						separator: config.bounceSeparator,
					},
	};
}
