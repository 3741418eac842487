import type { Handover, HandoverResult } from "../mailer.ts";

const ONE_ADDRESS =
	/^(?:"[^\p{Cc}<>"]+"|[^\p{Cc}\s<>"(),:;@[\]\\]+)@[^\p{Cc}\s<>@,]+$/u;

/** Refuses an envelope that could say more in SMTP than one address; null when it is sound. */
export function addressFault(message: Handover): HandoverResult | null {
	for (const address of [message.sender, message.recipient])
		if (!ONE_ADDRESS.test(address))
			return refusal(`${JSON.stringify(address)} is not a mail address`);
	return null;
}

/** Refuses what only a server with SMTPUTF8 may be told, RFC 6531 3.1; null when it is plain. */
export function beyondAscii(message: Handover): HandoverResult | null {
	for (const address of [message.sender, message.recipient])
		if (/[^\p{ASCII}]/u.test(address))
			return refusal(
				"the address is not ASCII and the server does not offer SMTPUTF8",
			);
	return null;
}

function refusal(why: string): HandoverResult {
	return {
		kind: "rejected",
		code: 553,
		reply: `553 5.6.7 Not handed over: ${why}`,
	};
}
