import type { SMTPError } from "nodemailer/lib/smtp-connection";
import type { SmtpServerSettings } from "./smtp-url.ts";

type Server = Pick<
	SmtpServerSettings,
	"host" | "port" | "implicitTls" | "login"
>;

/**
 * An error of connecting, in words that name the setting when the two sides
 * disagree about who begins: OpenSSL says "wrong version number" when a server
 * greets in plain text, a server that waits for TLS sends no greeting, and one
 * without STARTTLS answers it like any word it does not know.
 *
 * @returns the same error, with another message or none
 */
export function explainWrongTls(error: unknown, server: Server): unknown {
	if (!(error instanceof Error)) return error;
	const { code }: Partial<SMTPError> = error;
	const { host, port } = server;
	if (
		server.implicitTls &&
		/wrong version number|packet length too long|not an? ssl|unexpected message/i.test(
			error.message,
		)
	)
		error.message = `The server ${host}:${port} does not begin with TLS, as smtps:// in SMTP_URL says. Write smtp:// instead, which uses STARTTLS, or use its TLS port, usually 465.`;
	else if (
		!server.implicitTls &&
		code === "ETIMEDOUT" &&
		/greeting/i.test(error.message)
	)
		error.message = `The server ${host}:${port} sent no greeting. If it begins with TLS, write smtps:// in SMTP_URL instead of smtp://.`;
	else if (!server.implicitTls && offersNoTls(error)) {
		// The reply is to a word that the server does not know, and says nothing.
		Object.assign(error, { response: undefined });
		error.message = `The server ${host}:${port} offers no TLS (STARTTLS), ${
			server.login
				? "and a login goes out over TLS or not at all. If it begins with TLS on another port, usually 465, write smtps:// in SMTP_URL."
				: "so nothing was sent: the messages hold every reader's own links. If the way to it is in your own network, write ?tls=offered behind it in SMTP_URL."
		}`;
	} else {
		const [, reason] = FAULT_OF_CERTIFICATE.exec(error.message) ?? [];
		if (reason)
			error.message = `The certificate of ${host}:${port} can't be trusted: ${reason}. In SMTP_URL write the host name that the certificate is for. An authority of your own is named to Node with NODE_EXTRA_CA_CERTS=FILE.`;
		const [, words] = OPENSSL.exec(error.message) ?? [];
		if (words)
			error.message = `TLS with the server ${host}:${port} could not begin: ${words}.`;
	}
	return error;
}

/** An open answer of OpenSSL: a thread, a number, a function, the words, a place in its source. */
const OPENSSL = /[\dA-F]+:error:[\dA-F]+:[^:]*:[^:]*:([^:]+):/;

/** As Node and OpenSSL say it, with or without what nodemailer puts before it. */
const FAULT_OF_CERTIFICATE =
	/^(?:Error initiating TLS - )?(self[- ]signed certificate[^:;]*|certificate has expired|certificate is not yet valid|unable to (?:verify|get)[^:;]*certificate[^:;]*|Hostname\/IP does not match[^;]*?)(?:[:;.]|$)/i;

/** A refusal for now (454, RFC 3207 4) is said in the server's words. */
function offersNoTls(error: Error): boolean {
	const { code, responseCode }: Partial<SMTPError> = error;
	return code === "ETLS"
		? (responseCode ?? 0) >= 500
		: /does not support required STARTTLS/.test(error.message);
}
