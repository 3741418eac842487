import PostalMime, { type Address, decodeWords } from "postal-mime";

/** A message taken apart for people to look at. */
export interface ParsedMail {
	/** In the order and the spelling of the message, unfolded, not decoded. */
	headers: { name: string; value: string }[];
	/** Null when the message has no such part. */
	html: string | null;
	text: string | null;
	/** As people read them: `Name <address>`, several with commas; empty without the header. */
	from: string;
	to: string;
	subject: string;
	/** ISO 8601, or the header as it is when it is no date; null without one. */
	date: string | null;
}

/** Reads a whole message, decoded. */
export async function readMail(raw: Buffer): Promise<ParsedMail> {
	const mail = await PostalMime.parse(raw);
	return {
		headers: mail.headers.map(({ originalKey, value }) => ({
			name: originalKey,
			value,
		})),
		html: mail.html ?? null,
		text: mail.text ?? null,
		from: mail.from ? written(mail.from) : "",
		to: (mail.to ?? []).map(written).join(", "),
		subject: mail.subject ?? "",
		date: mail.date ?? null,
	};
}

/** How far into a message the end of its headers is looked for, in bytes. */
const HEADERS_LIMIT = 65_536;

/** The decoded subject alone, without reading the body; empty when there is none. */
export function subjectOf(raw: Buffer): string {
	const head = raw.subarray(0, HEADERS_LIMIT);
	const end = head.indexOf("\r\n\r\n");
	const headers = head
		.toString("utf8", 0, end < 0 ? head.length : end)
		.replace(/\r?\n(?=[ \t])/g, "");
	const value = /^subject:[ \t]*(.*)$/im.exec(headers)?.[1] ?? "";
	return decodeWords(value).trim();
}

function written(address: Address): string {
	if (address.group)
		return `${address.name}: ${address.group.map(written).join(", ")};`;
	return address.name
		? `${address.name} <${address.address}>`
		: address.address;
}
