import { domainToASCII } from "node:url";
import { z } from "zod";
import { parseAddress } from "../subscriber/address.ts";

export const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d+$/, "must be a whole number")
		.transform(Number)
		.refine((n) => n >= min && n <= max, {
			error: `must be a whole number from ${min} to ${max}`,
		});

const UNITS: Record<string, number> = {
	s: 1_000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
};

/** `30s`, `5m`, `4h` or `1d`, in milliseconds; `least` and `most` likewise. */
export const duration = (least: number, most: number) =>
	z.string().transform((text, context) => {
		const [, count, unit = ""] = /^(\d+)\s*([smhd])$/.exec(text.trim()) ?? [];
		const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
		if (ms >= least && ms <= most) return ms;
		context.addIssue(
			`must be a time such as 30s, 5m or 4h, from ${inSeconds(least)} to ${inSeconds(most)}`,
		);
		return z.NEVER;
	});

function inSeconds(ms: number): string {
	return `${ms / 1_000}s`;
}

export const flag = z
	.enum(["true", "false", "1", "0", "yes", "no"], {
		error: "must be true or false",
	})
	.transform((text) => ["true", "1", "yes"].includes(text));

export const url = (protocols: RegExp, example: string) =>
	z.string().refine((text) => URL.canParse(text) && protocols.test(text), {
		error: `must be a URL such as ${example}`,
	});

/** A file's path, or PostgreSQL's URL. */
export const databaseUrl = z
	.string()
	.refine(
		(text) => !/^(?!postgres(ql)?:\/\/)[A-Za-z][\w+.-]*:\/\//.test(text),
		{
			error:
				"must be a file or a URL such as postgres://user:password@host/digest",
		},
	);

/** What every link in a mail begins with: nothing that could not stand before a path. */
export const publicUrl = z.string().refine(
	(text) => {
		if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return false;
		const { protocol, username, password, search, hash } = new URL(text);
		return (
			/^https?:$/.test(protocol) && !(username || password || search || hash)
		);
	},
	{
		error:
			"must be a URL without a login, ? or #, such as https://digest.example.com",
	},
);

/** `Name <address>` or a bare address, such as every header and server takes. */
export const mailbox = z.string().transform((text, context) => {
	const match = /^\s*(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))\s*$/.exec(
		text,
	);
	try {
		const { email } = parseAddress(match?.[2] ?? match?.[3] ?? "");
		return { name: match?.[1] ?? "", address: email };
	} catch {
		context.addIssue(
			"must be an address such as Verdicts <digest@example.com>",
		);
		return z.NEVER;
	}
});

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const sendAt = z.string().transform((text, context) => {
	const match = /^([a-z]{3})[a-z]*\s+([01]?\d|2[0-3]):([0-5]\d)$/i.exec(
		text.trim(),
	);
	const weekday = WEEKDAYS.indexOf((match?.[1] ?? "").toLowerCase()) + 1;
	if (!match || weekday === 0) {
		context.addIssue("must be a day and a time such as: tue 09:00");
		return z.NEVER;
	}
	return { weekday, hour: Number(match[2]), minute: Number(match[3]) };
});

export const timeZone = z.string().refine(
	(zone) => {
		try {
			new Intl.DateTimeFormat("en", { timeZone: zone });
			return true;
		} catch {
			return false;
		}
	},
	{ error: "must be an IANA time zone such as Europe/Berlin" },
);

const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const SELECTOR = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** A domain, in ASCII and lower case. */
export const domain = z.string().transform((text, context) => {
	// Only what needs it: to the converter, ASCII may also be a number or a path.
	const name = /[^\p{ASCII}]/u.test(text) ? domainToASCII(text) : text;
	if (DOMAIN.test(name.toLowerCase()) && name.length <= 253)
		return name.toLowerCase();
	context.addIssue("must be a domain such as example.com");
	return z.NEVER;
});

/** What stands before `._domainkey` in the name of a DKIM key, RFC 6376 3.1. */
export const selector = z
	.string()
	.toLowerCase()
	.regex(SELECTOR, "must be a name such as digest1");

/**
 * What keeps settings from being used that mean nothing without each other;
 * empty when all of them are set, or none.
 */
export function together(
	set: Record<string, unknown>,
	names: readonly string[],
): string[] {
	const missing = names.filter((name) => !(name in set));
	if (missing.length === 0 || missing.length === names.length) return [];
	const given = names.filter((name) => name in set);
	return missing.map(
		(name) => `${name}: must be set as well as ${given.join(" and ")}`,
	);
}
