import PostalMime, {
	type Address,
	addressParser,
	type Email,
} from "postal-mime";
import { RECIPIENT_FIELDS } from "../text/recipient-fields.ts";

/** What a mail to the unsubscribe mailbox asks for. */
export interface UnsubscribeMail {
	/** A program wrote it, such as a vacation notice or a bounce. */
	automatic: boolean;
	/**
	 * Words that may be unsubscribe tokens, the likeliest first, at most 20. Of mail
	 * that a program wrote, only those of its recipients: no vacation notice or
	 * bounce goes to the unsubscribe address of a reader, but Apple Mail marks what
	 * its user asked for as an automatic reply (`X-Apple-Unsubscribe`).
	 */
	tokens: string[];
}

/** Only these first bytes of a mail are read. */
export const MAX_UNSUBSCRIBE_MAIL_BYTES = 256 * 1024;
const MAX_TOKENS = 20;

/** No token is shorter. */
const MIN_TOKEN = 20;

/**
 * What stands after a plus in the part before the @: `TOKEN` in
 * `leave+TOKEN@example.com`, also when a forwarder rewrote the address
 * (`leave%2BTOKEN`, `SRS0=…=leave+TOKEN`, `leave+TOKEN=example.com`).
 */
function tagsOf(address: string): string[] {
	const local = address
		.slice(0, Math.max(0, address.lastIndexOf("@")))
		.replace(/%2b|=2b/gi, "+");
	const [last, ...others] = local
		.split("+")
		.slice(1)
		.map((part) => /^[\w-]+/.exec(part)?.[0] ?? "")
		.reverse();
	return [last ?? "", ...others.filter((tag) => tag.length >= MIN_TOKEN)];
}

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
	const tags = RECIPIENT_FIELDS.flatMap(values)
		.flatMap((value) => addressesOf(addressParser(value)))
		.flatMap(tagsOf)
		.filter((tag) => tag !== "");
	const automatic = isAutomatic(mail, values);
	const words = automatic ? [] : (mail.subject?.match(/[\w-]{24,}/g) ?? []);
	return {
		automatic,
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
