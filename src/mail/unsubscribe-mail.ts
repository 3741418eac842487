import PostalMime, {
	type Address,
	addressParser,
	type Email,
} from "postal-mime";
import { addressTag } from "../reader/subscriber-links.ts";

/** What a mail to the unsubscribe mailbox says. */
export interface LeaveRequest {
	/** An answer of a machine, such as a vacation notice or a bounce: nobody asked for anything. */
	automatic: boolean;
	/** What may be tokens, the likeliest first, at most 20. */
	tokens: string[];
}

/** How much of a mail is looked at, in bytes: its headers stand in there. */
export const LOOKED_AT = 256 * 1024;
const MOST = 20;

/** Where the mailbox's own address stands: what the mail server wrote before what the sender did. */
const RECIPIENTS = [
	"delivered-to",
	"x-original-to",
	"envelope-to",
	"to",
	"cc",
] as const;

/**
 * Reads the headers of one mail, as a mail server pipes it: with any line
 * ends, and with the `From ` line of a mailbox file before it.
 */
export async function readLeaveRequest(raw: Buffer): Promise<LeaveRequest> {
	const mail = await PostalMime.parse(headOf(raw));
	const values = (name: string) =>
		mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
	const tags = RECIPIENTS.flatMap(values)
		.flatMap((value) => addressesOf(addressParser(value)))
		.flatMap((address) => addressTag(address) ?? []);
	const words = mail.subject?.match(/[\w-]{24,}/g) ?? [];
	return {
		automatic: isAutomatic(mail, values),
		tokens: [...new Set([...tags, ...words])].slice(0, MOST),
	};
}

/** The headers alone, with CRLF. */
function headOf(raw: Buffer): Buffer {
	const text = raw
		.toString("latin1", 0, LOOKED_AT)
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

/** RFC 3834 5, and what was usual before it. */
function isAutomatic(
	{ headers }: Email,
	values: (name: string) => string[],
): boolean {
	const marked = values("auto-submitted").some(
		(value) => !/^\s*no\s*(?:[;(]|$)/i.test(value),
	);
	const nobody = values("return-path").some((value) => /^\s*<\s*>/.test(value));
	const usual = values("precedence").some((value) =>
		/auto[-_]?reply/i.test(value),
	);
	const report = values("content-type").some((value) =>
		/^\s*multipart\/report\b/i.test(value),
	);
	return (
		marked ||
		usual ||
		report ||
		nobody ||
		headers.some(({ key }) => /^x-auto-?(?:reply|respond)/.test(key))
	);
}
