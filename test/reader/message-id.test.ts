import { afterEach, beforeEach, expect, it } from "vitest";
import { sealedDocuments } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import type { Envelope } from "../../src/issue/content/envelope.ts";
import { createTokens } from "../../src/subscriber/token.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Sink, startSink } from "../support/smtp-sink.ts";

const { signal } = new AbortController();

describeDatabases("the Message-ID of a delivery", (database) => {
	let sink: Sink;
	let context: TestContext;
	beforeEach(async () => {
		sink = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: "1" });
	});
	afterEach(() => sink.close());

	/** Whose fate is not known, sent again by a process with another SECRET_KEY. */
	async function copiesOf(id: number): Promise<string[]> {
		sink.once("dot", { drop: "reset" });
		await sendIssue(testSender(context, sink.url), id, { signal });
		context.clock.advance(60 * 60_000);
		const tokens = createTokens("quite another secret, of 32 or more");
		await sendIssue({ ...testSender(context, sink.url), tokens }, id, {
			signal,
		});
		return sink.messages
			.filter(({ recipient }) => recipient.startsWith("reader1@"))
			.map(({ raw }) => raw.toString());
	}

	it("stays the same when the secret key changes between two tries, as does the whole message", async () => {
		const [one, other, ...more] = await copiesOf(await sealedIssue(context, 2));
		expect(more).toEqual([]);
		expect(one).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.com>\r$/m);
		expect(other).toBe(one);
	});

	it("is different for each reader", async () => {
		const id = await sealedIssue(context, 3);
		await sendIssue(testSender(context, sink.url), id, { signal });
		const ids = sink.messages.map(
			({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw.toString())?.[1],
		);
		expect(new Set(ids).size).toBe(3);
	});

	it("does not change for an issue that was sealed before issues had a key", async () => {
		const id = await sealedIssue(context, 2);
		const documents = await sealedDocuments(context.db, id);
		const { messageKey, ...envelope } = JSON.parse(
			documents?.envelope ?? "",
		) as Envelope;
		expect(messageKey).toMatch(/^[\w-]{43}$/);
		await context.db
			.updateTable("issues")
			.set({ envelope: JSON.stringify(envelope) })
			.where("id", "=", id)
			.execute();
		const sender = testSender(context, sink.url);
		await sendIssue(sender, id, { signal });
		expect(sink.messages[0]?.raw.toString()).toContain(
			`Message-ID: <${sender.tokens.messageId(id, 1)}@example.com>`,
		);
	});
});
