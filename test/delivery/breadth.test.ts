import { describe, expect, it } from "vitest";
import { attemptsOf } from "../../src/db/delivery/attempts.ts";
import { countByState, deliveryOf } from "../../src/db/delivery/deliveries.ts";
import { issueById } from "../../src/db/issue/issues.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { sendDueIssues } from "../../src/delivery/send-due.ts";
import { describeDatabases } from "../support/databases.ts";
import { issueToDomains, senderSetUp } from "../support/sending.ts";

const signal = new AbortController().signal;
const DOMAINS = ["ada.example", "bob.example", "cy.example", "dee.example"];

/** What relays say to everybody who sends through them wrongly, and what the note must name. */
const TO_EVERYBODY: [string, RegExp][] = [
	["550 relay not permitted", /does not pass on mail/],
	["554 5.7.1 <r@x.example>: Relay access denied", /does not pass on mail/],
	["550 5.7.64 TenantAttribution; Relay Access Denied", /does not pass on/],
	[
		"550 Daily SMTP relay limit exceeded for customer 4711",
		/used up its limit/,
	],
	["550 5.4.5 Daily user sending limit exceeded. x-qk", /used up its limit/],
	["451 Maximum credits exceeded", /used up its limit/],
	[
		"554 Message rejected: Email address is not verified. eu-west-1",
		/MAIL_FROM/,
	],
	[
		"550 5.7.515 Access denied, sending domain shop.example doesn't meet the required authentication level",
		/MAIL_FROM/,
	],
	[
		"550 The from address does not match a verified Sender Identity.",
		/MAIL_FROM/,
	],
	[
		"504 5.5.2 <box>: Helo command rejected: need fully-qualified hostname",
		/\?name=/,
	],
	["550 5.7.25 The IP address does not have a PTR record", /reverse DNS/],
	[
		"554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org",
		/blocklist/,
	],
	["550 5.7.1 Client was not authenticated", /user and password/],
	["554 Authentication required", /login/],
	["550 Must issue a STARTTLS command first", /encrypted/],
	["554 no", /says: “554 no”/],
];

describeDatabases(
	"when everybody gets the same answer, an issue",
	(database) => {
		const suite = senderSetUp(database, { SMTP_CONNECTIONS: "2" });

		function sender() {
			const notices: string[] = [];
			return {
				...suite.sender(),
				notify: async (_headline: string, text: string) => {
					notices.push(text);
				},
				notices,
			};
		}

		it.each(TO_EVERYBODY)(
			"is paused, with the cause, at “%s” to RCPT",
			async (reply, note) => {
				const id = await issueToDomains(suite.context, 20, DOMAINS);
				suite.sink.fault = ({ phase }) =>
					phase === "RCPT" ? { reply } : undefined;
				const by = sender();
				const report = await sendIssue(by, id, { signal });
				expect(report.state).toBe("paused");
				expect(report.note).toMatch(note);
				expect(report.counts).toMatchObject({
					refused: 0,
					expired: 0,
					accepted: 0,
				});
				expect(by.notices).toHaveLength(1);
				const tried = suite.sink.commands.filter((one) =>
					one.startsWith("RCPT"),
				);
				expect(tried.length).toBeLessThanOrEqual(6);
				suite.sink.fault = () => undefined;
				suite.context.clock.advance(24 * 3_600_000);
				await sendDueIssues(by, signal);
				expect((await issueById(suite.context.db, id))?.state).toBe("complete");
				expect(suite.sink.accepted()).toHaveLength(20);
			},
		);

		it("loses nobody if a list of five is refused, and the replies are kept", async () => {
			const id = await issueToDomains(suite.context, 5, DOMAINS);
			suite.sink.fault = ({ phase }) =>
				phase === "RCPT" ? { reply: "550 relay not permitted" } : undefined;
			const report = await sendIssue(sender(), id, { signal });
			expect(report).toMatchObject({ state: "paused", counts: { pending: 5 } });
			expect(report.note).toMatch(/digest explain ADDRESS/);
			const attempts = await attemptsOf(suite.context.db, id, 1);
			expect(attempts.map(({ result }) => result)).toEqual(["refused"]);
			suite.sink.fault = () => undefined;
			const end = await sendIssue(sender(), id, { signal, resume: true });
			expect(end).toMatchObject({ state: "complete", counts: { accepted: 5 } });
		});

		it("knows it after a restart and with several workers", async () => {
			const id = await issueToDomains(suite.context, 40, DOMAINS);
			const stop = new AbortController();
			suite.sink.fault = ({ phase }) => {
				if (phase !== "RCPT") return undefined;
				stop.abort();
				return { reply: "550 relay not permitted" };
			};
			const first = await sendIssue(suite.sender(1), id, {
				signal: stop.signal,
			});
			expect(first.state).toBe("sending");
			await Promise.all([
				sendIssue(suite.sender(2), id, { signal }),
				sendIssue(suite.sender(3), id, { signal }),
			]);
			expect((await issueById(suite.context.db, id))?.state).toBe("paused");
			expect(await countByState(suite.context.db, id)).toEqual({ pending: 40 });
			const tried = suite.sink.commands.filter((one) => one.startsWith("RCPT"));
			expect(tried.length).toBeLessThanOrEqual(8);
		});

		it("is paused after an hour of nothing but deferrals, and expires nobody", async () => {
			const id = await issueToDomains(suite.context, 20, DOMAINS);
			suite.sink.fault = ({ phase }) =>
				phase === "RCPT"
					? { reply: "451 4.3.0 temporary lookup failure" }
					: undefined;
			const by = sender();
			const started = Date.parse(suite.context.clock.now());
			const report = await sendIssue(by, id, { signal, wait: true });
			expect(report.state).toBe("paused");
			expect(by.notices).toHaveLength(1);
			expect(by.notices[0]).toMatch(/defers everybody/);
			const waited = Date.parse(suite.context.clock.now()) - started;
			expect(waited).toBeLessThan(2 * 3_600_000);
			for (let hours = 0; hours < 60; hours++) {
				suite.context.clock.advance(3_600_000);
				await sendDueIssues(by, signal);
			}
			expect(
				(await countByState(suite.context.db, id)).expired,
			).toBeUndefined();
			expect(by.notices).toHaveLength(1);
			suite.sink.fault = () => undefined;
			for (let hours = 0; hours < 6; hours++) {
				suite.context.clock.advance(3_600_000);
				await sendDueIssues(by, signal);
			}
			expect((await issueById(suite.context.db, id))?.state).toBe("complete");
			expect(suite.sink.accepted()).toHaveLength(20);
		});

		it.each([
			["MAIL", "550 5.4.5 Daily sending quota exceeded", /used up its limit/],
			[
				"MAIL",
				"550 5.7.60 SMTP; Client does not have permissions to send as this sender",
				/MAIL_FROM/,
			],
			[
				"MAIL",
				"552 5.3.4 Message size exceeds fixed limit",
				/larger than the server takes/,
			],
			["dot", "552 5.3.4 Message too big", /larger than the server takes/],
			[
				"dot",
				"554 5.7.1 Message rejected as spam",
				/takes the message for spam/,
			],
		])(
			"is paused at the first answer to %s that is “%s”",
			async (at, reply, note) => {
				const id = await issueToDomains(suite.context, 20, DOMAINS);
				suite.sink.fault = ({ phase }) =>
					phase === at ? { reply } : undefined;
				const by = sender();
				const report = await sendIssue(by, id, { signal });
				expect(report).toMatchObject({
					state: "paused",
					counts: { pending: 20 },
				});
				expect(report.note).toMatch(note);
				expect(by.notices).toHaveLength(1);
				suite.sink.fault = () => undefined;
				const end = await sendIssue(by, id, { signal, resume: true });
				expect(end).toMatchObject({
					state: "complete",
					counts: { accepted: 20 },
				});
			},
		);

		it.each([
			["MAIL", "530 5.7.0 Must issue a STARTTLS command first", /wants TLS/],
			["MAIL", "535 Incorrect authentication data", /password in SMTP_URL/],
			["MAIL", "530 5.7.1 Authentication required", /password in SMTP_URL/],
		])(
			"is paused, with what to do and how to go on, at a login that %s answers with “%s”",
			async (at, reply, note) => {
				const id = await issueToDomains(suite.context, 20, DOMAINS);
				suite.sink.fault = ({ phase }) =>
					phase === at ? { reply } : undefined;
				const by = sender();
				const report = await sendIssue(by, id, { signal });
				expect(report).toMatchObject({
					state: "paused",
					counts: { pending: 20 },
				});
				expect(report.note).toMatch(note);
				expect(report.note).toMatch(/digest issue resume$/);
			},
		);

		it.each([
			["greeting", "554 5.7.1 Rejected for poor reputation", /blocklist/],
			["EHLO", "501 5.5.4 Invalid domain name", /\?name=/],
		])(
			"is paused, with what it means, when %s is answered with “%s”",
			async (at, reply, note) => {
				const id = await issueToDomains(suite.context, 20, DOMAINS);
				suite.sink.fault = ({ phase }) =>
					phase === at ? { reply } : undefined;
				const report = await sendIssue(sender(), id, { signal });
				expect(report.state).toBe("paused");
				expect(report.note).toMatch(note);
			},
		);

		it("does not blame the largest domain first: the editor gets one note", async () => {
			const giant = Array.from({ length: 10 }, (_, n) =>
				n < 8 ? "giant.example" : `small${n}.example`,
			);
			const id = await issueToDomains(suite.context, 60, giant);
			suite.sink.fault = ({ phase }) =>
				phase === "RCPT" ? { reply: "550 no" } : undefined;
			const by = sender();
			const report = await sendIssue(by, id, { signal });
			expect(report.state).toBe("paused");
			expect(by.notices).toEqual([report.note]);
		});

		it("is never complete if every recipient was refused for a reason of their own", async () => {
			const id = await issueToDomains(suite.context, 6, DOMAINS);
			suite.sink.fault = ({ phase }) =>
				phase === "RCPT" ? { reply: "550 5.1.1 user unknown" } : undefined;
			const by = sender();
			const report = await sendIssue(by, id, { signal, wait: true });
			expect(report).toMatchObject({ state: "paused", counts: { refused: 6 } });
			expect(by.notices[0]).toMatch(/--missing --refused/);
		});
	},
);

describe("an answer that is not everybody's", () => {
	describeDatabases("leaves the issue as it is,", (database) => {
		// The brakes by figures have tests of their own.
		const suite = senderSetUp(database, {
			SMTP_CONNECTIONS: "3",
			GONE_WARN: "100%",
			GONE_HOLD: "100%",
		});

		it("if one recipient is a group for members", async () => {
			const id = await issueToDomains(suite.context, 20, DOMAINS);
			suite.sink.fault = ({ phase, recipient }) =>
				phase === "RCPT" && recipient.startsWith("reader4@")
					? { reply: "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup" }
					: undefined;
			const { state, counts } = await sendIssue(suite.sender(), id, { signal });
			expect(state).toBe("complete");
			expect(counts).toMatchObject({ accepted: 19, refused: 1 });
		});

		it("if three in ten recipients are not there", async () => {
			const id = await issueToDomains(suite.context, 60, DOMAINS);
			suite.sink.fault = ({ phase, recipient }) =>
				phase === "RCPT" && Number(/\d+/.exec(recipient)?.[0]) % 10 < 3
					? { reply: `550 5.1.1 <${recipient}>: user unknown` }
					: undefined;
			const { state, counts } = await sendIssue(suite.sender(), id, { signal });
			expect(state).toBe("complete");
			expect(counts).toMatchObject({ accepted: 42, refused: 18 });
		});

		it("if everybody is greylisted at first", async () => {
			const id = await issueToDomains(suite.context, 40, DOMAINS);
			const known = new Set<string>();
			suite.sink.fault = ({ phase, recipient }) => {
				if (phase !== "RCPT" || known.has(recipient)) return undefined;
				known.add(recipient);
				return { reply: "450 4.2.0 Greylisted, see http://postgrey.example" };
			};
			const { state, counts } = await sendIssue(suite.sender(), id, {
				signal,
				wait: true,
			});
			expect(state).toBe("complete");
			expect(counts.accepted).toBe(40);
		});

		it("but a domain that refuses all of its own waits, and the editor is told once", async () => {
			const id = await issueToDomains(suite.context, 60, [
				"big.example",
				...DOMAINS,
				"big.example",
			]);
			let refuses = true;
			suite.sink.fault = ({ phase, recipient }) =>
				phase === "RCPT" && refuses && recipient.endsWith("@big.example")
					? { reply: "550 5.7.1 not from you" }
					: undefined;
			const notices: string[] = [];
			const by = {
				...suite.sender(),
				notify: async (_headline: string, text: string) => {
					notices.push(text);
				},
			};
			const { state, counts } = await sendIssue(by, id, { signal });
			expect(state).toBe("sending");
			expect(counts).toMatchObject({ accepted: 40, pending: 20, refused: 0 });
			expect(notices).toHaveLength(1);
			expect(notices[0]).toMatch(/big\.example refuses everybody of its own/);
			refuses = false;
			const end = await sendIssue(by, id, { signal, wait: true });
			expect(end).toMatchObject({
				state: "complete",
				counts: { accepted: 60 },
			});
			expect((await deliveryOf(suite.context.db, id, 1))?.state).toBe(
				"accepted",
			);
		});
	});
});
