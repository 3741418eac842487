import type { Config } from "../config/config.ts";
import { insertPassedOn, isRecorded } from "../db/delivery/feedback.ts";
import { hashOf } from "../delivery/returns/take-came.ts";
import { addressesIn } from "../feedback/report/addresses.ts";
import { forwardMail } from "../mail/forward.ts";
import type { IncomingContext } from "./incoming-context.ts";

/** What is known of a mail that a person may have written. */
export interface Letter {
	/** A program wrote it. */
	isAutomatic: boolean;
	/** Its From field. */
	from: string;
	/** It came to a folder for junk, somebody has read it already, or it is older than the set-up. */
	isForNobody: boolean;
}

/**
 * Why a mail is not passed on; null: it is, to the address. Nothing goes where what
 * comes back goes: it would come back again.
 */
export function whyNotPassedOn(
	config: Pick<
		Config,
		| "feedbackForward"
		| "replyTo"
		| "editorAddress"
		| "mailFrom"
		| "bounceMailbox"
		| "unsubscribeMailbox"
		| "bounceSeparator"
	>,
	{ isAutomatic, from, isForNobody }: Letter,
): string | null {
	const to = config.replyTo ?? config.editorAddress;
	if (!config.feedbackForward || to === null)
		return "it is not passed on, see FEEDBACK_FORWARD";
	if (isAutomatic) return "a program wrote it; it is not passed on";
	if (isForNobody) return "it is not passed on";
	const own = [config.bounceMailbox, config.unsubscribeMailbox];
	if (own.some((one) => one !== null && isIn(to, one, config.bounceSeparator)))
		return "it is not passed on, because REPLY_TO or EDITOR_ADDRESS is a mailbox for what comes back";
	const senders = addressesIn(from).map(({ address }) => address.toLowerCase());
	return senders.includes(config.mailFrom.address.toLowerCase())
		? "we sent it; it is not passed on"
		: null;
}

/** Whether an address is this mailbox, or one of its addresses with a token. */
function isIn(address: string, mailbox: string, separator: string): boolean {
	const [local = "", domain] = split(address);
	const [name = "", ofDomain] = split(mailbox);
	return (
		domain === ofDomain &&
		(local === name ||
			local.startsWith(`${name}${separator}`) ||
			local.startsWith(`${name}+`))
	);
}

function split(address: string): [string, string] {
	const at = address.lastIndexOf("@");
	return [
		address.slice(0, at).toLowerCase(),
		address.slice(at + 1).toLowerCase(),
	];
}

/** Passes on what a person wrote, once. @returns a line for the log, and whether it was passed on */
export async function passOn(
	context: IncomingContext,
	raw: Buffer,
	letter: Letter,
): Promise<{ line: string; isPassedOn: boolean }> {
	const { db, clock, config } = context;
	const what = "this mail is no report";
	const why = whyNotPassedOn(config, letter);
	const to = config.replyTo ?? config.editorAddress;
	if (why !== null || to === null)
		return { line: `${what}; ${why}`, isPassedOn: false };
	const hash = hashOf(`passed on ${hashOf(raw.toString("latin1"))}`);
	if (await isRecorded(db, hash))
		return { line: `${what}; it was passed on before`, isPassedOn: true };
	const isForwarded = await forwardMail(await context.mailer(), raw, {
		from: config.mailFrom.address,
		to,
		date: clock.now(),
	});
	await insertPassedOn(db, hash, clock.now());
	return {
		line: isForwarded
			? `${what}; it was passed on`
			: `${what}; it was passed on before, and came back`,
		isPassedOn: true,
	};
}
