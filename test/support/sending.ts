import pino from "pino";
import type { Installation } from "../../src/delivery/installation.ts";
import type { Sender } from "../../src/delivery/send.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import type { TestDesk } from "./issue-context.ts";
import { plainRenderer } from "./renderer.ts";
import { seedComparison, seedSubscribers } from "./seed.ts";

/** A sender to this SMTP URL; `pid` tells one worker of this host from another. */
export function testSender(
	desk: TestDesk,
	url: string,
	pid = 1,
	isRunning: (pid: number) => boolean = () => true,
): Sender & { desk: TestDesk } {
	return {
		desk,
		mailer: createSmtpMailer(`${url}?tls=off`, {
			timeouts: { reply: 2_000 },
		}),
		signer: null,
		renderer: plainRenderer,
		tokens: createTokens("a secret that only tests know, 32 long"),
		installation: testInstallation(),
		notify: async () => {},
		worker: createWorker({ host: "here", pid, nonce: "n", isRunning }),
		log: pino({ level: "silent" }),
	};
}

/** An installation that keeps its two facts in memory. */
export function testInstallation(fingerprint = "here"): Installation {
	let remembered = 0;
	return {
		fingerprint,
		generation: () => remembered,
		remember: (generation) => {
			remembered = generation;
		},
	};
}

/** An issue of one comparison, sealed for `recipients` readers. Returns its id. */
export async function sealedIssue(
	desk: TestDesk,
	recipients: number,
	name = "one",
): Promise<number> {
	await seedSubscribers(desk.db, recipients);
	await seedComparison(desk.db, name, "2026-11-19T00:00:00.000Z");
	const { issue } = await draftIssue(desk);
	await approveIssue(desk, plainRenderer, issue.id, "editor");
	await sealIssue(desk, plainRenderer, issue.id);
	return issue.id;
}
