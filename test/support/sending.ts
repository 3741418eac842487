import { afterEach, beforeEach } from "vitest";
import type { Installation } from "../../src/delivery/installation.ts";
import type { Sender } from "../../src/delivery/sender.ts";
import { createWorker } from "../../src/delivery/worker.ts";
import { approveIssue } from "../../src/issue/life/approve.ts";
import { draftIssue } from "../../src/issue/life/draft.ts";
import { sealIssue } from "../../src/issue/life/seal.ts";
import { createSmtpMailer } from "../../src/mail/smtp/smtp-mailer.ts";
import { nothingFound, type TestContext, testContext } from "./context.ts";
import type { TestDatabase } from "./databases.ts";
import { seedComparison, seedSubscribers } from "./seed.ts";
import { type Sink, startSink } from "./smtp-sink.ts";

/** What each test of the sender begins with. */
export interface SenderSetUp {
	/** A test may put another in its place: one with other settings, */
	context: TestContext;
	/** or the server that comes back at the same port. */
	sink: Sink;
	/** A sender to the SMTP server; `pid` tells one worker of this host from another. */
	sender(
		pid?: number,
		isRunning?: (pid: number) => boolean,
	): ReturnType<typeof testSender>;
}

/** Before each test of the suite: a new SMTP server, and the context of an issue on the suite's database. */
export function senderSetUp(
	database: TestDatabase,
	env: Record<string, string>,
): SenderSetUp {
	const current = {
		sender: (pid, isRunning) =>
			testSender(current.context, current.sink.url, pid, isRunning),
	} as SenderSetUp;
	beforeEach(async () => {
		current.sink = await startSink();
		current.context = testContext(database, env);
	});
	afterEach(() => current.sink.close());
	return current;
}

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
		inHand: new Set(),
		worker: createWorker({ host: "here", pid, nonce: "n", isRunning }),
	};
}

/** An installation that keeps its two facts in memory. */
export function testInstallation(fingerprint = "here"): Installation {
	let remembered = 0;
	return {
		fingerprint,
		generation: () => remembered,
		saveGeneration: (generation) => {
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

/** The same, with the recipients spread over these domains in turn. */
export async function issueToDomains(
	context: TestContext,
	recipients: number,
	domains: readonly string[],
): Promise<number> {
	const id = await sealedIssue(context, recipients);
	for (let n = 1; n <= recipients; n++) {
		const email = `reader${n}@${domains[(n - 1) % domains.length]}`;
		await context.db
			.updateTable("subscribers")
			.set({ email, email_key: email })
			.where("id", "=", n)
			.execute();
	}
	return id;
}
