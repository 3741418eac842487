/*
 * What the replies of SMTP servers usually mean. A reply's digit decides what
 * becomes of the message; these words only tell whose fault it is, for the notes
 * to the editor and for the question whether one recipient or all are meant.
 */

import { maskAddresses } from "../text/mask-addresses.ts";

/** What a reply is about. */
export type CauseName =
	| "recipient"
	| "authentication"
	| "relaying"
	| "sender"
	| "helo"
	| "blocklist"
	| "quota"
	| "throttle"
	| "size"
	| "content"
	| "tls"
	| "greylisting";

export interface Cause {
	name: CauseName;
	/** What it usually means and what to do, as a sentence; empty for what needs nobody. */
	meaning: string;
}

interface Row {
	name: CauseName;
	words: RegExp;
	/** Absent: that of a later row of the same name. */
	meaning?: string;
}

/**
 * The first row whose words are in the reply names its cause. Sources: RFC 3463
 * and the IANA registry of enhanced status codes; the lists of replies that
 * Amazon SES, Google (support.google.com/a/answer/3726730), Microsoft
 * ("Email non-delivery reports in Exchange Online"), Yahoo (postmaster.yahooinc.com),
 * SendGrid, Mailgun, Postmark and OVH publish; the texts in the source of Postfix,
 * Exim and Sendmail.
 */
const CAUSES: readonly Row[] = [
	// Postfix names what it rejects; what follows may read like a recipient's own.
	{
		name: "sender",
		words:
			/sender address rejected(?!: not logged in)|sender verif\w* fail|\bunregistered domains?\b|is unauthenticated/i,
	},
	{
		name: "helo",
		words:
			/(?:helo|ehlo) command rejected|client host rejected: (?!.{0,40}(?:listed|blocked))/i,
	},
	// Yahoo goes on: "Retrying will NOT succeed".
	{ name: "blocklist", words: /permanently deferred/i },
	// Before "throttle" and "recipient": a day's limit, or an account's, does not pass in minutes.
	{
		name: "quota",
		words:
			/(?:limit|quota|too many|exceed|you may send|allowance).{0,60}(?:\bdaily\b|\b(?:per|a|each|this) (?:day|month)\b|\/(?:d|day|month)\b|today|tomorrow|24 ?h)|(?:free|trial) (?:accounts?|plan)|(?:trial|plan|subscription|licen[cs]e) (?:has |is )?(?:been )?(?:ended|expired|over)|sandbox (?:sub)?(?:domains?|mode|accounts?)|payment required|pending approval|not (?:yet )?(?:been )?activated|sending (?:is |has been )?(?:paused|disabled|suspended)|unusual sending|(?:reached|exceeded) (?:your|the|its) (?:hourly |daily )?sending|(?:policy rejection|message count|account(?:'s)?)\W{0,3}quota|daily quota|outgoing messages was exceeded/i,
	},
	// A full mailbox, whose limit is not ours; and with Exchange, a group or
	// mailbox that takes mail from its own organisation only.
	{
		name: "recipient",
		words:
			/\b[45]\.2\.2\b|mailbox\b.{0,40}(?:full|over ?quota)|\b5\.7\.(?:12[049]|13[3-6]|15[01])\b|SenderNotAuthenticatedFor(?:Group|Mailbox)|NotAuthorized|RESTRICTED: ?RecipRestriction|RecipNotFound|not a member of this (?:list|group)|only accepts? (?:mail|messages) from|\b5\.4\.(?:1|4|310)\b|#?5\.1\.0 (?:recipient )?address rejected|recipient address rejected: (?:access denied|unverified address|undeliverable)|mailbox size|(?:does not|doesn.?t) have an? .{0,40}account|(?:mail|messages?) (?:to|from) this (?:user|recipient)|rejected by (?:the )?(?:user|recipient)|(?:user|recipient) (?:does not|doesn.?t) want|recipient (?:is )?(?:suppressed|not authori[sz]ed)|recipient has blocked|host (?:not found|unknown)|: domain not found|callout verification|RESOLVER\.RST|(?:DNS )?domain \S+ does not exist/i,
		meaning: "",
	},
	{
		name: "greylisting",
		words: /gr[ea]ylist|postgrey|try again in \d+ ?(?:s|min)/i,
		meaning: "",
	},
	{
		name: "size",
		words:
			/\b[45]\.3\.4\b|message (?:size|is too (?:large|big)|too (?:large|big)|exceeds|is oversize)|size (?:exceeds|limit|larger)|exceeds .{0,30}\bsize|too large/i,
		meaning:
			"The message is larger than the server takes. Make the issue smaller, or raise the server's limit.",
	},
	// Before "quota": a rate passes by itself, a day's limit does not for hours.
	{
		name: "throttle",
		words:
			/throttl(?!.{0,40}(?:daily|quota))|rate[- ]?(?:limit|exceed)|thread limit|too much mail|(?:sending|message|mail|connection|recipient) rate|too many (?:messages|e-?mails|connections|concurrent|recipients|requests|mails|sessions|commands|sends)(?!.{0,60}(?:today|per day|24))|too (?:fast|quickly)|slow(?:ing)? down|rate of (?:mail|e-?mail)|unusual rate|(?:4\.7\.28|4\.7\.500|\[?TSS?0\d\]?|\[?TS0[1-4]\]?|\bRP-00[1-3])\b|temporarily deferred due to (?:user complaints|unexpected volume)|concurren(?:t|cy) (?:connections?|limit)|exceeded .{0,30}\bper (?:second|minute|hour)/i,
		meaning: "The server asks for fewer messages at a time.",
	},
	// Before "sender", because a limit names the sender it belongs to.
	{
		name: "quota",
		words:
			/(?:daily|hourly|monthly|24[- ]?hours?|sending|message|messages|mail|e-?mails?|recipient|account|plan)[- ](?:\w+ ){0,3}(?:quota|limits?|limitation|allowance|credits?)\b|quota (?:has been )?exceeded for (?:the )?(?:sender|account)|maximum (?:credits|number of (?:messages|e-?mails|recipients per day))|(?:exceeded|reached|over) (?:the|your|its) (?:\w+ ){0,3}(?:limit|quota|allowance)|\b5\.4\.5\b|\b5\.7\.70[58]\b|out of (?:credits|e-?mail)|account (?:is |has been )?(?:suspended|disabled for sending|paused)/i,
		meaning:
			"The account has used up its limit of messages, or was suspended. Look at the sending service's page, raise the limit, or send more slowly with SEND_RATE.",
	},
	{
		name: "authentication",
		words:
			/authenticat(?:e|ion) (?:is )?(?:required|needed|credentials|failed|first|unsuccessful|rejected|disabled|data)|auth(?:oris|oriz)ation (?:failed|required)|(?:application-specific|app|bad|wrong|invalid|incorrect) (?:user ?name|password|login)|login (?:incorrect|failed|invalid)|user ?name and password|must (?:be )?(?:authenticated?|log ?in)|not logged in|client (?:was|is) not authenticated|SMTP ?AUTH|log in first|please authenticate|\b5\.7\.(?:57|8|139)\b|login (?:required|denied)|credentials/i,
		meaning:
			"The server wants a login. Look at the user and password in SMTP_URL.",
	},
	{
		name: "relaying",
		words:
			/rcpthosts|unauthori[sz]ed IP|relay(?:ing)? (?:access )?(?:is )?(?:not|denied|disallowed|prohibited|refused|restricted)|unable to relay|(?:not|n't) (?:allowed|permitted|authorized|authorised|able) to relay|(?:not|n't) relay|relay(?:ing)? (?:mail )?(?:to|from|for) .{0,80}(?:denied|not)|\b(?:5\.7\.(?:54|64|367))\b|TenantAttribution|we do not relay|open relay|not an open relay|relay not/i,
		meaning:
			"The server does not pass on mail from here. It must know this machine's address or a login in SMTP_URL.",
	},
	{
		name: "sender",
		words:
			/not verified|unverified|sender (?:identity|verif|address (?:rejected|.{0,40}not)|rejected|denied|not|unknown|domain)|from address|\bSPF\b|\bDMARC\b|\bDKIM\b|\b5\.7\.(?:1[29]|2[0-46-9]|515|509|60)\b|SendAsDenied|send as|unauthenticated (?:e-?mail|sender|mail)|not owned by|unconfigured sending domain|domain (?:of sender|.{0,30}(?:not verified|does not (?:exist|resolve)))|\b[45]\.1\.[78]\b|sender signature/i,
		meaning:
			"The server does not know the sender, or its domain does not say that this server may send for it. Verify MAIL_FROM with the sending service, and check SPF, DKIM and DMARC of its domain.",
	},
	{
		name: "helo",
		words:
			/\b(?:helo|ehlo)\b|reverse (?:dns|hostname|lookup|map)|\b(?:r|f?cr)dns\b|\bPTR\b|need fully[- ]qualified|invalid domain name|no reverse|cannot find your hostname|\b[45]\.7\.(?:1\.)?25\b/i,
		meaning:
			"The server does not like the name or the address of this machine. Give the name with ?name= in SMTP_URL, and let the address's reverse DNS have the same name.",
	},
	{
		name: "blocklist",
		words:
			/block ?list|black ?list|not in whitelist|\bAUP#|\(BL\)|\bOU-00[12]\b|spamhaus|barracuda|\bRBL\b|DNSBL|sorbs|spamcop|reputation|\bblocked\b|\bbanned\b|\bblock\w* (?:using|by)|\b5\.7\.(?:51[12]|60[0-9]|70[0-9])\b|poor .{0,20}history|client host .{0,60}listed|access denied, (?:banned|blocked)/i,
		meaning:
			"The address that sends, or the domain, is on a blocklist or has a bad reputation. Look the address up, and ask the sending service.",
	},
	{
		name: "tls",
		words:
			/STARTTLS|must issue a|\bTLS\b|encrypt(?:ion|ed) (?:is )?(?:required|needed|connection)|\b5\.7\.10\b/i,
		meaning:
			"The server wants an encrypted connection. Use smtps://, or ?tls=required, in SMTP_URL.",
	},
	{
		name: "content",
		words:
			/\bspam\b|\bvirus\b|unsolicited|bulk mail|content (?:rejected|reject|policy|.{0,20}(?:denied|refused|not accepted))|message (?:content|rejected due to)|phish|malware|suspicious|blacklisted url|\burl\b|\bUBE\b/i,
		meaning:
			"The server takes the message for spam. Look at the links and at SpamAssassin's report in preflight.",
	},
	{
		name: "recipient",
		words:
			/^\d{3}[ -]+[45]\.(?:1\.(?:[1-6]|10)|2\.\d+)\b|\buser (?:is )?suspended|no such (?:user|recipient|mailbox|person|address|account|local user)|(?:user|mailbox|recipient|account|address)\b.{0,60}?\b(?:unknown|unavailable|not found|does(?: not|n't) exist|full|disabled|inactive|invalid|no longer|not exist|over ?quota|over its|is suspended|not active)|(?:unknown|invalid|bad|nonexistent|inactive|unrouteable) (?:user|recipient|mailbox|local|destination|address)|over ?quota|mailbox|no mailbox|recipient address rejected: (?:user|undeliverable|unverified|domain)|undeliverable address|nobody here|\bgone\b/i,
		meaning:
			"The servers say that the recipients' mailboxes do not exist. If they do, the server may think that it is their last stop: look at its routing.",
	},
];

/** The cause that the words of a reply name; null: none that is known. */
export function causeOf(reply: string): Cause | null {
	const row = CAUSES.find(({ words }) => words.test(reply));
	return row
		? { name: row.name, meaning: row.meaning ?? meaningOf(row.name) }
		: null;
}

/** What a cause usually means and what to do. */
export function meaningOf(name: CauseName): string {
	return CAUSES.find((row) => row.name === name && row.meaning)?.meaning ?? "";
}

/** Whether the reply asks for fewer messages at a time. */
export function isThrottle(reply: string): boolean {
	return causeOf(reply)?.name === "throttle";
}

/** The cause that the words name if it is ours, so that all recipients may get the same answer; null: none, or the recipient. */
export function ourCauseOf(reply: string): CauseName | null {
	const name = causeOf(reply)?.name ?? null;
	return name === "recipient" || name === "greylisting" ? null : name;
}

/** Whether the reply is about one recipient, and says nothing of the others. */
export function isAboutRecipient(reply: string): boolean {
	return causeOf(reply)?.name === "recipient";
}

/**
 * The words of a reply without what differs from message to message: addresses,
 * hosts, queue ids, numbers; but with the codes that it begins with. Two replies with the same words have the same cause.
 * It holds nothing of a person.
 */
export function wordsOf(reply: string): string {
	const [code = ""] = /^\d{3}(?:[ -]+[45]\.\d+\.\d+)?/.exec(reply) ?? [];
	const words = reply
		.toLowerCase()
		.replace(/<[^>]*>|\S+@\S+|https?:\/\/\S+/g, " ")
		.replace(/\S*\d\S*/g, " ")
		.replace(/\b[\w-]+(?:\.[\w-]+)+\b/g, " ")
		.replace(/[^\p{L}]+/gu, " ")
		.trim()
		.slice(0, 200);
	return `${code.replace("-", " ")} ${words}`.trim();
}

/** The reply for a note to the editor, its addresses masked. */
export function maskReply(reply: string): string {
	return maskAddresses(reply);
}
