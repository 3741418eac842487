import type { Handover, HandoverResult } from "../mailer.ts";

const ONE_ADDRESS =
	/^(?:"[^\p{Cc}<>"]+"|[^\p{Cc}\s<>"(),:;@[\]\\]+)@[^\p{Cc}\s<>@,]+$/u;

/**
 * Refuses an envelope in which an address could add a recipient or a command.
 *
 * @returns a rejection as a server would answer it; null: both are one address each
 */
export function checkEnvelope(message: Handover): HandoverResult | null {
	for (const address of [message.sender, message.recipient])
		if (!ONE_ADDRESS.test(address))
			return rejection(`${JSON.stringify(address)} is not a mail address`);
	return null;
}

/**
 * Refuses an envelope that only a server with SMTPUTF8 takes (RFC 6531 3.1).
 *
 * @returns a rejection as a server would answer it; null: both addresses are ASCII
 */
export function checkAsciiEnvelope(message: Handover): HandoverResult | null {
	for (const address of [message.sender, message.recipient])
		if (/[^\p{ASCII}]/u.test(address))
			return rejection(
				"the address is not ASCII and the server does not offer SMTPUTF8",
			);
	return null;
}

function rejection(why: string): HandoverResult {
	return {
		kind: "rejected",
		code: 553,
		reply: `553 5.6.7 Not handed over: ${why}`,
	};
}
