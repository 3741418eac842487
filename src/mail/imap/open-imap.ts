import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import { Failure } from "../../errors.ts";
import type { ImapServer } from "./imap-url.ts";
import { whatServerSaid } from "./what-server-said.ts";

const TOKEN_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 30_000;
const SOCKET_TIMEOUT_MS = 120_000;
/** Bounds what a broken server can make us keep: a message is read to 2 MB. */
const MAX_LITERAL_BYTES = 4 * 1024 * 1024;

/** A connection to an IMAP mailbox that is logged in. */
export type Imap = ImapFlow;

/**
 * Connects and logs in. Certificates are always verified; without TLS nothing is
 * sent but to this machine.
 *
 * @param tokenCommand the command that writes an OAuth2 access token; null: the password is used
 * @throws Failure `no-imap`, without the login
 */
export async function openImap(
	{ host, port, tls, user, password, description }: ImapServer,
	tokenCommand: readonly string[] | null,
): Promise<Imap> {
	if (tokenCommand === null && password === null)
		throw new Failure(
			"no-imap",
			"FEEDBACK_IMAP_URL has no password, and FEEDBACK_IMAP_TOKEN_COMMAND is not set. Set one of them.",
		);
	const secret =
		tokenCommand === null
			? { pass: password ?? "" }
			: { accessToken: await readToken(tokenCommand) };
	const client = new ImapFlow({
		host,
		port,
		secure: tls === "implicit",
		...(tls === "implicit" ? {} : { doSTARTTLS: tls === "starttls" }),
		auth: { user, ...secret },
		// It would log logins and mails.
		logger: false,
		disableAutoIdle: true,
		disableCompression: true,
		connectionTimeout: CONNECT_TIMEOUT_MS,
		greetingTimeout: CONNECT_TIMEOUT_MS,
		socketTimeout: SOCKET_TIMEOUT_MS,
		maxLiteralSize: MAX_LITERAL_BYTES,
		maxResponseSize: 2 * MAX_LITERAL_BYTES,
	});
	// What breaks a command rejects it, too; unheard, the event would end the process.
	client.on("error", () => {});
	try {
		await client.connect();
		return client;
	} catch (error) {
		client.close();
		throw new Failure(
			"no-imap",
			`The mailbox at ${description} can't be opened: ${whatServerSaid(error)}. Look at FEEDBACK_IMAP_URL.`,
		);
	}
}

/** @throws Failure `no-token`, without anything that the command wrote: it may be a secret */
async function readToken([file = "", ...argv]: readonly string[]) {
	try {
		const { stdout } = await promisify(execFile)(file, argv, {
			timeout: TOKEN_TIMEOUT_MS,
			maxBuffer: 64 * 1024,
		});
		const token = stdout.trim();
		if (/^[\x21-\x7e]+$/.test(token)) return token;
	} catch {
		// Its own words may hold what it wrote.
	}
	throw new Failure(
		"no-token",
		"FEEDBACK_IMAP_TOKEN_COMMAND did not write an access token, and nothing else, within a minute. Run it by itself to see why.",
	);
}
