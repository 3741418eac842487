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
	/(?:^|[^\p{L}])(?:from|mail from|contact|e-?mail us at|write to|mailto|sender|by|via|help|questions to|report to|forward(?:ed)? (?:this|it|the message)? ?to|send (?:a |an )?(?:e-?mail|mail|message) to|please (?:e-?mail|contact|mail|write)|assistance|instead|instead to|reply to|emailing to|try|use|new address(?: is)?|my new|changed to|on behalf of|message-id|id)\P{L}{0,12}$/iu;

/** Right before an address: that this is the recipient, though the word before it may be one of those above. */
const GENERATED_FROM = /generated from\s{0,4}<?$|rcpt to:? ?<?$/i;

/** Right before an address: that this is the recipient. */
const BEFORE_RECIPIENT =
	/(?:^|[^\p{L}])(?:rcpt to|recipients?|(?:e-?mail )?address(?:es|ee|ees|ed)?|to|for|user|users|unknown|failed|undeliverable|undelivered|mailbox|account|host|userid|is full|allowed size|attempts|deliver(?:y|ed|ing)?|following|smtp|empf.{1,2}nger|an|für|destinataires?|à|a|para|destinatarios?|destinatário|do|dla|adresata|получател(?:ь|ю|я|ей)|адрес(?:у|а|ату)?|для|宛先|收件人|utente|utilisateur|usuario|usuário|per|local mailbox|error-for|voor|till|til)\P{L}{0,12}$/iu;

/** The original's own "To:", as some reports repeat it. It may name a list. */
const TO_LINE = /^\W{0,20}(?:to|an|à|a|para|do|кому|宛先|收件人)\s{0,6}:/i;

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
	const named = lines.flatMap((line, at) =>
		namedIn(
			line,
			lines[at - 1] ?? "",
			lines[at + 1] || (lines[at + 2] ?? ""),
			known,
		),
	);
	const of = (place: Place) =>
		unique(
			named.filter((one) => one.place === place).map((one) => one.address),
		);
	const listed = of("recipient");
	const sure = listed.length > 0 ? listed : of("sentence");
	// What the original was addressed to is surer than where an address stands.
	const both = sure.filter((one) => isAmong(known.originalTo, one));
	const original = of("original");
	const anywhere = of("anywhere");
	const inText = [both, sure, original, anywhere.length === 1 ? anywhere : []];
	const chosen =
		known.failed.length > 0
			? unique(known.failed)
			: (inText.find((one) => one.length > 0) ?? []);
	return divideAmong(lines, chosen.slice(0, MAX_RECIPIENTS));
}

/** Where an address stands: listed as a recipient, named so in a sentence, as one of the original, or somewhere. */
type Place = "recipient" | "sentence" | "original" | "anywhere";

function namedIn(
	line: string,
	above: string,
	below: string,
	known: Known,
): { address: string; place: Place }[] {
	if (!line.includes("@") || line.length > 4000) return [];
	// Within a sentence an address counts only where mail fails.
	const fails = NEGATIVE.test(`${line} ${below.slice(0, 200)}`);
	return addressesIn(line).flatMap((found) => {
		const place = placeOf(line, above, found, known);
		return place === null || (!fails && SENTENCE.includes(place))
			? []
			: [{ address: found.address, place }];
	});
}

/** What a sentence about mail that failed holds, in any of our languages. */
const NEGATIVE =
	/\b[45]\d\d[ -]|violat|fail|\bnot\b|n't|cannot|undeliver|unknown|reject|wrong|error|unable|impossib|refus|return|bounce|exceed|\bfull\b|delayed|no longer|\bnicht\b|\bkein|\bpas\b|\bnon\b|\bno se\b|\bno (?:pudo|puede|ha|fue|existe|es)\b|não|nao |\bnie\b|не |pleine?\b|che(?:ia|io)\b|pien[ao]\b|llen[ao]\b|voll\b|unzustellbar|переполнен|заблокирован|ません|でき|不能|失敗|无法|未能|不存在|失败|退信|已满/i;

const SENTENCE: readonly Place[] = ["sentence", "anywhere"];

function placeOf(
	line: string,
	above: string,
	found: Found,
	known: Known,
): Place | null {
	const { address } = found;
	const before = line.slice(Math.max(0, found.start - 60), found.start);
	const original = isAmong(known.originalTo, address);
	if (!original && (isAmong(known.senders, address) || DAEMONS.test(address)))
		return null;
	if (GENERATED_FROM.test(before)) return "recipient";
	if (TO_LINE.test(line)) return "original";
	if (OF_OTHERS.test(line.slice(0, 300)) || BEFORE_OTHERS.test(before))
		return original ? "original" : null;
	if (beginsLine(line, above, found, before) || LABEL.test(before))
		return "recipient";
	const whole = /\p{L}/u.test(before)
		? before
		: `${above.slice(-60)} ${before}`;
	if (BEFORE_RECIPIENT.test(whole)) return "sentence";
	return original ? "original" : /\p{L}/u.test(before) ? "anywhere" : null;
}

/** "Recipient: <", "Unknown user: ", "SMTP <" */
const LABEL = /^[^@]{0,50}[:=][\s<"'[(]{0,9}$|^\W{0,9}smtp\W{0,9}$/i;

/** Begins its line, and the line does not go on with a sentence from the one above. */
function beginsLine(
	line: string,
	above: string,
	{ start, end }: Found,
	before: string,
): boolean {
	if (start >= 60 || !/^[\W_]{0,60}$/.test(before)) return false;
	const flows = /^[^\p{L}\p{N}@<>:;([]{0,4}\p{Ll}/u.test(
		line.slice(end, end + 20),
	);
	return !flows || !/\p{Ll}[,]?\s{0,9}$/u.test(above.slice(-20));
}

function isAmong(list: readonly string[], address: string): boolean {
	return list.some((one) => sameAddress(one, address));
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
