import type { SMTPError } from "nodemailer/lib/smtp-connection";
import type { SmtpServerSettings } from "./smtp-url.ts";

type Server = Pick<SmtpServerSettings, "host" | "port" | "implicitTls">;

/**
 * An error of connecting, in words that name the setting when the two sides
 * disagree about who begins: OpenSSL says "wrong version number" when a server
 * greets in plain text, and a server that waits for TLS sends no greeting.
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
	return error;
}
