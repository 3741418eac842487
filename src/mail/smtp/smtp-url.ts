import { isIP } from "node:net";
import { Failure } from "../../errors.ts";
import { parseRates, type Rate } from "../../rate.ts";
import type { MailServer } from "../mailer.ts";

/** Where an SMTP server is and how to speak with it. */
export interface SmtpServerSettings {
	host: string;
	port: number;
	/** TLS from the first byte. */
	implicitTls: boolean;
	/** For what begins in clear: whether STARTTLS is demanded, taken when offered, or left alone. */
	startTls: "required" | "offered" | "off";
	login: { user: string; pass: string } | null;
	/** The name for EHLO; null: the machine's own. */
	name: string | null;
	/** Its share of the connections, beside the other servers' weights. */
	weight: number;
	/** What it may be given; none: as much as it takes. */
	rates: readonly Rate[];
	/** The URL without the login. */
	description: string;
}

/**
 * Reads one URL or several with spaces between them. Two accounts at one server
 * have different descriptions too.
 *
 * @throws Failure `bad-settings`, in words that never hold a login
 */
export function readSmtpUrls(text: string): SmtpServerSettings[] {
	const servers = text.split(/\s+/).filter(Boolean).map(readSmtpUrl);
	if (servers.length === 0) wrong("is not a URL");
	return servers.map((server, index) => {
		const { description } = server;
		const namesakes = servers
			.slice(0, index)
			.filter((other) => other.description === description).length;
		return namesakes === 0
			? server
			: { ...server, description: `${description}#${namesakes + 1}` };
	});
}

/** The servers that these URLs name; none for the built-in mailbox. */
export function mailServers(urls: string | null): MailServer[] {
	return (urls === null ? [] : readSmtpUrls(urls)).map(
		({ description, rates }) => ({ name: description, rates }),
	);
}

/**
 * Reads `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start),
 * with `user:password@` where the server wants a login. Certificates are always verified.
 * Options may follow the `?`: `name=mail.example.com`, what to say in EHLO;
 * `tls=required`, never to send in clear (a login over the network implies it), or
 * `tls=off`, never to try STARTTLS, which is for a relay on this machine alone;
 * `weight=3`, its share beside other servers; `rate=50/s,2000/m`, what it may be given.
 *
 * @throws Failure `bad-settings`, in words that never hold the login
 */
export function readSmtpUrl(text: string): SmtpServerSettings {
	const url = URL.canParse(text) ? new URL(text) : wrong("is not a URL");
	if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
		wrong("must begin with smtp:// or smtps://");
	const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
	if (!host) wrong("names no server");
	if (url.pathname.length > 1 || url.hash) wrong("has more than a server");

	const implicitTls = url.protocol === "smtps:";
	const port = Number(url.port) || (implicitTls ? 465 : 587);
	const options = readOptions(url.searchParams);
	if (options.tls === "off" && !(isLoopback(host) && !implicitTls))
		wrong("can have tls=off only with smtp:// and a server on this machine");
	const login = readLogin(url);
	return {
		host,
		port,
		implicitTls,
		startTls:
			options.tls ?? (login && !isLoopback(host) ? "required" : "offered"),
		login,
		name: options.name,
		weight: options.weight,
		rates: options.rates,
		description: `${url.protocol}//${url.hostname}:${port}`,
	};
}

function readOptions(query: URLSearchParams) {
	for (const key of query.keys())
		if (!["name", "tls", "weight", "rate"].includes(key))
			wrong(`has an unknown option, ${key}`);
	const name = query.get("name");
	if (name !== null && !/^[\w.:[\]-]+$/.test(name))
		wrong("has an option name= that is no host name");
	return {
		name,
		tls: readTls(query.get("tls")),
		weight: readWeight(query.get("weight") ?? "1"),
		rates: readRates(query.get("rate")),
	};
}

function readWeight(text: string): number {
	if (/^[1-9]\d?$/.test(text)) return Number(text);
	return wrong("has an option weight= that is no whole number from 1 to 99");
}

function readRates(text: string | null): readonly Rate[] {
	if (text === null) return [];
	return (
		parseRates(text) ??
		wrong("has an option rate= that is not written like 50/s,2000/m")
	);
}

function readTls(text: string | null): "required" | "off" | null {
	if (text === null || text === "required" || text === "off") return text;
	return wrong("has an option tls= that is neither required nor off");
}

function readLogin(url: URL): { user: string; pass: string } | null {
	if (!url.username && !url.password) return null;
	if (!url.username || !url.password)
		wrong("has a user without a password, or a password without a user");
	try {
		return {
			user: decodeURIComponent(url.username),
			pass: decodeURIComponent(url.password),
		};
	} catch {
		return wrong("has a login in which a % is not written as %25");
	}
}

function isLoopback(host: string): boolean {
	return (
		host === "localhost" ||
		host === "::1" ||
		(isIP(host) === 4 && host.startsWith("127."))
	);
}

function wrong(what: string): never {
	throw new Failure(
		"bad-settings",
		`The SMTP URL ${what}; it should look like smtps://user:password@mail.example.com.`,
	);
}
