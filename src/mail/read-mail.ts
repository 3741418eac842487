import PostalMime, { type Address, decodeWords } from "postal-mime";

/** A decoded message, to be shown to people. */
export interface ParsedMail {
	/** In the order and spelling of the message, unfolded, not decoded. */
	headers: { name: string; value: string }[];
	/** Null when the message has no such part. */
	html: string | null;
	text: string | null;
	/** Decoded: `Name <address>`, several separated by commas; empty without the header. */
	from: string;
	to: string;
	subject: string;
	/** ISO 8601, or the header's own text when it is not a date; null without one. */
	date: string | null;
}

/** A mail of a person or program has a few dozen. postal-mime takes seconds for 100,000. */
const MAX_PARTS = 1_000;

/**
 * Parses and decodes a whole message. Any bytes are accepted.
 *
 * @throws Error for one with more than 1,000 parts, or parts nested too deeply
 */
export async function readMail(raw: Buffer): Promise<ParsedMail> {
	if (hasTooManyParts(raw))
		throw new Error(`the mail has more than ${MAX_PARTS} parts`);
	const mail = await PostalMime.parse(raw);
	return {
		headers: mail.headers.map(({ originalKey, value }) => ({
			name: originalKey,
			value,
		})),
		html: mail.html ?? null,
		text: mail.text ?? null,
		from: mail.from ? formatAddress(mail.from) : "",
		to: (mail.to ?? []).map(formatAddress).join(", "),
		subject: mail.subject ?? "",
		date: mail.date ?? null,
	};
}

/** Whether so many lines begin as those between parts do, with one of the boundaries that the mail names. */
function hasTooManyParts(raw: Buffer): boolean {
	const text = raw.toString("latin1");
	const boundaries = new Set<string>();
	for (const [, quoted, bare] of text.matchAll(
		/boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/gi,
	))
		boundaries.add((quoted ?? bare ?? "").trimEnd());
	let parts = 0;
	for (const [, line = ""] of text.matchAll(/^--([^\r\n]{1,70})/gm)) {
		const text = line.trimEnd();
		if (boundaries.has(text) || boundaries.has(text.replace(/--$/, "")))
			if (++parts > MAX_PARTS) return true;
	}
	return false;
}

/** Only these first bytes of a message are searched for the end of its headers. */
const MAX_HEADER_BYTES = 65_536;

/** The decoded subject, without reading the body; empty when there is none. */
export function subjectOf(raw: Buffer): string {
	const head = raw.subarray(0, MAX_HEADER_BYTES);
	const end = head.indexOf("\r\n\r\n");
	const headers = head
		.toString("utf8", 0, end < 0 ? head.length : end)
		.replace(/\r?\n(?=[ \t])/g, "");
	const value = /^subject:[ \t]*(.*)$/im.exec(headers)?.[1] ?? "";
	return decodeWords(value).trim();
}

function formatAddress(address: Address): string {
	if (address.group)
		return `${address.name}: ${address.group.map(formatAddress).join(", ")};`;
	return address.name
		? `${address.name} <${address.address}>`
		: address.address;
}
