import { resolve } from "node:path";
import { domainToASCII } from "node:url";
import { z } from "zod";
import { parseAddress } from "../subscriber/address.ts";
import { parseTimeSpan, type TimeSpan, timeSpanMs } from "../time/time-span.ts";
import { isTimeZone } from "../time/time-zone.ts";
import {
	CONTROL_IN_LOGIN,
	encodeLogin,
	hasControlInLogin,
	hasUnencodedLogin,
} from "./url-login.ts";

/** A text that `parse` reads; null from it means that it can't. */
export function parsedBy<Value>(
	parse: (text: string) => Value | null,
	mustBe: string,
) {
	return z.string().transform((text, context): Value => {
		const value = parse(text);
		if (value !== null) return value;
		context.addIssue(mustBe);
		return z.NEVER;
	});
}

/** One of these words, exactly as they are written. */
export function oneOf<const Name extends string>(...names: Name[]) {
	const last = names.at(-1);
	return z.enum(names, {
		error: `must be ${names.slice(0, -1).join(", ")} or ${last}`,
	});
}

/** Some of these words, each once, separated by commas or spaces; at least one. */
export function listOf<const Name extends string>(...names: Name[]) {
	const one = oneOf(...names);
	const must = `must be ${names.join(" or ")}, or several of them, each once, such as “${names.join(", ")}”`;
	return z.string().transform((text, context): readonly [Name, ...Name[]] => {
		const words = text.split(/[\s,]+/).filter((word) => word !== "");
		const [first, ...others] = words.flatMap(
			(word) => one.safeParse(word).data ?? [],
		);
		const isEachOnce =
			others.length === words.length - 1 &&
			new Set(words).size === words.length;
		if (first !== undefined && isEachOnce) return [first, ...others];
		context.addIssue(must);
		return z.NEVER;
	});
}

/** A language as HTML names it (BCP 47). */
export const languageCode = z
	.string()
	.regex(
		/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*$/,
		"must be a language such as en or pt-BR",
	);

/** Digits alone. @param min and `max`: both included */
export function wholeNumberBetween(min: number, max: number) {
	return z
		.string()
		.regex(/^\d+$/, "must be a whole number")
		.transform(Number)
		.refine((n) => n >= min && n <= max, {
			error: `must be a whole number from ${min} to ${max}`,
		});
}

/** `0.3%`, as a share from 0 to 1. */
export const share = parsedBy((text) => {
	const [, percent] = /^\s*(\d{1,3}(?:\.\d{1,4})?)\s*%\s*$/.exec(text) ?? [];
	const value = Number(percent) / 100;
	return value > 0 && value <= 1 ? value : null;
}, "must be a share such as 0.3% or 5%, up to 100%");

/** A span of time. @param least and `most`: as they are written, both included */
export function timeSpanBetween(least: string, most: string) {
	const [min, max] = [least, most].map((text) =>
		timeSpanMs(parseTimeSpan(text) as TimeSpan),
	) as [number, number];
	return parsedBy((text) => {
		const span = parseTimeSpan(text);
		return span && timeSpanMs(span) >= min && timeSpanMs(span) <= max
			? span
			: null;
	}, `must be a time such as 30s, 5m, 4h or 7d, from ${least} to ${most}`);
}

/** Yes or no. */
export const flag = z
	.enum(["true", "false", "1", "0", "yes", "no"], {
		error: "must be true or false",
	})
	.transform((text) => ["true", "1", "yes"].includes(text));

/** A file or folder, as an absolute path. */
export const path = z.string().transform((text) => resolve(text));

/** Words with spaces between them. */
export const words = z.string().transform((text) => text.trim().split(/\s+/));

/** What database programs call their URLs by. Without the two slashes it would become a folder of that name. */
const DATABASE_SCHEME =
	/^(postgres(ql)?|mysql|mariadb|mssql|sqlserver|sqlite3?|libsql|mongodb|jdbc|file|https?)(\+\w+)?:/i;

/** `user:password@host/digest` would become a folder of that name. What begins like a path is one. */
const LOGIN_WITHOUT_SCHEME = /^(?![./\\~]|[A-Za-z]:[\\/]).*:.*@/s;

/** A file's path, or the URL of a PostgreSQL database. Its faults quote nothing: a URL has a password. */
export const databaseUrl = z.string().superRefine((text, context) => {
	const example = "postgres://user:password@host/digest";
	const isPostgres = /^postgres(ql)?:\/\//.test(text);
	// An option may hold an @, as in ?user=me@server.
	const hasOptions = /^[^:]+:\/\/[^/?#@]*\/[^/?#@]*\?\w+=/.test(text);
	if (!hasOptions && hasUnencodedLogin(text))
		context.addIssue(encodeLogin(example));
	else if (isPostgres && hasControlInLogin(text))
		context.addIssue(CONTROL_IN_LOGIN);
	else if (
		isPostgres
			? !URL.canParse(text)
			: DATABASE_SCHEME.test(text) ||
				/^[A-Za-z][\w+.-]*:?\/\//.test(text) ||
				LOGIN_WITHOUT_SCHEME.test(text)
	)
		context.addIssue(`must be a file or a URL such as ${example}`);
});

/**
 * The beginning of every link in a mail, as browsers write it: lower case, the
 * host in ASCII, no default port, no slash at the end. A path follows it, so it
 * has no query and no fragment.
 */
export const publicUrl = z.string().transform((text, context): string => {
	const fault = publicUrlFault(text);
	if (fault === null) {
		const { origin, pathname } = new URL(text);
		return `${origin}${pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "")}`;
	}
	context.addIssue(`must be ${fault}, such as https://digest.example.com`);
	return z.NEVER;
});

/** The host names of this machine, as URLs have them. */
export const LOOPBACK_HOSTS: readonly string[] = [
	"localhost",
	"127.0.0.1",
	"[::1]",
];

/** The origin of the studio, without a slash at the end: `https`, or `http` on this machine, as a login must not cross a network in the clear. */
export const studioUrl = parsedBy((text) => {
	if (/[\s\p{C}]/u.test(text) || !URL.canParse(text)) return null;
	const url = new URL(text);
	const isSafe =
		url.protocol === "https:" ||
		(url.protocol === "http:" && LOOPBACK_HOSTS.includes(url.hostname));
	return isSafe && url.href === `${url.origin}/` ? url.origin : null;
}, "must be an address without a path, such as https://studio.example.com, or http://localhost:8081 on this machine");

/** What no URI has as it is (RFC 3986 2.2 and 2.3), and so no link in a header. */
const UNFIT_FOR_HEADER = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/u;

/** A header's line has at most 998 characters (RFC 5322 2.1.1), and a reader's path and token follow. */
const MAX_PUBLIC_URL = 500;

function publicUrlFault(text: string): string | null {
	if (/[\s\p{C}]/u.test(text))
		return "a URL without spaces or invisible characters";
	if (!/^https?:\/\//i.test(text))
		return "a URL that begins with https:// or http://";
	if (!URL.canParse(text)) return "a URL with a valid host name";
	const { username, password, hostname, href } = new URL(text);
	if (username || password)
		return "a URL without a user and password: everybody sees it";
	if (text.includes("?")) return "a URL without a query (the part from ? on)";
	if (text.includes("#"))
		return "a URL without a fragment (the part from # on)";
	if (hostname.length > 253) return "a URL with a valid host name";
	const [unfit] = href.match(UNFIT_FOR_HEADER) ?? [];
	if (unfit !== undefined)
		return `a URL without ${unfit}: links stand in headers of a mail`;
	return href.length > MAX_PUBLIC_URL
		? `a URL of at most ${MAX_PUBLIC_URL} characters, encoded`
		: null;
}

/** `Name <address>` or a bare address; the name is empty when there is none. */
export const namedAddress = parsedBy((text) => {
	// Trimmed first, and without white space next to a lazy part: in a long run of
	// spaces each part would be tried at each place.
	const match = /^(?:([^<>\r\n]*)<([^<>\s]+)>|([^<>\s]+))$/.exec(text.trim());
	const name = (match?.[1] ?? "").trim().replace(/^"|"$/g, "");
	try {
		const { email } = parseAddress(match?.[2] ?? match?.[3] ?? "");
		return name.includes('"') ? null : { name: name.trim(), address: email };
	} catch {
		return null;
	}
}, "must be an address such as Verdicts <digest@example.com>");

/** The address of a mailbox, without the name. */
export const mailAddress = namedAddress.transform(({ address }) => address);

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const sendAt = parsedBy((text) => {
	const match = /^([a-z]{3})[a-z]*\s+([01]?\d|2[0-3]):([0-5]\d)$/i.exec(
		text.trim(),
	);
	const weekday = WEEKDAYS.indexOf((match?.[1] ?? "").toLowerCase()) + 1;
	return match && weekday > 0
		? { weekday, hour: Number(match[2]), minute: Number(match[3]) }
		: null;
}, 'must be a day and a time, such as "tue 09:00"');

export const timeZone = z.string().refine(isTimeZone, {
	error: "must be an IANA time zone such as Europe/Berlin",
});

const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const SELECTOR = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);

/** A domain, in ASCII and lower case. */
export const domain = parsedBy((text) => {
	// domainToASCII reads a number as an IP address and % as an escape, so ASCII never goes through it.
	const name = /[^\p{ASCII}]/u.test(text) ? domainToASCII(text) : text;
	return DOMAIN.test(name.toLowerCase()) && name.length <= 253
		? name.toLowerCase()
		: null;
}, "must be a domain such as example.com");

/** What comes before `._domainkey` in the DNS name of a DKIM key, RFC 6376 3.1. */
export const dkimSelector = z
	.string()
	.toLowerCase()
	.regex(SELECTOR, "must be a name such as digest1");
