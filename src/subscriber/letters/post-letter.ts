import { randomUUID } from "node:crypto";
import type { Config } from "../../config/config.ts";
import { Failure } from "../../errors.ts";
import type { Signer } from "../../mail/dkim/signer.ts";
import { composeLetter } from "../../mail/letter.ts";
import type { Mailer } from "../../mail/mailer.ts";
import type { AddressedLetter } from "./send-letter.ts";

/**
 * Mails one letter now, on a connection of its own. Resolves when a server
 * has taken it.
 *
 * @returns the server's name
 * @throws Failure `not-mailed`
 */
export async function postLetter(
	mailer: Mailer,
	signer: Signer | null,
	config: Config,
	letter: AddressedLetter,
): Promise<string> {
	const { address } = config.mailFrom;
	const raw = await composeLetter({
		...letter,
		from: config.mailFrom,
		replyTo: config.replyTo,
		unsubscribeMailbox: config.unsubscribeMailbox,
		messageId: `${randomUUID()}@${address.slice(address.lastIndexOf("@") + 1)}`,
		listId: `weekly.${new URL(config.publicUrl).hostname}`,
	});
	const lane = mailer.lane();
	try {
		const result = await lane.handover({
			sender: address,
			recipient: letter.to,
			raw: signer ? await signer.sign(raw) : raw,
		});
		if (result.kind === "accepted") return result.server ?? "";
		const why = "reply" in result ? result.reply : result.error;
		throw new Failure(
			"not-mailed",
			`“${letter.subject}” could not be mailed through ${mailer.description}: ${why}`,
		);
	} finally {
		await lane.close();
	}
}
