import type { App } from "../../src/app.ts";
import { sealedDocuments } from "../../src/db/issue/issues.ts";
import type { CompiledIssue } from "../../src/issue/content/compiled-issue.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import { messageIdOf } from "../../src/reader/message-for.ts";
import { readersOf } from "../../src/reader/reader.ts";
import { undatedHash } from "./recording-server.ts";

/** How many readers are loaded from the database at once. */
const BATCH = 1_000;

/**
 * The SHA-256 of each reader's message in the installation's only issue, merged
 * now: right for readers of whom nothing has changed since the sealing.
 */
export async function expectedHashes(app: App): Promise<Map<string, string>> {
	const { db } = app;
	const issueId = 1;
	const documents = await sealedDocuments(db, issueId);
	if (!documents) throw new Error("the issue was never sealed");
	const envelope = JSON.parse(documents.envelope) as Envelope;
	const open = app.renderer.open(
		JSON.parse(documents.compiled) as CompiledIssue,
		envelope,
	);
	const subscribers = await db
		.selectFrom("subscribers")
		.select(["id", "email", "name", "lens", "format", "epoch"])
		.execute();
	const sums = new Map<string, string>();
	for (let from = 0; from < subscribers.length; from += BATCH) {
		const batch = subscribers.slice(from, from + BATCH);
		const readers = await readersOf(app, issueId, batch);
		for (const { id, email } of batch) {
			const reader = readers.get(id);
			if (!reader) throw new Error(`${email} can't be merged`);
			const raw = open.message(reader, messageIdOf(app, issueId, id, envelope));
			sums.set(email, undatedHash(raw));
		}
	}
	return sums;
}
