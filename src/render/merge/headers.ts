import { domainToASCII } from "node:url";
import {
	encodeWord,
	encodeWords,
	foldLines,
	quoteString,
} from "nodemailer/lib/mime-funcs";
import { Failure } from "../../errors.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { caselessToken } from "../../text/caseless-token.ts";
import { singleLine } from "../single-line.ts";

/** The headers that all messages of a cohort share, but for Date and Content-Type, as lines that end with CRLF. */
export function sharedHeaders(subject: string, envelope: Envelope): string {
	return lines([
		["From", foldLines(mailbox(envelope.from.name, envelope.from.address), 66)],
		["Subject", foldLines(encodedText(subject), 66)],
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
 * The value of List-Unsubscribe, from a reader's unsubscribe link: the link
 * first, as RFC 8058 wants it, then the mailto, if there is a mailbox. It is on
 * one line, unless that would be too long for SMTP.
 *
 * @param mailbox to which readers write to unsubscribe; null: there is none
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
 * token of their unsubscribe link after a plus, written so that it survives lower
 * case. Where that is too long for an address, it is the token as it is.
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
	const room = MAX_LOCAL_PART - at - 1;
	return (url) => {
		const token = url.slice(url.lastIndexOf("/") + 1);
		const caseless = caselessToken(token);
		const tag = caseless && caseless.length <= room ? caseless : token;
		return `mailto:${local}+${tag}${end}`;
	};
}

/** RFC 5321 4.5.3.1.1 */
const MAX_LOCAL_PART = 64;

/** The longest value on one line: RFC 5322 2.1.1, less the name of the header. */
const VALUE_LIMIT = 998 - "List-Unsubscribe: ".length;

/**
 * The headers of one reader's message.
 * @param unsubscribe the value of List-Unsubscribe
 */
export function readerHeaders(
	address: string,
	messageId: string,
	unsubscribe: string,
): string {
	return lines([
		["To", addressOf(address)],
		["Message-ID", `<${messageIdOf(messageId)}>`],
		["List-Unsubscribe", unsubscribe],
		["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"],
	]);
}

const LOCAL_PART = /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
const DOMAIN = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i;

/**
 * One bare address for a header, its domain in ASCII.
 *
 * @throws Failure `bad-address` for anything but one address, and for one that
 *   needs SMTPUTF8: a string from outside must not add a recipient or a header
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
			"This address can't be used in a header. It must be one plain address such as ana@example.com.",
		);
	return `${local}@${domain}`;
}

function mailbox(name: string, address: string): string {
	const shown = singleLine(name).trim();
	if (shown === "") return addressOf(address);
	const encoded = encodedText(shown);
	const phrase = encoded === shown ? quoteString(shown) : encoded;
	return `${phrase} <${addressOf(address)}>`;
}

/** Characters of one encoded word; RFC 2047 allows 75. */
const ENCODED_WORD = 52;

/**
 * Encoded as RFC 2047 says where that is needed. The whole text is encoded, so
 * that no mail program joins its words wrongly. So is a text that holds the
 * beginning of an encoded word: a mail program would decode it, and show
 * something that nobody wrote.
 */
function encodedText(text: string): string {
	const line = singleLine(text).trim();
	return line.includes("=?")
		? encodeWord(line, "Q", ENCODED_WORD)
		: encodeWords(line, "Q", ENCODED_WORD, true);
}

/**
 * The Date header as a line. A function, because many messages in a row have
 * the same second, and writing it takes as long as a few lines of the merge.
 *
 * @param sealed the date of a message that keeps none
 */
export function dateHeader(sealed: string): (date?: string) => string {
	let last = { date: sealed, line: lines([["Date", mailDate(sealed)]]) };
	return (date = sealed) => {
		if (date !== last.date)
			last = { date, line: lines([["Date", mailDate(date)]]) };
		return last.line;
	};
}

/** RFC 5322, in UTC. */
function mailDate(instant: string): string {
	return new Date(instant).toUTCString().replace("GMT", "+0000");
}

/**
 * Issue, list, kind of mail and sender, for the complaint statistics of mailbox
 * mailbox providers. The same in all messages of an issue. The sender, 5 to 15
 * characters, is the same in all issues.
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

/** A url for a header. Its length is limited, because it must fit on one line: not every mail program unfolds it. */
function uri(url: string): string {
	if (
		!/^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url) ||
		url.length > 900
	)
		throw new Failure(
			"bad-url",
			`This web address can't be used in a header. It begins with PUBLIC_URL; correct that: ${JSON.stringify(url)}`,
		);
	return url;
}

function token(text: string): string {
	if (!/^[\w.-]+$/.test(text))
		throw new Failure(
			"bad-list-id",
			`The id of a list must be made of letters, digits, dots and hyphens: ${JSON.stringify(text)}`,
		);
	return text;
}

/** Lines are not folded here: callers fold names and subjects; not every mail program reads a folded link or Message-ID. */
function lines(headers: (readonly [string, string])[]): string {
	return headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
}
