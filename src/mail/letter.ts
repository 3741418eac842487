import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Instant } from "../clock.ts";
import { listUnsubscribe } from "../render/merge/headers.ts";

/** A message to one person that belongs to no issue: the confirmation, the welcome. */
export interface LetterContent {
	from: { name: string; address: string };
	replyTo: string | null;
	/** One checked address, no display name. */
	to: string;
	subject: string;
	html: string;
	text: string;
	date: Instant;
	/** With or without its angle brackets. */
	messageId: string;
	/** `Name <id.example.com>` or the part in brackets alone. */
	listId?: string;
	/**
	 * Adds the one-click pair of RFC 8058. A confirmation has none: who has not
	 * joined cannot leave.
	 */
	unsubscribeUrl?: string;
	/** Beside it, where one leaves by mail. */
	unsubscribeMailbox?: string | null;
}

/** The whole message, CRLF lines in 7-bit. The same content gives the same bytes. */
export function composeLetter(letter: LetterContent): Promise<Buffer> {
	const messageId = `<${letter.messageId.replace(/^<|>$/g, "")}>`;
	return new MailComposer({
		from: letter.from,
		// As objects: a string would be read as a list, in which a comma adds a recipient.
		...(letter.replyTo
			? { replyTo: { name: "", address: letter.replyTo } }
			: {}),
		to: { name: "", address: letter.to },
		subject: letter.subject,
		html: withCrlf(letter.html),
		text: withCrlf(letter.text),
		date: new Date(letter.date),
		messageId,
		headers: {
			"Auto-Submitted": "auto-generated",
			...(letter.listId ? { "List-Id": listId(letter.listId) } : {}),
			...oneClick(letter),
		},
		boundaryPrefix: "=_",
		baseBoundary: createHash("sha256")
			.update(messageId)
			.digest("hex")
			.slice(0, 24),
		disableFileAccess: true,
		disableUrlAccess: true,
	})
		.compile()
		.build();
}

/** nodemailer passes line ends on as it finds them, and SMTP knows no other than CRLF. */
function withCrlf(text: string): string {
	return text.replace(/\r\n?|\n/g, "\r\n");
}

function listId(id: string) {
	return id.includes("<") ? id : `<${id}>`;
}

function oneClick({ unsubscribeUrl, unsubscribeMailbox }: LetterContent) {
	if (!unsubscribeUrl) return {};
	const value = listUnsubscribe(unsubscribeMailbox ?? null);
	return {
		"List-Unsubscribe": {
			prepared: true,
			value: value(new URL(unsubscribeUrl).href),
		},
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	};
}
