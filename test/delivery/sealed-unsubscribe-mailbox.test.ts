import { afterEach, beforeEach, expect, it } from "vitest";
import { sealedDocuments } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import { testContext } from "../support/context.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const { signal } = new AbortController();
const MAILTO =
	/^List-Unsubscribe: <https?:[^>]+>, <mailto:([a-z]+)\+[\w-]+@example\.com\?subject=unsubscribe>\r$/m;
const URL_ONLY = /^List-Unsubscribe: <https?:[^>]+>\r$/m;

let sink: Sink;
let database: TestDatabase;
beforeEach(async () => {
	sink = await startSink();
	database = await freshSqlite();
});
afterEach(async () => {
	await sink.close();
	await database.db.destroy();
});

const contextWith = (mailbox: string) =>
	testContext(database, {
		UNSUBSCRIBE_MAILBOX: mailbox,
		SMTP_CONNECTIONS: "1",
	});
const copies = () => sink.messages.map(({ raw }) => raw.toString());

it("every message names the unsubscribe mailbox of the time of sealing, whatever is set later", async () => {
	const id = await sealedIssue(contextWith("leave@example.com"), 2);
	sink.once("dot", { drop: "reset" });
	await sendIssue(testSender(contextWith("other@example.com"), sink.url), id, {
		signal,
	});
	const later = contextWith("");
	later.clock.advance(60 * 60_000);
	await sendIssue(testSender(later, sink.url), id, { signal });
	expect(copies()).toHaveLength(3);
	for (const copy of copies()) expect(MAILTO.exec(copy)?.[1]).toBe("leave");
	expect(new Set(copies()).size).toBe(2);
});

it("a message of an issue that was sealed without an unsubscribe mailbox names none", async () => {
	const context = contextWith("leave@example.com");
	const id = await sealedIssue(context, 1);
	const documents = await sealedDocuments(context.db, id);
	const { unsubscribeMailbox, ...before }: Envelope = JSON.parse(
		documents?.envelope ?? "",
	);
	expect(unsubscribeMailbox).toBe("leave@example.com");
	await context.db
		.updateTable("issues")
		.set({ envelope: JSON.stringify(before) })
		.where("id", "=", id)
		.execute();
	await sendIssue(testSender(context, sink.url), id, { signal });
	expect(copies()).toHaveLength(1);
	expect(copies()[0]).toMatch(URL_ONLY);
});
