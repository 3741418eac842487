import { isAscii } from "node:buffer";
import { Socket } from "node:net";
import SMTPConnection, {
	type SentMessageInfo,
	type SMTPError,
} from "nodemailer/lib/smtp-connection";
import type { Handover, HandoverResult } from "../mailer.ts";
import { checkAsciiEnvelope } from "./check-envelope.ts";
import { classifyError, cleanReply } from "./handover-error.ts";
import { createMessageStream } from "./message-stream.ts";
import { commandRunner, type RunCommand } from "./run-command.ts";
import type { SmtpServerSettings } from "./smtp-url.ts";
import type { SmtpTimeouts } from "./timeouts.ts";
import { explainWrongTls } from "./wrong-tls.ts";

export interface SmtpSessionSettings {
	server: SmtpServerSettings;
	ca: string | undefined;
	timeouts: SmtpTimeouts;
}

/** An open connection, logged in. One message at a time. */
export interface SmtpSession {
	readonly alive: boolean;
	/** `stale`: the server had closed the idle connection, so nothing of the message was sent. */
	send(message: Handover): Promise<{ result: HandoverResult; stale: boolean }>;
	/** Closes the connection now. */
	abandon(): void;
	/** Sends QUIT and waits for the answer for at most `timeouts.quit`. */
	quit(): Promise<void>;
}

/**
 * Connects, upgrades to TLS and logs in; rejects with nodemailer's error.
 *
 * @param signal once aborted, the connection is given up at once, however far it is
 */
export async function openSession(
	settings: SmtpSessionSettings,
	signal: AbortSignal,
): Promise<SmtpSession> {
	const { login } = settings.server;
	const { timeouts } = settings;
	const socket = new Socket();
	const connection = new SMTPConnection({
		...connectionOptions(settings),
		socket,
	});
	const run = commandRunner(connection);
	let smtpUtf8 = false;
	let sizeLimit = Number.POSITIVE_INFINITY;
	const givenUp = Promise.withResolvers<never>();
	const giveUp = (what: string, code: string) =>
		givenUp.reject(Object.assign(new Error(what), { code }));
	const onAbort = () => giveUp("The connection was given up", "ECONNECTION");
	signal.addEventListener("abort", onAbort, { once: true });
	const timer = setTimeout(
		() => giveUp("The server can't be reached: no connection", "ETIMEDOUT"),
		timeouts.connect,
	);
	socket.once("connect", () => clearTimeout(timer));
	try {
		if (signal.aborted) onAbort();
		const opened = run(timeouts.session, (done) => {
			connection.connect((error) => {
				// Before the login, the last reply is the one to EHLO.
				const offers = connection.lastServerResponse || "";
				smtpUtf8 = /^250[ -]SMTPUTF8\b/im.test(offers);
				sizeLimit = sizeLimitIn(offers);
				if (error || !login) done(error);
				else connection.login({ ...login }, done);
			});
		});
		await Promise.race([opened, givenUp.promise]);
	} catch (error) {
		connection.close();
		socket.destroy();
		throw explainWrongTls(error, settings.server);
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", onAbort);
	}
	return createSession(
		connection,
		run,
		{ smtpUtf8, sizeLimit },
		settings.timeouts,
	);
}

/** Bytes of the largest message that a server takes (RFC 1870 3): none, and 0, are no limit. */
function sizeLimitIn(offers: string): number {
	const limit = Number(/^250[ -]SIZE[ =](\d+)/im.exec(offers)?.[1] ?? 0);
	return limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

function connectionOptions({ server, ca, timeouts }: SmtpSessionSettings) {
	return {
		host: server.host,
		port: server.port,
		secure: server.implicitTls,
		requireTLS: server.startTls === "required",
		ignoreTLS: server.startTls === "off",
		...(server.name ? { name: server.name } : {}),
		tls: { minVersion: "TLSv1.2" as const, ...(ca ? { ca } : {}) },
		// nodemailer counts the greeting too; `openSession` watches the TCP connection.
		connectionTimeout: timeouts.session,
		greetingTimeout: timeouts.greeting,
		socketTimeout: timeouts.reply,
		// Bytes in the buffers of a connection that is given up must not arrive later.
		socketCloseTimeout: 0,
	};
}

function createSession(
	connection: SMTPConnection,
	run: RunCommand,
	{ smtpUtf8, sizeLimit }: { smtpUtf8: boolean; sizeLimit: number },
	timeouts: SmtpTimeouts,
): SmtpSession {
	/** The server may still hold the envelope of a message that it refused. */
	let needsReset = false;

	async function transfer(message: Handover, progress: TransferProgress) {
		if (needsReset)
			await run(timeouts.envelope, (done) => connection.reset(done));
		needsReset = false;
		return run<SentMessageInfo>(timeouts.envelope, (done, extend) => {
			const onDataReply = () => {
				// Any other reply shows that replies are out of step with commands. The next
				// one would be read as the answer to the message.
				progress.dataAccepted = /^3/.test(connection.lastServerResponse || "");
				if (progress.dataAccepted) extend(timeouts.reply * 1.1);
				else connection.close();
				return progress.dataAccepted;
			};
			const onWritten = () => {
				progress.written = true;
			};
			connection.send(
				envelopeOf(message),
				createMessageStream(message.raw, onDataReply, onWritten),
				done,
			);
		});
	}

	return {
		get alive() {
			return !connection.destroyed;
		},
		async send(message) {
			const rejection =
				(smtpUtf8 ? null : checkAsciiEnvelope(message)) ??
				checkSize(message, sizeLimit);
			if (rejection) return { result: rejection, stale: false };
			const progress = { dataAccepted: false, written: false };
			try {
				const sent = await transfer(message, progress);
				const reply = cleanReply(sent?.response ?? "");
				return { result: { kind: "accepted", reply }, stale: false };
			} catch (error) {
				const result = classifyError(
					error,
					progress.dataAccepted ? "data" : "envelope",
				);
				const cutShort = progress.dataAccepted && !progress.written;
				if (result.kind !== "rejected" || cutShort) connection.close();
				needsReset = true;
				return {
					result,
					stale: !progress.dataAccepted && isStale(error, result),
				};
			}
		},
		abandon: () => connection.close(),
		async quit() {
			if (connection.destroyed) return;
			await run(timeouts.quit, () => connection.quit()).catch(() => {});
			connection.close();
		},
	};
}

function checkSize(
	{ raw, largest = 0 }: Handover,
	limit: number,
): HandoverResult | null {
	const size = Math.max(raw.length, largest);
	return size <= limit
		? null
		: {
				kind: "rejected",
				code: 552,
				reply: `552 5.3.4 Not handed over: the server takes messages of at most ${limit} bytes, and the largest one has ${size}.`,
				about: "message",
			};
}

interface TransferProgress {
	/** The server answered DATA with 354. */
	dataAccepted: boolean;
	/** The socket has every byte. */
	written: boolean;
}

function envelopeOf({ sender, recipient, raw }: Handover) {
	return {
		from: sender,
		to: [recipient],
		size: raw.length,
		use8BitMime: !isAscii(raw),
	};
}

/** Whether the server closed the idle connection, or answers that it is closing it. */
function isStale(error: unknown, result: HandoverResult): boolean {
	const { code }: Partial<SMTPError> = error instanceof Error ? error : {};
	return (
		result.kind === "unsent" && !result.authentication && code !== "ETIMEDOUT"
	);
}
