import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { startBuiltInMailbox } from "../../src/mail/builtin-mailbox-server.ts";
import { openMailbox } from "../../src/mail/mailbox.ts";
import type { Handover, Mailer } from "../../src/mail/mailer.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import { systemClock } from "../../src/time/clock.ts";
import { atMostTimes, type Measurement, median } from "./measurement.ts";

const MESSAGES = 2000;
const LANES = 4;
const ROUNDS = 3;

const message: Handover = {
	sender: "b+token@example.com",
	recipient: "reader@example.com",
	raw: Buffer.from(
		`Subject: Verdicts\r\n\r\n${"A line of a message as long as most of its lines are, and no dot first\r\n".repeat(830)}`,
	),
};

/** The time to hand over 2,000 messages of 60 KB on four connections, with sender and server in one process. */
export async function bench(): Promise<Measurement[]> {
	const server = await listen();
	const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const folder = mkdtempSync(join(tmpdir(), "handover-"));
	const lanes = createSmtpMailer(url);
	const captured = await startBuiltInMailbox({
		path: join(folder, "captured.sqlite"),
		clock: systemClock,
	});
	try {
		const ours: number[] = [];
		const pools: number[] = [];
		const mailbox: number[] = [];
		const commits: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			ours.push(await timed(() => throughLanes(lanes)));
			pools.push(await timed(() => throughPool(url)));
			mailbox.push(await timed(() => throughLanes(captured)));
			commits.push(await timed(() => withoutSmtp(folder)));
		}
		return [
			atMostTimes(1, {
				name: `hand over ${MESSAGES.toLocaleString("en")} messages of 60 KB`,
				value: median(ours),
				unit: "ms",
				peer: "nodemailer's pool with the same bytes",
				peerValue: median(pools),
			}),
			atMostTimes(3, {
				name: `hand over ${MESSAGES.toLocaleString("en")} messages of 60 KB to the built-in mailbox`,
				value: median(mailbox),
				unit: "ms",
				peer: "writing the mailbox's file without SMTP, one commit for each message",
				peerValue: median(commits),
			}),
		];
	} finally {
		await lanes.close();
		await captured.close();
		server.close();
		rmSync(folder, { recursive: true });
	}
}

async function throughLanes(mailer: Mailer): Promise<void> {
	let left = MESSAGES;
	await Promise.all(
		Array.from({ length: LANES }, async () => {
			const lane = mailer.lane();
			while (left-- > 0) {
				const { kind } = await lane.handover(message);
				if (kind !== "accepted") throw new Error(kind);
			}
			await lane.close();
		}),
	);
}

async function throughPool(url: string): Promise<void> {
	const pool = nodemailer.createTransport({
		pool: true,
		url,
		maxConnections: LANES,
		maxMessages: Number.POSITIVE_INFINITY,
	});
	const envelope = { from: message.sender, to: [message.recipient] };
	let left = MESSAGES;
	await Promise.all(
		Array.from({ length: LANES }, async () => {
			while (left-- > 0) await pool.sendMail({ envelope, raw: message.raw });
		}),
	);
	pool.close();
}

async function withoutSmtp(folder: string): Promise<void> {
	const mailbox = openMailbox(join(folder, "alone.sqlite"));
	for (let i = 0; i < MESSAGES; i++)
		mailbox.append({ ...message, receivedAt: systemClock.now() });
	mailbox.close();
}

/** A server that accepts everything, keeps nothing, and offers PIPELINING as most servers do. */
async function listen(): Promise<Server> {
	const server = createServer({ noDelay: true }, (socket) => {
		let inBody = false;
		socket.write("220 bench\r\n");
		socket.on("error", () => {});
		socket.on("data", (chunk: Buffer) => {
			if (inBody) {
				// Only the last piece is short; no message here is split inside its final dot.
				inBody = !chunk.subarray(-5).toString("latin1").endsWith(".\r\n");
				if (!inBody) socket.write("250 taken\r\n");
				return;
			}
			for (const line of chunk.toString("latin1").trimEnd().split("\r\n")) {
				inBody = line === "DATA";
				if (line.startsWith("EHLO"))
					socket.write("250-bench\r\n250 PIPELINING\r\n");
				else socket.write(inBody ? "354 go on\r\n" : "250 ok\r\n");
			}
		});
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	return server;
}

async function timed(act: () => Promise<void>): Promise<number> {
	const before = performance.now();
	await act();
	return performance.now() - before;
}
