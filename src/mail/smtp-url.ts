import { isIP } from "node:net";
import { Failure } from "../errors.ts";

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
	/** The URL without the login. */
	description: string;
}

/**
 * Reads `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start),
 * with `user:password@` where the server wants a login. Certificates are always verified.
 * Two options may follow the `?`: `name=mail.example.com`, what to say in EHLO;
 * `tls=required`, never to send in clear (a login over the network implies it), or
 * `tls=off`, never to try STARTTLS, which is for a relay on this machine alone.
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
		description: `${url.protocol}//${url.hostname}:${port}`,
	};
}

function readOptions(query: URLSearchParams) {
	for (const key of query.keys())
		if (key !== "name" && key !== "tls") wrong(`has an unknown option, ${key}`);
	const name = query.get("name");
	if (name !== null && !/^[\w.:[\]-]+$/.test(name))
		wrong("has an option name= that is no host name");
	return { name, tls: readTls(query.get("tls")) };
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
