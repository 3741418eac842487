const MAX_LOCAL = 128;
const MAX_DOMAIN = 255;
const LOCAL = /[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~.]/u;
const DOMAIN = /[\p{L}\p{M}\p{N}.-]/u;

/** An address in a text, and where it stands. */
export interface Found {
	address: string;
	start: number;
	end: number;
}

/** The mail addresses in a text, found from each `@` outwards, so in linear time. */
export function addressesIn(text: string): Found[] {
	const found: Found[] = [];
	let passed = 0;
	for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
		let start = at;
		while (
			start > passed &&
			at - start < MAX_LOCAL &&
			LOCAL.test(text[start - 1] ?? "")
		)
			start--;
		let end = at + 1;
		while (
			end < text.length &&
			end - at <= MAX_DOMAIN &&
			DOMAIN.test(text[end] ?? "")
		)
			end++;
		passed = end;
		const local = text
			.slice(start, at)
			.replace(/^(?:smtp|rfc822|to|mailto)=(?!.{0,128}=)/i, "")
			.replace(/^['`{|/=*.]{1,9}/, "");
		const domain = text.slice(at + 1, end).replace(/[.-]{1,9}$/, "");
		const address = `${local}@${domain}`;
		if (isAddress(address))
			found.push({
				address,
				start: at - local.length,
				end: at + 1 + domain.length,
			});
	}
	return found;
}

/** Whether a text could be an address: a local part and a domain with a dot, as far as a report must be exact. */
export function isAddress(text: string): boolean {
	const at = text.lastIndexOf("@");
	const domain = text.slice(at + 1);
	return (
		at > 0 &&
		at <= MAX_LOCAL &&
		domain.length <= MAX_DOMAIN &&
		/^[\p{L}\p{N}]/u.test(domain) &&
		/\.(?:[\p{L}\p{M}]{2,63}|xn--[\w-]{1,59}|[\p{L}\p{N}]{0,62}\p{L}[\p{L}\p{N}]{0,62})$/iu.test(
			domain,
		) &&
		!domain.includes("..")
	);
}

/** The first address of a header's value or of an RFC 3464 address field; null: none. */
export function firstAddress(value: string): string | null {
	return addressesIn(value.slice(0, 2000))[0]?.address ?? null;
}

/** Addresses are compared without regard to case: servers change it. */
export function sameAddress(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
