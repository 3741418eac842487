import { expect, it } from "vitest";
import { figuresOf } from "../../../src/db/delivery/return-figures.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import type { Came } from "../../../src/delivery/returns/record-return.ts";
import { takeCame } from "../../../src/delivery/returns/take-came.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { resumeIssue } from "../../../src/issue/life/pause.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import type { Notify } from "../../../src/notify.ts";
import { DAY } from "../../../src/time/time-span.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { issueToDomains, senderSetUp } from "../../support/sending.ts";

const DOMAINS = Array.from({ length: 20 }, (_, at) => `d${at}.example`);
const { signal } = new AbortController();

describeDatabases("the shares of what comes back", (database) => {
	const setUp = senderSetUp(database, {});
	const told: string[] = [];
	const keys: (string | undefined)[] = [];

	/** Sends as far as the limit goes. */
	async function send(id = 1) {
		const sender = setUp.sender();
		return sendIssue(
			{ ...sender, notify: async (headline) => void told.push(headline) },
			id,
			{ signal },
		);
	}

	async function comes(
		subscriberId: number,
		what: Pick<Came, "kind" | "cause">,
		{ isProven = true, issueId = 1 } = {},
	) {
		const { db, clock, config, tokens } = setUp.context;
		const notices: (() => Promise<void>)[] = [];
		await db.transaction().execute(async (trx) => {
			const subscriber = await subscriberById(trx, subscriberId);
			if (!subscriber) throw new Error(`no subscriber ${subscriberId}`);
			const notify: Notify = async (headline, _text, _command, options) => {
				told.push(headline);
				keys.push(options?.key);
			};
			await takeCame(
				{ db, clock, config, tokens, notify },
				trx,
				{
					hash: `${what.kind} ${issueId} ${subscriberId}`,
					source: "mail",
					...what,
					feedbackType: null,
					address: null,
					words: "",
					message: {
						subscriber,
						issueId,
						letterId: null,
						sentAt: null,
						isProven,
					},
				},
				(notice) => notices.push(notice),
			);
		});
		for (const notice of notices) await notice();
	}

	const gone = { kind: "bounce", cause: "gone" } as const;
	const complaint = { kind: "complaint", cause: "complaint" } as const;
	const issue = (id = 1) => issueById(setUp.context.db, id);

	/** 100 of 160 got it when a limit stops the sending. */
	async function hundredSent() {
		told.length = 0;
		setUp.context = testContext(database, { SEND_RATE: "100/h" });
		await issueToDomains(setUp.context, 160, DOMAINS);
		await send();
		expect(setUp.sink.messages).toHaveLength(100);
	}

	it("are counted in the transaction that records an acceptance, by server and by domain", async () => {
		await hundredSent();
		const { all, scoped } = await figuresOf(
			setUp.context.db,
			[1],
			["domain d0.example"],
		);
		expect(all).toEqual({ sent: 100, gone: 0, complaints: 0 });
		expect(scoped).toMatchObject([{ sent: 5 }]);
	});

	it("hold the issue with a note when too many mailboxes are gone, and the same number not again after a person let it go on", async () => {
		await hundredSent();
		// The worst domain, with one of them, does not count.
		for (let id = 1; id <= 11; id++) await comes(id, gone);
		expect(await issue()).toMatchObject({
			state: "paused",
			note: expect.stringMatching(
				/\d+ of \d+ messages of this issue \(\d+.*do not exist; 5 % hold/,
			),
		});
		expect(told).toEqual(["Issue id:1 is paused"]);
		await resumeIssue(setUp.context, 1);
		for (let id = 12; id <= 20; id++) await comes(id, gone);
		expect((await issue())?.state).toBe("sending");
		for (let id = 21; id <= 23; id++) await comes(id, gone);
		expect((await issue())?.state).toBe("paused");
	});

	it("are told once when they only warn", async () => {
		await hundredSent();
		keys.length = 0;
		const { db } = setUp.context;
		await db.updateTable("return_figures").set({ sent: 400 }).execute();
		for (let id = 1; id <= 13; id++) await comes(id, gone);
		expect(new Set(told)).toEqual(new Set(["Many mailboxes do not exist"]));
		expect(new Set(keys).size).toBe(1);
		expect((await issue())?.state).toBe("sending");
	});

	it("are not moved by what anybody could have written, by what comes twice or by another cause", async () => {
		await hundredSent();
		for (let id = 1; id <= 30; id++) {
			await comes(id, gone, { isProven: false });
			await comes(id + 40, { kind: "bounce", cause: "full" });
		}
		for (let times = 0; times < 20; times++) await comes(80, gone);
		const { all } = await figuresOf(setUp.context.db, [1], []);
		expect(all).toEqual({ sent: 100, gone: 1, complaints: 0 });
		expect((await issue())?.state).toBe("sending");
	});

	it("of complaints that come after an issue hold the next one before its first message, once", async () => {
		told.length = 0;
		await issueToDomains(setUp.context, 160, DOMAINS);
		await send();
		for (let id = 1; id <= 5; id++) await comes(id, complaint);
		expect(told).toEqual(["The next issue will wait for you"]);
		const { context } = setUp;
		context.clock.advance(7 * DAY);
		await seedComparison(context.db, "two", context.clock.now());
		context.clock.advance(DAY);
		const { issue: next } = await draftIssue(context);
		await approveIssue(context, nothingFound, next.id, "editor");
		await sealIssue(context, nothingFound, next.id);
		setUp.sink.messages.length = 0;
		expect(await send(next.id)).toMatchObject({
			state: "paused",
			note: expect.stringMatching(
				/5 of 160 .* last 30 days .* reported as spam/,
			),
		});
		expect(setUp.sink.messages).toHaveLength(0);
		await resumeIssue(context, next.id);
		expect((await send(next.id)).state).toBe("complete");
		expect(setUp.sink.messages).toHaveLength(155);
	});

	it("count a refusal of a mailbox that is gone while the issue is sent", async () => {
		told.length = 0;
		await issueToDomains(setUp.context, 300, DOMAINS);
		setUp.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && Number(/\d+/.exec(recipient)?.[0]) % 4 === 0
				? { reply: "550 5.1.1 User unknown" }
				: undefined;
		const { state, note } = await send();
		expect(state).toBe("paused");
		expect(note).toMatch(/mailboxes that do not exist/);
		expect(setUp.sink.messages.length).toBeLessThan(100);
	});
});
