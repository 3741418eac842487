import { expect, it } from "vitest";
import { feedbackOf } from "../../../src/db/delivery/feedback.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { takeReport } from "../../../src/delivery/returns/take-report.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import type { Notify } from "../../../src/notify.ts";
import { describeDatabases } from "../../support/databases.ts";
import { sealedIssue, senderSetUp } from "../../support/sending.ts";
import { bounceMail, complaintMail } from "./relay.ts";

const OPTIONS = { signal: new AbortController().signal };
const GONE = "550 5.1.1 User unknown";
const FULL = "552 5.2.2 Mailbox full";
const US = "550 5.7.1 Blocked: poor reputation of your address";
const WEEK = 7 * 24 * 60 * 60_000;

describeDatabases("what follows from what comes back", (database) => {
	const current = senderSetUp(database, {
		BOUNCE_MAILBOX: "bounces@example.com",
		SMTP_CONNECTIONS: "1",
	});
	const told: string[] = [];
	const notify: Notify = async (headline) => {
		told.push(headline);
	};
	const take = async (mail: string) =>
		takeReport({ ...current.context, notify }, Buffer.from(mail));
	const reader = (id: number) => subscriberById(database.db, id);

	/** Sends an issue to `recipients` readers. Returns its id, and the messages that the server got. */
	async function send(recipients: number, name = "one") {
		const before = current.sink.messages.length;
		const id = await sealedIssue(current.context, recipients, name);
		await sendIssue(current.sender(), id, OPTIONS);
		return { id, messages: current.sink.messages.slice(before) };
	}

	it("each message has an envelope sender of its own, within 64 characters before the @, in lower case", async () => {
		const { messages } = await send(3);
		const senders = new Set(messages.map(({ sender }) => sender));
		expect(senders.size).toBe(3);
		for (const sender of senders) {
			expect(sender).toMatch(/^bounces\+[a-z2-7]{40}@example\.com$/);
			expect(sender.indexOf("@")).toBeLessThanOrEqual(64);
		}
	});

	it("a reader who is gone by the token is suppressed at once, whoever the words name, and once", async () => {
		const { messages } = await send(2);
		const [one] = messages;
		const mail = bounceMail({
			to: one?.sender.toUpperCase() ?? "",
			recipient: "reader2@example.com",
			reply: GONE,
		});
		for (const outcome of [/is suppressed$/, /came before/])
			expect((await take(mail)).lines).toEqual([
				expect.stringMatching(outcome),
			]);
		const id = one?.recipient === "reader1@example.com" ? 1 : 2;
		expect((await reader(id))?.suppressed).toBe("bounce");
		expect((await reader(3 - id))?.suppressed).toBe(null);
		expect(await feedbackOf(database.db, id)).toMatchObject([
			{ kind: "bounce", cause: "gone", proven: 1, action: "suppress" },
		]);
	});

	it("without a token a reader is suppressed after two issues, and a token that is forged or old changes nothing", async () => {
		const first = await send(1);
		const recipient = "reader1@example.com";
		const words = (id: string) =>
			bounceMail({ to: "digest@example.com", recipient, reply: GONE, id });
		await take(words("a"));
		await take(words("b"));
		expect((await reader(1))?.suppressed).toBe(null);
		const real = first.messages[0]?.sender ?? "";
		const forged = real.replace(/\+../, "+zz");
		expect(
			(await take(bounceMail({ to: forged, recipient, reply: GONE }))).lines,
		).toEqual(["its token is not ours; nothing was changed"]);
		current.context.clock.advance(WEEK);
		await send(0, "two");
		await take(words("c"));
		expect((await reader(1))?.suppressed).toBe("bounce");
		current.context.clock.advance(10 * WEEK);
		expect(
			(await take(bounceMail({ to: real, recipient, reply: GONE }))).lines,
		).toEqual(["its token is too old; nothing was changed"]);
		expect(await feedbackOf(database.db, 1)).toHaveLength(3);
	});

	it("a mailbox that is full is suppressed after three issues in a row, and an issue that arrives begins anew", async () => {
		for (const [name, bounces] of [
			["one", true],
			["two", true],
			["three", false],
			["four", true],
			["five", true],
		] as const) {
			const { messages } = await send(name === "one" ? 1 : 0, name);
			if (bounces)
				await take(
					bounceMail({
						to: messages[0]?.sender ?? "",
						recipient: "reader1@example.com",
						reply: FULL,
						id: name,
					}),
				);
			current.context.clock.advance(WEEK);
		}
		expect((await reader(1))?.suppressed).toBe(null);
		const { messages } = await send(0, "six");
		await take(
			bounceMail({
				to: messages[0]?.sender ?? "",
				recipient: "reader1@example.com",
				reply: "550 5.2.1 Account disabled",
			}),
		);
		expect((await reader(1))?.suppressed).toBe("bounce");
	});

	it("a complaint unsubscribes and suppresses at once, without a goodbye", async () => {
		const { messages } = await send(1);
		await take(complaintMail(messages[0]?.sender ?? ""));
		expect(await reader(1)).toMatchObject({
			state: "unsubscribed",
			unsubscribed_by: "complaint",
			suppressed: "complaint",
		});
		expect(
			await database.db.selectFrom("letters").select("kind").execute(),
		).toEqual([]);
	});

	it("a refusal of us suppresses nobody, is told once an issue, and pauses one that is being sent when many come", async () => {
		told.length = 0;
		const { id, messages } = await send(40);
		await database.db
			.updateTable("issues")
			.set({ state: "sending" })
			.where("id", "=", id)
			.execute();
		for (const { sender, recipient } of messages.slice(0, 12))
			await take(bounceMail({ to: sender, recipient, reply: US }));
		const issue = await database.db
			.selectFrom("issues")
			.select(["state", "note"])
			.executeTakeFirst();
		expect(issue?.state).toBe("paused");
		expect(issue?.note).toMatch(/servers refuse us/);
		expect(told).toContain("A server refuses us");
		expect(told).toContain(`Issue id:${id} is paused`);
		const suppressed = await database.db
			.selectFrom("subscribers")
			.select("id")
			.where("suppressed", "is not", null)
			.execute();
		expect(suppressed).toEqual([]);
	});

	it("a reader who is refused as unknown is suppressed when the issue is complete, as after a bounce", async () => {
		current.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && recipient.startsWith("reader2@")
				? { reply: GONE }
				: undefined;
		await send(12);
		expect((await reader(2))?.suppressed).toBe("bounce");
		expect(await feedbackOf(database.db, 2)).toMatchObject([
			{ kind: "refusal", cause: "gone", source: "smtp", action: "suppress" },
		]);
		expect((await reader(1))?.suppressed).toBe(null);
	});
});
