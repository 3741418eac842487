import PostalMime, {
	type Address,
	addressParser,
	type Email,
} from "postal-mime";

/** What a mail to the unsubscribe mailbox asks for. */
export interface UnsubscribeMail {
	/** An automatic reply, such as a vacation notice or a bounce: nobody asked to unsubscribe. */
	automatic: boolean;
	/** Words that may be unsubscribe tokens, the likeliest first, at most 20. */
	tokens: string[];
}

/** Only these first bytes of a mail are read. */
export const MAX_UNSUBSCRIBE_MAIL_BYTES = 256 * 1024;
const MAX_TOKENS = 20;

/** The headers that name the mailbox: first those that the mail server wrote, then the sender's. */
const RECIPIENT_HEADERS = [
	"delivered-to",
	"x-original-to",
	"envelope-to",
	"to",
	"cc",
] as const;

/** `TOKEN` in `leave+TOKEN@example.com`. */
const PLUS_TAG = /\+([\w-]+)@[^@]*$/;

/**
 * Reads the headers of one mail as a mail server pipes it: with any line
 * ends, with or without the `From ` line of an mbox file before it.
 */
export async function readUnsubscribeMail(
	raw: Buffer,
): Promise<UnsubscribeMail> {
	const mail = await PostalMime.parse(headOf(raw));
	const values = (name: string) =>
		mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
	const tags = RECIPIENT_HEADERS.flatMap(values)
		.flatMap((value) => addressesOf(addressParser(value)))
		.flatMap((address) => PLUS_TAG.exec(address)?.[1] ?? []);
	const words = mail.subject?.match(/[\w-]{24,}/g) ?? [];
	return {
		automatic: isAutomatic(mail, values),
		tokens: [...new Set([...tags, ...words])].slice(0, MAX_TOKENS),
	};
}

/** The headers alone, with CRLF. */
function headOf(raw: Buffer): Buffer {
	const text = raw
		.toString("latin1", 0, MAX_UNSUBSCRIBE_MAIL_BYTES)
		.replace(/\r\n?|\n/g, "\r\n")
		.replace(/^From .*\r\n/, "");
	const end = text.indexOf("\r\n\r\n");
	return Buffer.from(end < 0 ? text : text.slice(0, end + 4), "latin1");
}

function addressesOf(parsed: readonly Address[]): string[] {
	return parsed.flatMap((one) =>
		one.group ? addressesOf(one.group) : [one.address ?? ""],
	);
}

/** By RFC 3834 5, and by what mail servers wrote before it. */
function isAutomatic(
	{ headers }: Email,
	values: (name: string) => string[],
): boolean {
	const autoSubmitted = values("auto-submitted").some(
		(value) => !/^\s*no\s*(?:[;(]|$)/i.test(value),
	);
	const emptySender = values("return-path").some((value) =>
		/^\s*<\s*>/.test(value),
	);
	const autoReply = values("precedence").some((value) =>
		/auto[-_]?reply/i.test(value),
	);
	const report = values("content-type").some((value) =>
		/^\s*multipart\/report\b/i.test(value),
	);
	return (
		autoSubmitted ||
		autoReply ||
		report ||
		emptySender ||
		headers.some(({ key }) => /^x-auto-?(?:reply|respond)/.test(key))
	);
}
