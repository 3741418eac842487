import type { Db } from "../../db/schema.ts";
import { subscriberByKey } from "../../db/subscriber/subscribers.ts";
import { suppressionFor } from "./suppression.ts";

/** What the built-in mailbox offers for this. */
interface KeptMail {
	recipients(): string[];
	deleteTo(recipient: string): void;
}

/**
 * Deletes the mail that the built-in mailbox keeps for people who were erased. By
 * now only the hash of their address tells who they were.
 *
 * @param mailbox null: mail goes to an SMTP server, and none is kept
 * @returns for how many recipients mail was deleted
 */
export async function deleteErasedMail(
	db: Db,
	mailbox: KeptMail | null,
): Promise<number> {
	let deleted = 0;
	for (const recipient of mailbox?.recipients() ?? []) {
		// The key of `parseAddress`: our own letters are addressed to nothing else.
		const key = recipient.toLowerCase();
		const suppression = await suppressionFor(db, key);
		if (suppression?.reason !== "erased" || (await subscriberByKey(db, key)))
			continue;
		mailbox?.deleteTo(recipient);
		deleted++;
	}
	return deleted;
}
