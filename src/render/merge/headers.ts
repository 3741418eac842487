import { domainToASCII } from "node:url";
import { encodeWords, foldLines, quoteString } from "nodemailer/lib/mime-funcs";
import { Failure } from "../../errors.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { singleLine } from "../single-line.ts";

/** The headers that every copy of an issue shares, without the body's own: CRLF lines. */
export function sharedHeaders(subject: string, envelope: Envelope): string {
	return lines([
		["From", foldLines(mailbox(envelope.from.name, envelope.from.address), 66)],
		["Subject", foldLines(words(subject), 66)],
		["Date", mailDate(envelope.date)],
		...(envelope.replyTo === null
			? []
			: [["Reply-To", addressOf(envelope.replyTo)] as const]),
		["List-Id", `<${token(envelope.listId)}>`],
		["List-Archive", `<${uri(envelope.archiveUrl)}>`],
		["Feedback-ID", feedbackId(envelope)],
		["Auto-Submitted", "auto-generated"],
		["Precedence", "bulk"],
		["MIME-Version", "1.0"],
	]);
}

/**
 * The value of List-Unsubscribe for each reader's link: the one click first, as
 * RFC 8058 wants it, then the mail, where there is a mailbox for it. On one
 * line, unless SMTP could not carry that.
 */
export function listUnsubscribe(
	mailbox: string | null,
): (unsubscribeUrl: string) => string {
	if (mailbox === null) return (url) => `<${uri(url)}>`;
	const mailto = unsubscribeMailto(addressOf(mailbox));
	return (url) => {
		const first = `<${uri(url)}>,`;
		const second = ` <${mailto(url)}>`;
		return first.length + second.length > VALUE_LIMIT
			? `${first}\r\n${second}`
			: first + second;
	};
}

/**
 * The `mailto:` (RFC 6068) by which a reader unsubscribes: the mailbox with the
 * token of their unsubscribe link after a plus.
 *
 * @param mailbox an address with at most 30 characters before the @
 */
function unsubscribeMailto(
	mailbox: string,
): (unsubscribeUrl: string) => string {
	const at = mailbox.lastIndexOf("@");
	const local = mailbox
		.slice(0, at)
		.split("+")
		.map(encodeURIComponent)
		.join("+");
	const end = `${mailbox.slice(at)}?subject=unsubscribe`;
	return (url) =>
		`mailto:${local}+${url.slice(url.lastIndexOf("/") + 1)}${end}`;
}

/** RFC 5322 2.1.1, without the header's name. */
const VALUE_LIMIT = 998 - "List-Unsubscribe: ".length;

/**
 * The headers of one reader's copy.
 * @param wayOut see `listUnsubscribe`
 */
export function readerHeaders(
	address: string,
	messageId: string,
	wayOut: string,
): string {
	return lines([
		["To", addressOf(address)],
		["Message-ID", `<${messageIdOf(messageId)}>`],
		["List-Unsubscribe", wayOut],
		["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
	]);
}

const LOCAL_PART = /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
const DOMAIN = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i;

/**
 * One bare address for a header, its domain in ASCII.
 *
 * @throws Failure `bad-address` for anything that is more or less than one
 *   address, or that needs SMTPUTF8: a string of somebody else's never gets to
 *   add a recipient or a header
 */
export function addressOf(address: string): string {
	const at = address.lastIndexOf("@");
	const local = address.slice(0, at);
	const domain = domainToASCII(address.slice(at + 1));
	if (
		at < 1 ||
		address.length > 254 ||
		/[\s\p{Cc}]/u.test(address) ||
		!LOCAL_PART.test(local) ||
		!DOMAIN.test(domain)
	)
		throw new Failure(
			"bad-address",
			"This address can't stand in a header: it must be one plain address such as ana@example.com.",
		);
	return `${local}@${domain}`;
}

function mailbox(name: string, address: string): string {
	const shown = singleLine(name).trim();
	if (shown === "") return addressOf(address);
	const encoded = words(shown);
	const phrase = encoded === shown ? quoteString(shown) : encoded;
	return `${phrase} <${addressOf(address)}>`;
}

/** RFC 2047 where it is needed, as a whole, so that no reader joins the words wrongly. */
function words(text: string): string {
	return encodeWords(singleLine(text).trim(), "Q", 52, true);
}

/** RFC 5322, in UTC. */
function mailDate(instant: string): string {
	return new Date(instant).toUTCString().replace("GMT", "+0000");
}

/**
 * Issue, list, kind of mail and sender, for the complaint statistics of
 * mailbox providers: the same in every copy, the last field (5 to 15
 * characters) in every issue.
 */
function feedbackId({ issueNumber, listId }: Envelope): string {
	const sender = listId.toLowerCase().replace(/[^a-z0-9]/g, "");
	return `issue-${issueNumber}:${token(listId)}:weekly:${sender.slice(0, 15).padEnd(5, "0")}`;
}

function messageIdOf(id: string): string {
	if (!/^[\w.!#$%&'*+\-/=?^`{|}~]+@[\w.-]+$/.test(id) || id.length > 250)
		throw new Failure(
			"bad-message-id",
			`Not a Message-ID: ${JSON.stringify(id)}`,
		);
	return id;
}

/** An address of the web on one line: a longer one than this is folded by nobody. */
function uri(url: string): string {
	if (
		!/^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url) ||
		url.length > 900
	)
		throw new Failure(
			"bad-url",
			`This can't stand in a header as a web address: ${JSON.stringify(url)}`,
		);
	return url;
}

function token(text: string): string {
	if (!/^[\w.-]+$/.test(text))
		throw new Failure(
			"bad-list-id",
			`A list's id is made of letters, digits, dots and hyphens: ${JSON.stringify(text)}`,
		);
	return text;
}

/** Only names and the subject are folded, by their callers: a folded link or Message-ID is not read everywhere. */
function lines(headers: (readonly [string, string])[]): string {
	return headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
}
