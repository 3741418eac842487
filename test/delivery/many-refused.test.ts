import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { resumeIssue } from "../../src/issue/life/pause.ts";
import { describeDatabases } from "../support/databases.ts";
import { issueToDomains, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;
const HOUR = 3_600_000;
const NAMES = ["ada", "bob", "cy", "dee", "eve", "fay", "gus", "hal"];
const DOMAINS = NAMES.map((name) => `${name}.example`);
const numberOf = (recipient: string) => Number(/\d+/.exec(recipient)?.[0]);

/** In a fixed order without a pattern, as many recipients as the share says. */
const isOneOf = (share: number, recipient: string) =>
	(numberOf(recipient) * 2_654_435_761) % 1_000 < share * 1_000;

const BROKEN: [string, string, number][] = [
	["554 5.1.0 sender not verified", "RCPT", 2 / 3],
	["554 Email address is not verified", "dot", 2 / 3],
	["550 relay not permitted", "RCPT", 1 / 2],
	["550 5.4.5 Daily user sending limit exceeded", "RCPT", 1 / 3],
	["554 Authentication required", "DATA", 1 / 3],
	["550 5.7.1 blocked using zen.spamhaus.org", "RCPT", 1 / 3],
	["554 Message rejected as spam", "dot", 1 / 2],
	["451 4.7.8 sender not verified", "RCPT", 1 / 3],
	["554 no", "RCPT", 1 / 3],
];

describeDatabases("between acceptances, an issue", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "30" });

	it.each(BROKEN)(
		"is paused before twenty recipients are used up at “%s” to %s for a share of %f",
		async (reply, at, share) => {
			const id = await issueToDomains(suite.context, 240, DOMAINS);
			const refused = new Set<string>();
			suite.sink.fault = ({ phase, recipient }) => {
				if (phase !== at || !isOneOf(share, recipient)) return undefined;
				refused.add(recipient);
				return { reply };
			};
			const by = suite.sender();
			const report = await sendIssue(by, id, { signal, wait: true });
			expect(report.state).toBe("paused");
			expect(report.note).toMatch(/(many|everybody).*\.example.*says: “/);
			expect(report.counts).toMatchObject({ refused: 0, expired: 0 });
			expect(report.counts.accepted).toBeGreaterThan(0);
			expect(refused.size).toBeLessThan(20);
			suite.sink.fault = () => undefined;
			await resumeIssue(suite.context, id);
			const end = await sendIssue(by, id, { signal, wait: true });
			expect(end.state).toBe("complete");
			expect(end.counts.accepted).toBe(240);
		},
	);

	it("goes on, and loses nobody, while a 5xx asks every second recipient to slow down", async () => {
		const id = await issueToDomains(suite.context, 24, DOMAINS);
		const asked = new Set<string>();
		suite.sink.fault = ({ phase, recipient }) => {
			if (phase !== "RCPT" || numberOf(recipient) % 2 === 0) return undefined;
			if (asked.has(recipient)) return undefined;
			asked.add(recipient);
			return { reply: "550 Too many messages, rate exceeded, slow down" };
		};
		const end = await sendIssue(suite.sender(), id, { signal, wait: true });
		expect(asked.size).toBe(12);
		expect(end.state).toBe("complete");
		expect(end.counts.accepted).toBe(24);
		const slowed = await suite.context.db
			.selectFrom("delivery_attempts")
			.select("result")
			.execute();
		expect(new Set(slowed.map(({ result }) => result))).toContain("deferred");
	});

	it("is paused when those whom a 5xx asks to slow down for a day would be given up", async () => {
		const id = await issueToDomains(suite.context, 16, DOMAINS);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && numberOf(recipient) % 2 === 1
				? { reply: "550 Too many messages, slow down" }
				: undefined;
		const end = await sendIssue(suite.sender(), id, { signal, wait: true });
		expect(end.state).toBe("paused");
		expect(end.counts).toMatchObject({ accepted: 8, refused: 0, expired: 0 });
	});

	it("ends after a person let it go on, if some are refused all the same", async () => {
		const id = await issueToDomains(suite.context, 60, DOMAINS);
		suite.sink.fault = ({ phase, recipient }) =>
			phase === "RCPT" && isOneOf(1 / 3, recipient)
				? { reply: "550 5.7.1 blocked, bad reputation" }
				: undefined;
		const by = suite.sender();
		let pauses = 0;
		let hours = 0;
		await sendIssue(by, id, { signal });
		for (; hours < 80; hours++) {
			const issue = await issueById(suite.context.db, id);
			if (issue?.state === "complete") break;
			if (issue?.state === "paused" && /many/.test(issue.note ?? "")) {
				pauses++;
				await resumeIssue(suite.context, id);
			}
			suite.context.clock.advance(HOUR);
			await sendDueIssues(by, signal);
		}
		expect((await issueById(suite.context.db, id))?.state).toBe("complete");
		expect(pauses).toBeLessThan(5);
		expect(hours).toBeLessThan(72);
	});
});

/** What one ordinary recipient's server may say, each recipient always the same. */
const ORDINARY = fc.record({
	dead: fc.integer({ min: 0, max: 30 }),
	corporate: fc.integer({ min: 0, max: 5 }),
	greylisted: fc.integer({ min: 0, max: 30 }),
	full: fc.integer({ min: 0, max: 4 }),
	throttled: fc.integer({ min: 0, max: 10 }),
	seed: fc.integer({ min: 1, max: 1_000_000 }),
});
const DEAD = [
	"550 5.1.1 <%>: Recipient address rejected: User unknown in virtual mailbox table",
	"550 5.1.1 The email account that you tried to reach does not exist.",
	"550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
	"550 No such user here",
	"554 delivery error: dd This user doesn't have a yahoo.com account",
	"550 Requested action not taken: mailbox unavailable",
];
const CORPORATE = [
	"550 5.7.1 Message rejected by policy",
	"550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup",
	"554 5.7.1 Service unavailable; blocked using our own list",
	"550 5.7.1 SPF check failed, see our policy",
	"550 Administrative prohibition",
	"550 5.7.1 Content rejected",
];

describe("an ordinary issue", () => {
	describeDatabases("is never stopped", (database) => {
		// The brakes by figures have tests of their own.
		const suite = senderSetUp(database, {
			SMTP_CONNECTIONS: "5",
			GONE_WARN: "100%",
			GONE_HOLD: "100%",
		});

		it("by dead mailboxes, single companies that refuse, greylisting, full mailboxes and passing throttles", async () => {
			const id = await issueToDomains(suite.context, 150, MANY_DOMAINS);
			const samples = fc.sample(ORDINARY, { numRuns: ORDINARY_RUNS });
			for (const sample of samples) {
				await beginAgain(id);
				suite.sink.fault = ordinaryFault(sample);
				const end = await sendIssue(suite.sender(), id, { signal, wait: true });
				expect([end.state, end.note, sample]).toEqual([
					"complete",
					/^\d+ of 150 recipients did not get/.test(end.note ?? "")
						? end.note
						: null,
					sample,
				]);
			}
		});

		/** The issue as it was when it was sealed. */
		async function beginAgain(id: number) {
			const { db, clock } = suite.context;
			for (const table of TABLES) await db.deleteFrom(table).execute();
			await db
				.updateTable("deliveries")
				.set({ state: "pending", attempts: 0, reader: null })
				.set({ next_attempt_at: null, smtp_code: null })
				.execute();
			await db
				.updateTable("issues")
				.set({ state: "sealed", sealed_at: clock.now(), note: null })
				.where("id", "=", id)
				.execute();
		}
	});
});

/** A hundred and twenty were tried by hand: each takes a second and more. */
const ORDINARY_RUNS = 1;
const TABLES = [
	"setbacks",
	"delivery_attempts",
	"slowdowns",
	"rate_usage",
] as const;
const MANY_DOMAINS = Array.from({ length: 60 }, (_, n) =>
	n % 3 === 0
		? (["gmail.com", "outlook.com", "yahoo.com"][(n % 9) / 3] as string)
		: `firm${n}.example`,
);

function ordinaryFault(
	sample: typeof ORDINARY extends fc.Arbitrary<infer T> ? T : never,
) {
	const seen = new Set<string>();
	return ({ phase, recipient }: { phase: string; recipient: string }) => {
		if (phase !== "RCPT") return undefined;
		const roll = mixed(numberOf(recipient) + sample.seed * 1_000) % 100;
		const pick = (list: readonly string[]) => ({
			reply: list[mixed(numberOf(recipient)) % list.length]?.replace(
				"%",
				recipient,
			) as string,
		});
		const isFirst = !seen.has(recipient);
		seen.add(recipient);
		const once = (reply: string) => (isFirst ? { reply } : undefined);
		const { dead, corporate, full, greylisted, throttled } = sample;
		const answers = [
			[dead, pick(DEAD)],
			[corporate, pick(CORPORATE)],
			[full, { reply: "452 4.2.2 Mailbox full" }],
			[greylisted, once("450 4.2.0 Greylisted, try later")],
			[throttled, once("421 4.7.0 Too many messages, slow down")],
		] as const;
		let upTo = 0;
		for (const [share, answer] of answers) {
			upTo += share;
			if (roll < upTo) return answer;
		}
		return undefined;
	};
}

/** A number that looks like chance: the finaliser of MurmurHash3. */
function mixed(value: number): number {
	let hash = value | 0;
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
