import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Mailbox, openMailbox } from "../../src/mail/mailbox.ts";
import type { Evidence, Run, Transaction } from "./evidence.ts";
import { findViolations, type Violation } from "./find-violations.ts";
import { openSoakInstallation, type SoakInstallation } from "./installation.ts";
import { randomFrom } from "./random.ts";
import { messageIdIn, undatedHash } from "./recording-server.ts";

export interface LargePlan {
	seed: number;
	recipients: number;
	kills: number;
	say(line: string): void;
}

export interface LargeReport {
	violations: Violation[];
	accepted: number;
	/** How many are in the mailbox, second copies included. */
	messages: number;
	copies: number;
	/** Attempts that ended as unsure. */
	unsure: number;
	kills: number;
	bytes: number;
	/** From the first start of the sender to the end of the last. */
	seconds: number;
}

/** A run of the sender, and when it had ended. */
interface TimedRun extends Run {
	until: string;
}

/**
 * Sends a large issue into the built-in mailbox, which runs in the sender's
 * process and is killed with it. In the end mailbox and ledger must agree.
 */
export async function sendLargeIssue(plan: LargePlan): Promise<LargeReport> {
	const lanes = 4;
	const installation = await openSoakInstallation(
		plan.recipients,
		(number) => `reader${number}@example.com`,
		{ SMTP_CONNECTIONS: String(lanes) },
	);
	const mailbox = openMailbox(join(installation.dataDir, "mailbox.sqlite"));
	try {
		const started = Date.now();
		const runs = await sendAndKill(plan, installation, mailbox);
		const seconds = (Date.now() - started) / 1_000;
		plan.say(`sent after ${Math.round(seconds)} seconds; now comparing`);
		const { transactions, bytes } = read(mailbox, runs);
		const evidence: Evidence = {
			...(await installation.evidence()),
			lanes,
			recipients: [...installation.recipients],
			transactions,
			runs,
		};
		return {
			violations: findViolations(evidence),
			accepted: evidence.deliveries.filter((d) => d.state === "accepted")
				.length,
			messages: transactions.length,
			copies:
				transactions.length -
				new Set(transactions.map(({ recipient }) => recipient)).size,
			unsure: evidence.attempts.filter(({ result }) => result === "unsure")
				.length,
			kills: runs.reduce((sum, { kills }) => sum + kills, 0),
			bytes,
			seconds,
		};
	} finally {
		mailbox.close();
		await installation.close();
	}
}

async function sendAndKill(
	{ seed, recipients, kills, say }: LargePlan,
	installation: SoakInstallation,
	mailbox: Mailbox,
): Promise<TimedRun[]> {
	const random = randomFrom(seed);
	const runs: TimedRun[] = [];
	const points = Array.from({ length: kills }, () => random.whole(recipients));
	points.sort((one, other) => one - other);
	for (const point of [...points, Number.POSITIVE_INFINITY]) {
		const { child, ended, output } = installation.send();
		let over = false;
		void ended.then(() => {
			over = true;
		});
		// Ids in the mailbox count up from 1, so the newest is the number of messages.
		while (!over && mailbox.version() < point) await wait(20);
		await wait(random.whole(20));
		child.kill("SIGKILL");
		const { code, signal } = await ended;
		const killed = signal === "SIGKILL";
		runs.push({
			number: runs.length + 1,
			kills: killed ? 1 : 0,
			until: new Date().toISOString(),
		});
		say(
			killed
				? `killed with ${mailbox.version()} messages in the mailbox`
				: `ended by itself with ${code}: ${output().trim().split("\n").at(-1)}`,
		);
	}
	return runs;
}

/** What is in the mailbox, the oldest first. */
function read(mailbox: Mailbox, runs: readonly TimedRun[]) {
	const transactions: Transaction[] = [];
	let bytes = 0;
	for (let id = 1; id <= mailbox.version(); id++) {
		const mail = mailbox.get(id);
		if (!mail) continue;
		const { summary, raw } = mail;
		bytes += raw.length;
		transactions.push({
			recipient: summary.recipient,
			run: runs.find(({ until }) => summary.receivedAt <= until)?.number ?? 0,
			begun: id,
			data: true,
			message: {
				id: messageIdIn(raw),
				sha256: createHash("sha256").update(raw).digest("hex"),
				undated: undatedHash(raw),
			},
			answer: "250",
			hungUp: false,
			wentOn: false,
		});
	}
	return { transactions, bytes };
}
