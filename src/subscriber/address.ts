import { domainToASCII } from "node:url";
import { z } from "zod";
import { Failure } from "../errors.ts";

/** One mail address that is safe in a header and in an SMTP command. */
export interface Address {
	/** The local part as typed, the domain in lower case and in ASCII. */
	email: string;
	/** The whole address in lower case. Two spellings of one mailbox have the same key. */
	key: string;
}

const unusable = (reason: string) => `This address can't be used: ${reason}.`;

/** What can be wrong with an address, in whole sentences. */
export const ADDRESS_FAULTS = {
	invisible: unusable(
		"it contains a space, a line break or an invisible character",
	),
	several: unusable(
		"it must be a single address, without a name, brackets, quotes or commas",
	),
	"no-at": unusable("it has no @"),
	long: unusable("it is longer than 254 characters"),
	other: unusable("it is not a mail address"),
	"no-local": unusable("there is nothing before the @"),
	"long-local": unusable("there are more than 64 characters before the @"),
	"local-signs": unusable(
		"before the @ there may be only unaccented letters, digits and common signs",
	),
	"two-ats": unusable("it has more than one @"),
	dots: unusable(
		"the part before the @ begins or ends with a dot, or has two dots in a row",
	),
	"no-domain": unusable("there is nothing after the @"),
	"no-name": unusable("the part after the @ is not a domain name"),
	"no-dot": unusable("the domain has no dot, as example.com has"),
	ip: unusable("it has an IP address instead of a domain name"),
} as const satisfies Record<string, string>;

export type AddressFault = keyof typeof ADDRESS_FAULTS;

/** Says what is wrong without the address, by name for who says it in another language. */
export class AddressFailure extends Failure {
	readonly fault: AddressFault;

	constructor(fault: AddressFault) {
		super("bad-address", ADDRESS_FAULTS[fault]);
		this.fault = fault;
	}
}

/**
 * Reads one bare address. Stricter than RFC 5321: quotes, comments and IP
 * addresses are refused, because no mailbox in use needs them and header
 * injection does.
 *
 * @throws AddressFailure `bad-address` with the reason. The message does not contain the address.
 */
export function parseAddress(text: string): Address {
	if (/[\s\p{C}]/u.test(text)) throw new AddressFailure("invisible");
	if (/[<>,;:"()[\]\\]/.test(text)) throw new AddressFailure("several");
	const at = text.lastIndexOf("@");
	if (at === -1) throw new AddressFailure("no-at");
	const local = checkLocal(text.slice(0, at));
	const email = `${local}@${foldDomain(text.slice(at + 1))}`;
	if (email.length > 254) throw new AddressFailure("long");
	// A second opinion: the checks above are stricter and give a reason.
	if (!html5Email.safeParse(email).success) throw new AddressFailure("other");
	return { email, key: email.toLowerCase() };
}

/** Domains whose mailboxes take any dots in their name. */
const DOTLESS = ["gmail.com", "googlemail.com"];

/**
 * One text for the spellings that reach one mailbox: without what follows a +
 * (RFC 5233), and for Gmail without dots. For limits alone: other servers may
 * take two spellings for two people, so a list must never fold them.
 *
 * @param key the folded address
 */
export function mailboxKey(key: string): string {
	const at = key.lastIndexOf("@");
	const domain = key.slice(at + 1);
	const name = key.slice(0, at).replace(/(?<=.)\+.*$/s, "");
	return DOTLESS.includes(domain)
		? `${name.replaceAll(".", "")}@gmail.com`
		: `${name}@${domain}`;
}

/** What browsers accept as an address, by the HTML standard. */
const html5Email = z.email({ pattern: z.regexes.html5Email });

/** What a page may show of an address to anyone who holds a link: `a…@example.com`. */
export function maskAddress(email: string): string {
	const at = email.lastIndexOf("@");
	return `${at > 1 ? email.slice(0, 1) : ""}…${email.slice(at)}`;
}

function checkLocal(local: string): string {
	if (local === "") throw new AddressFailure("no-local");
	if (local.length > 64) throw new AddressFailure("long-local");
	if (/[^\x21-\x7e]/.test(local)) throw new AddressFailure("local-signs");
	if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local))
		throw new AddressFailure(local.includes("@") ? "two-ats" : "dots");
	return local;
}

function foldDomain(domain: string): string {
	if (domain === "") throw new AddressFailure("no-domain");
	// domainToASCII reads % as an escape, and a name of digits as an IP address.
	const folded = domain.includes("%") ? "" : toAscii(domain);
	const labels = folded.split(".");
	const valid = labels.every((label) =>
		/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
	);
	if (!valid) throw new AddressFailure("no-name");
	if (folded === "localhost") return folded;
	if (labels.length < 2) throw new AddressFailure("no-dot");
	if (/^\d+$/.test(labels.at(-1) ?? "")) throw new AddressFailure("ip");
	return folded;
}

/** A plain ASCII name needs no conversion, which costs as much as all other checks together. */
function toAscii(domain: string): string {
	const plain =
		/^[a-z0-9.-]+\.[a-z]+$/.test(domain) && !domain.includes("xn--");
	return plain ? domain : domainToASCII(domain);
}
