import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { describeError } from "../errors.ts";
import type { Clock } from "../time/clock.ts";
import { type Mailbox, openMailbox, type ReceivedMail } from "./mailbox.ts";
import type { Mailer } from "./mailer.ts";
import { createSmtpMailer } from "./smtp/smtp-mailer.ts";

/** A mailer whose mail stays on this machine. */
export interface BuiltInMailbox extends Mailer {
	/** The port of its SMTP server, on the loopback. */
	readonly port: number;
	readonly mailbox: Mailbox;
}

/** No other machine can reach it. */
const HOST = "127.0.0.1";

const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
/** Each gets a copy of its own. RFC 5321 4.5.3.1.8 asks for 100 at least; the sender tries the others again. */
const MAX_RECIPIENTS = 100;

/**
 * Starts the built-in mailbox: an SMTP server that stores mail in a file and sends
 * nothing to the world, and a mailer that hands over to it. `close` stops both.
 *
 * @param setting.path the mailbox's SQLite file, see `openMailbox`
 */
export async function startBuiltInMailbox(setting: {
	path: string;
	clock: Clock;
}): Promise<BuiltInMailbox> {
	const mailbox = openMailbox(setting.path);
	const server = createServer(mailbox, setting.clock);
	server.listen(0, HOST);
	try {
		await once(server.server, "listening");
	} catch (error) {
		mailbox.close();
		throw error;
	}
	const { port } = server.server.address() as AddressInfo;
	const mailer = createSmtpMailer(`smtp://${HOST}:${port}?tls=off`);
	return {
		description: "the built-in mailbox",
		servers: mailer.servers,
		port,
		mailbox,
		lane: () => mailer.lane(),
		async close() {
			await mailer.close();
			await new Promise<void>((closed) => server.close(closed));
			mailbox.close();
		},
	};
}

function createServer(mailbox: Mailbox, clock: Clock): SMTPServer {
	const store = groupCommit(mailbox);
	const server = new SMTPServer({
		name: "localhost",
		banner: "Verdict Digest mailbox",
		logger: false,
		authOptional: true,
		disabledCommands: ["AUTH", "STARTTLS"],
		disableReverseLookup: true,
		maxAllowedUnauthenticatedCommands: false,
		size: MAX_MESSAGE_BYTES,
		rejectOversized: true,
		// A lane may be idle while the sender waits for a rate limit.
		socketTimeout: 600_000,
		closeTimeout: 500,
		onRcptTo({ address }, { envelope }, answer) {
			if (envelope.rcptTo.length >= MAX_RECIPIENTS)
				return answer(
					Object.assign(
						new Error(
							`4.5.3 Too many recipients: ${MAX_RECIPIENTS} at most for one message`,
						),
						{ responseCode: 452 },
					),
				);
			// A refusal to look at: names below .invalid never exist (RFC 2606 2).
			const domain = address.slice(address.lastIndexOf("@") + 1);
			answer(
				/(?:^|\.)invalid$/i.test(domain)
					? Object.assign(
							new Error(`5.1.2 The domain ${domain} does not exist`),
							{ responseCode: 550 },
						)
					: null,
			);
		},
		onData(stream, session, answer) {
			const chunks: Buffer[] = [];
			stream.on("data", (chunk: Buffer) => {
				if (!stream.sizeExceeded) chunks.push(chunk);
			});
			stream.on("end", () => {
				if (stream.sizeExceeded) return answer();
				const { mailFrom, rcptTo } = session.envelope;
				const raw = Buffer.concat(chunks);
				const receivedAt = clock.now();
				const mails = rcptTo.map((recipient) => ({
					sender: mailFrom ? mailFrom.address : "",
					recipient: recipient.address,
					raw,
					receivedAt,
				}));
				store(mails, answer);
			});
		},
	});
	// Without a listener, a client that disconnects would end the process.
	server.on("error", () => {});
	return server;
}

/**
 * Group commit: what arrived in one turn of the event loop is written with one commit, and
 * answered after it. A commit waits for the disk; this way, all lanes wait together.
 */
function groupCommit(mailbox: Mailbox) {
	let waiting: { mails: ReceivedMail[]; answer: Answer }[] = [];

	function commit() {
		const group = waiting;
		waiting = [];
		let failure: Error | null = null;
		try {
			mailbox.appendAll(group.flatMap(({ mails }) => mails));
		} catch (error) {
			failure = Object.assign(
				new Error(`The mailbox can't be written: ${describeError(error)}`),
				{ responseCode: 451 },
			);
		}
		for (const { answer } of group) answer(failure);
	}

	return (mails: ReceivedMail[], answer: Answer) => {
		if (waiting.length === 0) setImmediate(commit);
		waiting.push({ mails, answer });
	};
}

type Answer = (error?: Error | null) => void;
