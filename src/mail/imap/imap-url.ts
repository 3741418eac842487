import { isIP } from "node:net";
import {
	CONTROL_IN_LOGIN,
	encodeLogin,
	hasControlInLogin,
	hasUnencodedLogin,
} from "../../config/url-login.ts";
import { Failure } from "../../errors.ts";

/** Where an IMAP mailbox is, and how to connect to it. */
export interface ImapServer {
	host: string;
	port: number;
	/** From the first byte, by STARTTLS, or none: only on this machine. */
	tls: "implicit" | "starttls" | "off";
	user: string;
	/** Null: an access token is used instead. */
	password: string | null;
	/** The URL without the login. */
	description: string;
}

/**
 * Reads `imaps://user:password@host` (TLS from the start) or `imap://…` (STARTTLS,
 * required). Without a password, a command says an access token. `?tls=off` is
 * possible for a server on this machine.
 *
 * @throws Failure `bad-settings`; its message never contains the login
 */
export function readImapUrl(text: string): ImapServer {
	if (hasUnencodedLogin(text))
		fail(encodeLogin("imaps://USER:••••@mail.example.com/"));
	if (hasControlInLogin(text)) fail(CONTROL_IN_LOGIN);
	const url = URL.canParse(text) ? new URL(text) : fail("is not a URL");
	const { protocol, hostname, searchParams } = url;
	if (protocol !== "imap:" && protocol !== "imaps:")
		fail("must begin with imaps:// or imap://");
	const host = hostname.replace(/^\[(.*)\]$/, "$1");
	if (!/^[\w.:-]+$/.test(host)) fail("has no host name");
	if (url.pathname.length > 1 || url.hash)
		fail(
			"has a path or a fragment after the host name; FEEDBACK_IMAP_FOLDERS names folders",
		);
	const names = [...searchParams.keys()];
	const wantsNone = searchParams.get("tls") === "off";
	if (names.length > 1 || (names.length === 1 && !wantsNone))
		fail("has an option that is not tls=off");
	const isHere =
		host === "localhost" ||
		host === "::1" ||
		(isIP(host) === 4 && host.startsWith("127."));
	if (wantsNone && !(isHere && protocol === "imap:"))
		fail("can have tls=off only with imap:// and a server on this machine");
	if (url.username === "") fail("has no user");
	const port = Number(url.port) || (protocol === "imaps:" ? 993 : 143);
	return {
		host,
		port,
		tls: protocol === "imaps:" ? "implicit" : wantsNone ? "off" : "starttls",
		user: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password) || null,
		description: `${protocol}//${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
	};
}

function fail(what: string): never {
	const example = what.includes("://")
		? ""
		: "; it should look like imaps://user:password@mail.example.com/";
	throw new Failure("bad-settings", `The IMAP URL ${what}${example}.`);
}
