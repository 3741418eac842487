import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import {
	CONTROL_IN_LOGIN,
	encodeLogin,
	hasControlInLogin,
	hasUnencodedLogin,
} from "../../config/url-login.ts";
import { Failure } from "../../errors.ts";
import { parseRates, type Rate } from "../../rate.ts";
import type { MailServer } from "../mailer.ts";
import { isInOwnNetwork, isLoopback } from "./own-network.ts";

/** Where an SMTP server is and how to connect to it. */
export interface SmtpServerSettings {
	host: string;
	port: number;
	/** TLS from the first byte. */
	implicitTls: boolean;
	/** On a connection that begins without TLS: STARTTLS is required, used when offered, or never used. */
	startTls: "required" | "offered" | "off";
	login: { user: string; pass: string } | null;
	/** The name for EHLO; null: this machine's own. */
	name: string | null;
	/** Its share of the connections, relative to the other servers' weights: 1 to 99. */
	weight: number;
	/** At most this many messages in each time span; empty: no limit. */
	rates: readonly Rate[];
	/** The URL without the login. */
	description: string;
}

/**
 * Reads one or several URLs, separated by spaces. Their descriptions differ, even
 * for two accounts at one server.
 *
 * @throws Failure `bad-settings`; its message never contains a login
 */
export function readSmtpUrls(text: string): SmtpServerSettings[] {
	const urls = text.split(/\s+/).filter(Boolean);
	if (urls.length > 1 && !urls.every((url) => /^[a-z]+:/i.test(url)))
		fail(
			"has a space, and what follows it is not a URL; in a password write a space as %20",
		);
	const servers = urls.map(readSmtpUrl);
	if (servers.length === 0) fail("is not a URL");
	return servers.map((server, index) => {
		const { description } = server;
		const sameBefore = servers
			.slice(0, index)
			.filter((other) => other.description === description).length;
		return sameBefore === 0
			? server
			: { ...server, description: `${description}#${sameBefore + 1}` };
	});
}

/** The servers of these URLs; none when `urls` is null and mail goes to the built-in mailbox. */
export function mailServers(urls: string | null): MailServer[] {
	return (urls === null ? [] : readSmtpUrls(urls)).map(
		({ description, rates }) => ({ name: description, rates }),
	);
}

/**
 * Reads `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start),
 * with `user:password@` when the server requires a login. Certificates are always verified.
 * Options may follow the `?`:
 * - `name=mail.example.com`: the name for EHLO
 * - `tls=required`: never send without TLS; implied by a login over the network, and
 *   by a server that is not in a network of one's own (`isInOwnNetwork`)
 * - `tls=offered`: use STARTTLS when the server offers it; not with a login over the network
 * - `tls=off`: never use STARTTLS; only for a server on this machine
 * - `weight=3`: its share of the connections, relative to other servers
 * - `rate=50/s,2000/m`: at most this many messages
 *
 * @throws Failure `bad-settings`; its message never contains the login
 */
export function readSmtpUrl(text: string): SmtpServerSettings {
	// Nothing of the text is quoted: without a host, a part of the password stands where it would be.
	if (hasUnencodedLogin(text))
		fail(encodeLogin("smtps://USER:••••@mail.example.com"));
	if (hasControlInLogin(text)) fail(CONTROL_IN_LOGIN);
	const url = URL.canParse(text) ? new URL(text) : fail("is not a URL");
	if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
		fail("must begin with smtp:// or smtps://");
	const host = readHost(url);
	if (url.pathname.length > 1 || url.hash)
		fail("has a path or a fragment after the host name");

	const implicitTls = url.protocol === "smtps:";
	const port = Number(url.port) || (implicitTls ? 465 : 587);
	if (implicitTls && (port === 587 || port === 25))
		fail(
			`begins with smtps://, but on port ${port} a connection begins without TLS; write smtp:// and the same port, or smtps:// and port 465`,
		);
	if (!implicitTls && port === 465)
		fail(
			`begins with smtp://, but on port 465 a connection begins with TLS; write smtps:// and the same port, or smtp:// and port 587`,
		);
	const options = readOptions(
		url.searchParams,
		// Without a host, what follows the ? may be the rest of a password.
		url.port === "" && host.includes("."),
	);
	if (options.tls === "off" && !(isLoopback(host) && !implicitTls))
		fail("can have tls=off only with smtp:// and a server on this machine");
	const login = readLogin(url);
	const isExposed = login !== null && !isLoopback(host);
	if (options.tls === "offered" && (implicitTls || isExposed))
		fail("can have tls=offered only with smtp:// and without a login");
	return {
		host,
		port,
		implicitTls,
		startTls:
			options.tls ??
			(isExposed || !isInOwnNetwork(host) ? "required" : "offered"),
		login,
		name: options.name,
		weight: options.weight,
		rates: options.rates,
		description: `${url.protocol}//${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
	};
}

/** Without brackets, and in ASCII: a URL of a scheme that browsers do not know keeps other letters encoded. */
function readHost({ hostname }: URL): string {
	if (hostname === "") fail("has no host name");
	if (!hostname.includes("%")) return hostname.replace(/^\[(.*)\]$/, "$1");
	let host = "";
	try {
		host = domainToASCII(decodeURIComponent(hostname));
	} catch {
		// The same as a name that has no form in ASCII.
	}
	return host || fail("has a host name that no server can have");
}

function readOptions(query: URLSearchParams, quotable: boolean) {
	for (const key of query.keys())
		if (!["name", "tls", "weight", "rate"].includes(key))
			fail(
				`has an unknown option${quotable && query.get(key) !== "" ? `, ${key}` : ""}; the options are name, tls, weight and rate`,
			);
	const name = query.get("name");
	if (name !== null && !/^[\w.:[\]-]+$/.test(name))
		fail("has an option name= that is not a host name");
	return {
		name,
		tls: readTls(query.get("tls")),
		weight: readWeight(query.get("weight") ?? "1"),
		rates: readRates(query.get("rate")),
	};
}

function readWeight(text: string): number {
	if (/^[1-9]\d?$/.test(text)) return Number(text);
	return fail("has an option weight= that is not a whole number from 1 to 99");
}

function readRates(text: string | null): readonly Rate[] {
	if (text === null) return [];
	return (
		parseRates(text) ??
		fail("has an option rate= that is not written like 50/s,2000/m")
	);
}

function readTls(text: string | null): SmtpServerSettings["startTls"] | null {
	switch (text) {
		case null:
		case "required":
		case "offered":
		case "off":
			return text;
	}
	return fail("has an option tls= that is none of required, offered and off");
}

function readLogin(url: URL): { user: string; pass: string } | null {
	if (!url.username && !url.password) return null;
	if (!url.username || !url.password)
		fail("has a user without a password, or a password without a user");
	try {
		return {
			user: decodeURIComponent(url.username),
			pass: decodeURIComponent(url.password),
		};
	} catch {
		return fail("has a % in its login that is not encoded; write it as %25");
	}
}

function fail(what: string): never {
	const example = what.includes("://")
		? ""
		: "; it should look like smtps://user:password@mail.example.com";
	throw new Failure("bad-settings", `The SMTP URL ${what}${example}.`);
}
