import { isAscii } from "node:buffer";
import SMTPConnection, {
	type SentMessageInfo,
	type SMTPError,
} from "nodemailer/lib/smtp-connection";
import type { Handover, HandoverResult } from "../mailer.ts";
import { beyondAscii } from "./check-envelope.ts";
import { cleanReply, resultOf } from "./classify-reply.ts";
import { messageOnTheWire } from "./message-stream.ts";
import { type Step, stepsOf } from "./smtp-steps.ts";
import type { SmtpServerSettings } from "./smtp-url.ts";
import type { SmtpTimeouts } from "./timeouts.ts";

export interface SessionSettings {
	server: SmtpServerSettings;
	ca: string | undefined;
	timeouts: SmtpTimeouts;
}

/** An open connection, logged in. One message at a time. */
export interface Session {
	readonly alive: boolean;
	/** `stale`: the connection had gone by itself before anything was begun. */
	send(message: Handover): Promise<{ result: HandoverResult; stale: boolean }>;
	/** Cuts the connection off now. */
	abandon(): void;
	/** Says QUIT and waits for the end, 2 seconds at the most. */
	quit(): Promise<void>;
}

/** Connects, upgrades to TLS and logs in; rejects with nodemailer's error. */
export async function openSession(settings: SessionSettings): Promise<Session> {
	const { login } = settings.server;
	const connection = new SMTPConnection(connectionOptions(settings));
	const step = stepsOf(connection);
	let smtpUtf8 = false;
	try {
		await step(settings.timeouts.session, (done) => {
			connection.connect((error) => {
				// Here the last reply is still the one to EHLO.
				const offers = connection.lastServerResponse || "";
				smtpUtf8 = /^250[ -]SMTPUTF8\b/im.test(offers);
				if (error || !login) done(error);
				else connection.login({ ...login }, done);
			});
		});
	} catch (error) {
		connection.close();
		throw error;
	}
	return session(connection, step, smtpUtf8, settings.timeouts);
}

function connectionOptions({ server, ca, timeouts }: SessionSettings) {
	return {
		host: server.host,
		port: server.port,
		secure: server.implicitTls,
		requireTLS: server.startTls === "required",
		ignoreTLS: server.startTls === "off",
		...(server.name ? { name: server.name } : {}),
		tls: { minVersion: "TLSv1.2" as const, ...(ca ? { ca } : {}) },
		connectionTimeout: timeouts.connect,
		greetingTimeout: timeouts.greeting,
		socketTimeout: timeouts.reply,
		// What is left in the buffers when a connection is given up must not arrive later.
		socketCloseTimeout: 0,
	};
}

function session(
	connection: SMTPConnection,
	step: Step,
	smtpUtf8: boolean,
	timeouts: SmtpTimeouts,
): Session {
	/** The server may still hold the envelope of a message that it refused. */
	let unclean = false;

	async function transfer(message: Handover, progress: Progress) {
		if (unclean)
			await step(timeouts.envelope, (done) => connection.reset(done));
		unclean = false;
		return step<SentMessageInfo>(timeouts.envelope, (done, prolong) => {
			const taken = () => {
				// Not so after any other reply: then the replies are out of step with the
				// commands, and the next one would be taken for the answer to the message.
				progress.begun = /^3/.test(connection.lastServerResponse || "");
				if (progress.begun) prolong(timeouts.reply * 1.1);
				else connection.close();
				return progress.begun;
			};
			const written = () => {
				progress.written = true;
			};
			connection.send(
				envelopeOf(message),
				messageOnTheWire(message.raw, taken, written),
				done,
			);
		});
	}

	return {
		get alive() {
			return !connection.destroyed;
		},
		async send(message) {
			const refusal = smtpUtf8 ? null : beyondAscii(message);
			if (refusal) return { result: refusal, stale: false };
			const progress = { begun: false, written: false };
			try {
				const sent = await transfer(message, progress);
				const reply = cleanReply(sent?.response ?? "");
				return { result: { kind: "accepted", reply }, stale: false };
			} catch (error) {
				const result = resultOf(error, progress.begun ? "begun" : "envelope");
				const cutShort = progress.begun && !progress.written;
				if (result.kind !== "rejected" || cutShort) connection.close();
				unclean = true;
				return { result, stale: !progress.begun && isStale(error, result) };
			}
		},
		abandon: () => connection.close(),
		async quit() {
			if (connection.destroyed) return;
			await step(2000, () => connection.quit()).catch(() => {});
			connection.close();
		},
	};
}

interface Progress {
	/** The server took DATA. */
	begun: boolean;
	/** Every byte is in the socket's hands. */
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

/** Whether the server had hung up while the connection was idle, or says so now. */
function isStale(error: unknown, result: HandoverResult): boolean {
	const { code }: Partial<SMTPError> = error instanceof Error ? error : {};
	return (
		result.kind === "unsent" && !result.authentication && code !== "ETIMEDOUT"
	);
}
