/** The fields of a message's header that name the mailbox it came to: first those that mail servers wrote, then the sender's. */
export const RECIPIENT_FIELDS = [
	"delivered-to",
	"x-original-to",
	"envelope-to",
	"x-envelope-to",
	"x-rcpt-to",
	"x-delivered-to",
	"x-forwarded-to",
	"original-recipient",
	"to",
	"cc",
	"resent-to",
] as const;
