import { addressesIn, type Found, sameAddress } from "./addresses.ts";

/** One recipient of a report in prose, and the lines that are about it. */
export interface ProseRecipient {
	address: string;
	/** What the report says of this one, from where it is named up to the next one. */
	text: string;
}

export interface Prose {
	recipients: ProseRecipient[];
	/** What stands before the first recipient. */
	common: string;
}

/** What a report is known to be about or from, from its headers and those of the original. */
export interface Known {
	/** Recipients by X-Failed-Recipients. */
	failed: readonly string[];
	/** Recipients of the original. */
	originalTo: readonly string[];
	/** The sender of the original and the daemon: never recipients. */
	senders: readonly string[];
}

const MAX_LINES = 600;
const MAX_RECIPIENTS = 200;

/** The line is about somebody else: a sender, a helper, an identifier. */
const OF_OTHERS =
	/^\W{0,20}(?:from|von|de|da|sender|reply-to|cc|bcc|mail from|return-path|message-?id|references|in-reply-to|original sender|sender-mta|envelope-from|errors-to|list-|x-|received|dkim|from_|absender|expediteur|remitente|mittente|差出人|发件人|送信者|отправитель)\b.{0,20}[:=]|message (?:identifier|id)|queue-?id/i;

/** Right before an address: that this is not the recipient. */
const BEFORE_OTHERS =
	/(?:from|mail from|contact|e-?mail us at|write to|mailto|sender|by|via|help|questions to|report to|forward(?:ed)? (?:this|it|the message)? ?to|send (?:a |an )?(?:e-?mail|mail|message) to|please (?:e-?mail|contact|mail|write)|assistance|instead|instead to|reply to|emailing to|try|use|new address(?: is)?|my new|changed to|on behalf of|message-id|id)\W{0,12}$/i;

/** Right before an address: that this is the recipient. */
const BEFORE_RECIPIENT =
	/(?:rcpt to|recipients?|(?:e-?mail )?address(?:es|ee|ees)?|to|for|user|users|unknown|failed|undeliverable|undelivered|mailbox|account|host|userid|is full|allowed size|attempts|deliver(?:y|ed|ing)?|following|empf.{1,2}nger|an|für|destinataires?|à|a|para|destinatarios?|destinatário|do|dla|adresata|получател(?:ь|ю|я|ей)|адрес(?:у|а|ату)?|для|宛先|收件人|utente|utilisateur|usuario|usuário|per|local mailbox|error-for|responsecode|mailbox of|voor|till|til)\W{0,12}$/iu;

/** Local parts that run mail servers. They are recipients only where a report says so in a field. */
const DAEMONS =
	/^(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|daemon|abuse|no-?reply|do-?not-?reply|support|helpdesk|info-?desk|hostmaster|noc)@/i;

/**
 * The recipients in what a server says in prose. An address counts if it begins
 * its line, follows a word such as "to" or "user unknown:", or is known to be a
 * recipient; others only if there is no such one and exactly one of them.
 *
 * @param report without the original
 */
export function readProse(report: string, known: Known): Prose {
	const lines = report.split("\n").slice(0, MAX_LINES);
	const named = lines.map((line) => namedIn(line, known));
	const strong = unique(named.flatMap((one) => one.strong));
	const weak = unique(named.flatMap((one) => one.weak));
	const inText = strong.length > 0 ? strong : weak.length === 1 ? weak : [];
	const chosen = (
		known.failed.length > 0 ? unique(known.failed) : inText
	).slice(0, MAX_RECIPIENTS);
	return divideAmong(lines, chosen);
}

function namedIn(
	line: string,
	known: Known,
): { strong: string[]; weak: string[] } {
	const strong: string[] = [];
	const weak: string[] = [];
	if (!line.includes("@") || line.length > 4000) return { strong, weak };
	for (const found of addressesIn(line)) {
		const { address } = found;
		const has = (list: readonly string[]) =>
			list.some((one) => sameAddress(one, address));
		if (has(known.originalTo)) strong.push(address);
		else if (
			has(known.senders) ||
			DAEMONS.test(address) ||
			OF_OTHERS.test(line.slice(0, 300))
		)
			continue;
		else if (isStrong(line, found)) strong.push(address);
		else if (!BEFORE_OTHERS.test(before(line, found))) weak.push(address);
	}
	return { strong, weak };
}

function before(line: string, { start }: Found): string {
	return line.slice(Math.max(0, start - 60), start);
}

function isStrong(line: string, found: Found): boolean {
	const prefix = before(line, found);
	if (BEFORE_OTHERS.test(prefix)) return false;
	return found.start < 60 &&
		/^[\W_]{0,60}(?:smtp|rfc822|mailto)?[\W_]{0,20}$/i.test(prefix)
		? true
		: BEFORE_RECIPIENT.test(prefix);
}

function unique(addresses: readonly string[]): string[] {
	const seen = new Map<string, string>();
	for (const one of addresses)
		if (!seen.has(one.toLowerCase())) seen.set(one.toLowerCase(), one);
	return [...seen.values()];
}

/** Gives each line to the recipient that was named last. */
function divideAmong(
	lines: readonly string[],
	addresses: readonly string[],
): Prose {
	const texts = new Map(
		addresses.map((one) => [one.toLowerCase(), [] as string[]]),
	);
	const common: string[] = [];
	let owner = common;
	for (const line of lines) {
		if (line.includes("@"))
			for (const { address } of addressesIn(line.slice(0, 4000))) {
				const own = texts.get(address.toLowerCase());
				if (own) owner = own;
			}
		owner.push(line);
	}
	return {
		recipients: addresses.map((address) => ({
			address,
			text: (texts.get(address.toLowerCase()) ?? []).join("\n"),
		})),
		common: common.join("\n"),
	};
}
