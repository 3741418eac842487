import { z } from "zod";
import { setting } from "../setting.ts";
import {
	dkimSelector,
	domain,
	mailAddress,
	namedAddress,
	path,
} from "../values.ts";

/** A local part has at most 64 characters (RFC 5321 4.5.3.1.1); a plus and a token take up to 34. */
const MAX_LOCAL_PART = 30;

/** What example.env had here: who copied it has set nothing. */
const FORMER_DEFAULT = /^\(.*POSTAL_ADDRESS.*\)$/;

export const senderIdentitySettings = {
	mailFrom: setting({
		name: "MAIL_FROM",
		schema: namedAddress,
		default: "digest@localhost",
		doc: `The sender of the digest: an address, or \`Verdicts
			<digest@example.com>\`. Without a name, PUBLICATION is the name.`,
	}),
	replyTo: setting({
		name: "REPLY_TO",
		schema: mailAddress,
		doc: "The address that replies go to. Unset: MAIL_FROM.",
	}),
	unsubscribeMailbox: setting({
		name: "UNSUBSCRIBE_MAILBOX",
		schema: mailAddress.refine(
			(address) => address.lastIndexOf("@") <= MAX_LOCAL_PART,
			{
				error: `must be an address with at most ${MAX_LOCAL_PART} characters before the @: a plus and a token follow them`,
			},
		),
		doc: `A mailbox for readers who unsubscribe by mail, such as
			\`leave@example.com\`. Issues that are sealed from then on offer
			\`leave+TOKEN@example.com\` next to the one-click link. Your mail server must
			pipe that mail into \`digest unsubscribe-mail\`.`,
	}),
	editorAddress: setting({
		name: "EDITOR_ADDRESS",
		schema: mailAddress,
		doc: "The address that is notified by mail when the sending of an issue stops. Unset: only the log says so.",
	}),
	postalAddress: setting({
		name: "POSTAL_ADDRESS",
		schema: z
			.string()
			.transform((text) => (FORMER_DEFAULT.test(text) ? "" : text)),
		unset: "",
		doc: "Your postal address, in the footer of every mail and page. Most countries require it by law. Unset: the line is left out, and preflight warns.",
	}),
	dkimDomain: setting({
		name: "DKIM_DOMAIN",
		schema: domain,
		doc: `The domain that signs the mail with DKIM, such as \`example.com\`. Needs
			DKIM_SELECTOR and DKIM_KEY_FILE too. Unset: messages are not signed here;
			your SMTP server may sign them.`,
	}),
	dkimSelector: setting({
		name: "DKIM_SELECTOR",
		schema: dkimSelector,
		doc: "The name of the DKIM key in DNS: `digest1` for the record `digest1._domainkey.example.com`.",
	}),
	dkimKeyFile: setting({
		name: "DKIM_KEY_FILE",
		schema: path,
		doc: "The file with the private DKIM key: RSA with 2048 to 4096 bits, in PEM, not encrypted.",
	}),
	dkimEd25519Selector: setting({
		name: "DKIM_ED25519_SELECTOR",
		schema: dkimSelector,
		doc: `The DNS name of a second DKIM key, with which each message gets a second
			signature. Needs DKIM_ED25519_KEY_FILE and the three settings above.`,
	}),
	dkimEd25519KeyFile: setting({
		name: "DKIM_ED25519_KEY_FILE",
		schema: path,
		doc: "The file with the private Ed25519 key, in PEM, not encrypted.",
	}),
};
