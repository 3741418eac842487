import { domainToASCII } from "node:url";
import { z } from "zod";
import { Failure } from "../errors.ts";

/** One mailbox that mail can be addressed to without a doubt. */
export interface Address {
	/** The local part as typed, the domain in lower case and ASCII. */
	email: string;
	/** Folded whole: what two spellings of one mailbox have in common. */
	key: string;
}

/**
 * Reads one bare address. Stricter than RFC 5321: what mailboxes in use do not
 * need (quotes, comments, literal IP addresses) is what header injection does.
 *
 * @throws Failure `bad-address` with the reason, and without the address
 */
export function parseAddress(text: string): Address {
	if (/[\s\p{C}]/u.test(text))
		throw bad("it contains a space, a line break or an invisible character");
	if (/[<>,;:"()[\]\\]/.test(text))
		throw bad(
			"it must be a single address, without a name, brackets, quotes or commas",
		);
	const at = text.lastIndexOf("@");
	if (at === -1) throw bad("it has no @");
	const local = checkLocal(text.slice(0, at));
	const email = `${local}@${foldDomain(text.slice(at + 1))}`;
	if (email.length > 254) throw bad("it is longer than 254 characters");
	// The library has the last word; what is above says why in words, and forbids more.
	if (!html5.safeParse(email).success) throw bad("it is not a mail address");
	return { email, key: email.toLowerCase() };
}

/** What browsers take for an address, by the HTML standard. */
const html5 = z.email({ pattern: z.regexes.html5Email });

/** What a page may show of an address to someone who merely holds a link: `a…@example.com`. */
export function maskAddress(email: string): string {
	const at = email.lastIndexOf("@");
	return `${at > 1 ? email.slice(0, 1) : ""}…${email.slice(at)}`;
}

function checkLocal(local: string): string {
	if (local === "") throw bad("there is nothing before the @");
	if (local.length > 64)
		throw bad("there are more than 64 characters before the @");
	if (/[^\x21-\x7e]/.test(local))
		throw bad(
			"before the @ there may be only unaccented letters, digits and common signs",
		);
	if (!/^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local))
		throw bad(
			local.includes("@")
				? "it has more than one @"
				: "the part before the @ begins or ends with a dot, or has two dots in a row",
		);
	return local;
}

function foldDomain(domain: string): string {
	if (domain === "") throw bad("there is nothing after the @");
	// domainToASCII reads % as an escape, and a name of digits as an IP address.
	const folded = domain.includes("%") ? "" : toAscii(domain);
	const labels = folded.split(".");
	const sound = labels.every((label) =>
		/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
	);
	if (!sound) throw bad("the part after the @ is not a domain name");
	if (folded === "localhost") return folded;
	if (labels.length < 2) throw bad("the domain has no dot, as example.com has");
	if (/^\d+$/.test(labels.at(-1) ?? ""))
		throw bad("it has an IP address instead of a domain name");
	return folded;
}

/** A plain name is what it is: asking costs as much as all the rest. */
function toAscii(domain: string): string {
	const plain =
		/^[a-z0-9.-]+\.[a-z]+$/.test(domain) && !domain.includes("xn--");
	return plain ? domain : domainToASCII(domain);
}

function bad(reason: string): Failure {
	return new Failure("bad-address", `This address can't be used: ${reason}.`);
}
