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

/**
 * Reads one bare address. Stricter than RFC 5321: quotes, comments and IP
 * addresses are refused, because no mailbox in use needs them and header
 * injection does.
 *
 * @throws Failure `bad-address` with the reason. The message does not contain the address.
 */
export function parseAddress(text: string): Address {
	if (/[\s\p{C}]/u.test(text))
		throw badAddress(
			"it contains a space, a line break or an invisible character",
		);
	if (/[<>,;:"()[\]\\]/.test(text))
		throw badAddress(
			"it must be a single address, without a name, brackets, quotes or commas",
		);
	const at = text.lastIndexOf("@");
	if (at === -1) throw badAddress("it has no @");
	const local = checkLocal(text.slice(0, at));
	const email = `${local}@${foldDomain(text.slice(at + 1))}`;
	if (email.length > 254) throw badAddress("it is longer than 254 characters");
	// A second opinion: the checks above are stricter and give a reason.
	if (!html5Email.safeParse(email).success)
		throw badAddress("it is not a mail address");
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
	if (local === "") throw badAddress("there is nothing before the @");
	if (local.length > 64)
		throw badAddress("there are more than 64 characters before the @");
	if (/[^\x21-\x7e]/.test(local))
		throw badAddress(
			"before the @ there may be only unaccented letters, digits and common signs",
		);
	if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local))
		throw badAddress(
			local.includes("@")
				? "it has more than one @"
				: "the part before the @ begins or ends with a dot, or has two dots in a row",
		);
	return local;
}

function foldDomain(domain: string): string {
	if (domain === "") throw badAddress("there is nothing after the @");
	// domainToASCII reads % as an escape, and a name of digits as an IP address.
	const folded = domain.includes("%") ? "" : toAscii(domain);
	const labels = folded.split(".");
	const valid = labels.every((label) =>
		/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
	);
	if (!valid) throw badAddress("the part after the @ is not a domain name");
	if (folded === "localhost") return folded;
	if (labels.length < 2)
		throw badAddress("the domain has no dot, as example.com has");
	if (/^\d+$/.test(labels.at(-1) ?? ""))
		throw badAddress("it has an IP address instead of a domain name");
	return folded;
}

/** A plain ASCII name needs no conversion, which costs as much as all other checks together. */
function toAscii(domain: string): string {
	const plain =
		/^[a-z0-9.-]+\.[a-z]+$/.test(domain) && !domain.includes("xn--");
	return plain ? domain : domainToASCII(domain);
}

function badAddress(reason: string): Failure {
	return new Failure("bad-address", `This address can't be used: ${reason}.`);
}
