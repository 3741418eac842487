import { createHash, randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { encodeWord } from "nodemailer/lib/mime-funcs";
import { abandonAfterGrace } from "../abandon-after-grace.ts";
import type { Config } from "../config/config.ts";
import { Failure } from "../errors.ts";
import type { Instant } from "../time/clock.ts";
import type { Signer } from "./dkim/signer.ts";
import type { Mailer } from "./mailer.ts";

/** A message to one person that belongs to no issue: a confirmation, a welcome, a notice. */
export interface LetterContent {
	/** One checked address, no display name. */
	to: string;
	subject: string;
	html: string;
	text: string;
	date: Instant;
	/**
	 * Adds the one-click headers of RFC 8058. A confirmation has none: nobody can
	 * unsubscribe before they have subscribed.
	 */
	unsubscribeUrl?: string;
	/** The envelope sender, to which a bounce goes; absent: the address of MAIL_FROM. */
	envelopeSender?: string;
}

/** A letter with the headers that its sender decides. */
export interface LetterMessage extends LetterContent {
	from: { name: string; address: string };
	replyTo: string | null;
	/** With or without its angle brackets. */
	messageId: string;
	/** `Name <id.example.com>` or the part in brackets alone. */
	listId?: string;
}

/** @returns the value of the List-Unsubscribe header for this unsubscribe link */
export type ListUnsubscribe = (unsubscribeUrl: string) => string;

export interface LetterDependencies {
	mailer: Mailer;
	/** Null: letters are not signed. */
	signer: Signer | null;
	config: Pick<Config, "mailFrom" | "replyTo" | "publicUrl">;
	listUnsubscribe: ListUnsubscribe;
}

/**
 * Composes, signs and hands over one letter now, on a connection of its own.
 * Resolves when a server has accepted it.
 *
 * @param signal to stop: the letter in hand is given up some seconds after it
 * @returns the server's name
 * @throws Failure `not-mailed`; its cause is the HandoverResult
 */
export async function sendLetter(
	{ mailer, signer, config, listUnsubscribe }: LetterDependencies,
	letter: LetterContent,
	signal: AbortSignal,
): Promise<string> {
	const { address } = config.mailFrom;
	const message = {
		...letter,
		from: config.mailFrom,
		replyTo: config.replyTo,
		messageId: `${randomUUID()}@${address.slice(address.lastIndexOf("@") + 1)}`,
		listId: `weekly.${new URL(config.publicUrl).hostname}`,
	};
	const raw = await composeLetter(message, listUnsubscribe);
	const lane = mailer.lane();
	const endGrace = abandonAfterGrace(lane, signal);
	try {
		const result = await lane.handover({
			sender: letter.envelopeSender ?? address,
			recipient: letter.to,
			raw: signer ? await signer.sign(raw) : raw,
		});
		if (result.kind === "accepted") return result.server ?? "";
		const why = "reply" in result ? result.reply : result.error;
		throw new Failure(
			"not-mailed",
			`“${letter.subject}” could not be mailed through ${mailer.description}: ${why}`,
			{ cause: result },
		);
	} finally {
		endGrace();
		await lane.close();
	}
}

/**
 * The whole message with CRLF lines, in 7-bit. The same letter gives the same bytes.
 *
 * @param listUnsubscribe called only for a letter with an `unsubscribeUrl`
 */
export function composeLetter(
	letter: LetterMessage,
	listUnsubscribe: ListUnsubscribe,
): Promise<Buffer> {
	const messageId = `<${letter.messageId.replace(/^<|>$/g, "")}>`;
	return new MailComposer({
		from: {
			...letter.from,
			// A word joiner, which shows nothing, makes nodemailer encode all of the name.
			name: letter.from.name.replaceAll("=?", "=\u2060?"),
		},
		// As objects: a string would be parsed as a list, and a comma in it would add a recipient.
		...(letter.replyTo
			? { replyTo: { name: "", address: letter.replyTo } }
			: {}),
		to: { name: "", address: letter.to },
		subject: literal(letter.subject),
		html: withCrlf(letter.html),
		text: withCrlf(letter.text),
		date: new Date(letter.date),
		messageId,
		headers: {
			"Auto-Submitted": "auto-generated",
			...(letter.listId ? { "List-Id": inBrackets(letter.listId) } : {}),
			...oneClickHeaders(letter, listUnsubscribe),
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

/** Encodes a text that looks encoded already (RFC 2047), which nodemailer leaves as it is: readers see what was written. */
function literal(text: string): string {
	return text.includes("=?") ? encodeWord(text, "Q", 52) : text;
}

/** SMTP requires CRLF. nodemailer keeps the line ends that it is given. */
function withCrlf(text: string): string {
	return text.replace(/\r\n?|\n/g, "\r\n");
}

function inBrackets(listId: string): string {
	return listId.includes("<") ? listId : `<${listId}>`;
}

function oneClickHeaders(
	{ unsubscribeUrl }: LetterContent,
	listUnsubscribe: ListUnsubscribe,
) {
	if (!unsubscribeUrl) return {};
	return {
		"List-Unsubscribe": {
			prepared: true,
			value: listUnsubscribe(new URL(unsubscribeUrl).href),
		},
		"List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
	};
}
