import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { Clock } from "../clock.ts";
import { describeError } from "../errors.ts";
import { type CapturedMail, type Mailbox, openMailbox } from "./mailbox.ts";
import type { Mailer } from "./mailer.ts";
import { createSmtpMailer } from "./smtp/smtp-mailer.ts";

export interface CapturedMailer extends Mailer {
	/** Where the mailbox's own SMTP server listens. */
	readonly port: number;
	readonly mailbox: Mailbox;
}

/** Nobody else can reach it. */
const HOST = "127.0.0.1";

/** Bytes of one message. */
const SIZE_LIMIT = 25 * 1024 * 1024;

/**
 * The built-in mailbox: mail goes over real SMTP, to a server that keeps it in a file
 * and sends nothing to the world.
 *
 * @param setting.path the mailbox's SQLite file, see `openMailbox`
 */
export async function startCapturedMailer(setting: {
	path: string;
	clock: Clock;
}): Promise<CapturedMailer> {
	const mailbox = openMailbox(setting.path);
	const server = receiver(mailbox, setting.clock);
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

function receiver(mailbox: Mailbox, clock: Clock): SMTPServer {
	const keep = groupCommit(mailbox);
	const server = new SMTPServer({
		name: "localhost",
		banner: "Verdict Digest mailbox",
		logger: false,
		authOptional: true,
		disabledCommands: ["AUTH", "STARTTLS"],
		disableReverseLookup: true,
		maxAllowedUnauthenticatedCommands: false,
		size: SIZE_LIMIT,
		rejectOversized: true,
		// A lane may rest between two issues' messages.
		socketTimeout: 600_000,
		closeTimeout: 500,
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
				keep(mails, answer);
			});
		},
	});
	// A client that hangs up is its own affair; the server goes on.
	server.on("error", () => {});
	return server;
}

/**
 * Keeps what arrived in the same turn of the event loop with one commit, and answers
 * each message after it: a commit waits for the disk, and lanes wait together.
 */
function groupCommit(mailbox: Mailbox) {
	let waiting: { mails: CapturedMail[]; answer: Answer }[] = [];

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

	return (mails: CapturedMail[], answer: Answer) => {
		if (waiting.length === 0) setImmediate(commit);
		waiting.push({ mails, answer });
	};
}

type Answer = (error?: Error | null) => void;
