import type { Installation } from "../../src/delivery/installation.ts";
import type { Sender } from "../../src/delivery/sender.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import type { TestContext } from "./context.ts";
import { nothingFound } from "./context.ts";
import { seedComparison, seedSubscribers } from "./seed.ts";

/** A sender to this SMTP URL; `pid` tells one worker of this host from another. */
export function testSender(
	context: TestContext,
	url: string,
	pid = 1,
	isRunning: (pid: number) => boolean = () => true,
): Sender & TestContext {
	return {
		...context,
		preflight: nothingFound,
		mailer: createSmtpMailer(`${url}?tls=off`, {
			timeouts: { reply: 2_000 },
		}),
		signer: null,
		installation: testInstallation(),
		notify: async () => {},
		worker: createWorker({ host: "here", pid, nonce: "n", isRunning }),
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
	context: TestContext,
	recipients: number,
	name = "one",
): Promise<number> {
	await seedSubscribers(context.db, recipients);
	await seedComparison(context.db, name, "2026-11-19T00:00:00.000Z");
	const { issue } = await draftIssue(context);
	await approveIssue(context, nothingFound, issue.id, "editor");
	await sealIssue(context, nothingFound, issue.id);
	return issue.id;
}
