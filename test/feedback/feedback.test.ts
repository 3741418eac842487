import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causeOfReply } from "../../src/feedback/causes/judge.ts";
import { compilePhrases } from "../../src/feedback/causes/rule.ts";
import { GENERIC, SPECIFIC } from "../../src/feedback/causes/rules.ts";
import { readFeedback } from "../../src/feedback/feedback.ts";
import { confusion } from "./confusion.ts";
import { DEVELOPMENT } from "./corpus/development.ts";
import { HELD_OUT } from "./corpus/held-out.ts";
import { dsn, prose, READER, report } from "./corpus/shapes.ts";
import { DAMAGES, damaged, lineAt } from "./damage.ts";
import { takeDamaged } from "./take-damaged.ts";
import { WORST_CASES } from "./worst-cases.ts";

const read = (text: string) => readFeedback(Buffer.from(text));
const ALL = [...DEVELOPMENT, ...HELD_OUT];

describe("the messages that were labelled before the rules were made", () => {
	it("are judged as their labels say, but for three in a hundred", () => {
		const { right, total, table } = confusion(HELD_OUT);
		expect(right / total, table).toBeGreaterThanOrEqual(0.97);
	});

	it("name their recipients", () => {
		const wrong = ALL.filter(
			({ raw, recipients }) =>
				read(raw)
					.recipients.map((one) => one.address)
					.join() !== recipients.join(),
		);
		expect(wrong.map(({ raw }) => raw)).toEqual([]);
	});

	it("never lose a mailbox that exists: what is not gone is not called gone", () => {
		const lost = ALL.filter(
			({ raw, cause }) =>
				cause !== "gone" &&
				read(raw).recipients.some((one) => one.cause === "gone"),
		);
		expect(lost.map(({ raw }) => raw)).toEqual([]);
	});

	it("are read alike with CR, LF and CRLF", () => {
		for (const { raw } of ALL) {
			const lf = read(raw);
			expect(read(raw.replaceAll("\n", "\r"))).toEqual(lf);
			expect(read(raw.replaceAll("\n", "\r\n"))).toEqual(lf);
			expect(read(raw.replaceAll("\n", "\r\r\n"))).toEqual(lf);
		}
	});
});

describe("the table of causes", () => {
	it("has an example for each rule, which that rule decides", () => {
		const others = [...SPECIFIC, ...GENERIC]
			.map(({ example }) => ({
				example,
				decidedBy: causeOfReply(example.replace(/^4/, "5")).decidedBy,
			}))
			.filter(({ example, decidedBy }) => example !== decidedBy);
		expect(others).toEqual([]);
	});

	it("has no pattern with a repetition without an end", () => {
		const open = [...SPECIFIC, ...GENERIC]
			.map(({ phrases }) => compilePhrases(phrases).source)
			.filter((source) => /[^\\][*+]|,\}/.test(source));
		expect(open).toEqual([]);
	});

	it("takes nothing from the names of hosts, addresses and links", () => {
		const name = fc.constantFrom(
			"mx10.mailspamprotection.com",
			"no-such-user.mailbox-full.example.net",
			"https://example.net/spam/unknown-user?mailbox=full",
			"spam@user-unknown.example.net",
			"spamhaus.blocked.example.org",
		);
		fc.assert(
			fc.property(name, name, (one, other) => {
				expect(causeOfReply(`554 host ${one} said: ${other}`).cause).toBe(
					"unknown",
				);
			}),
		);
	});

	it("does not call a mailbox gone for a generic word beside a status of policy", () => {
		for (const words of [
			"Recipient address rejected",
			"mailbox unavailable",
			"Address rejected",
		]) {
			expect(causeOfReply(`550 5.7.1 ${words}`).cause).toBe("policy-us");
			expect(causeOfReply(`550 ${words}`).cause).toBe("gone");
		}
		expect(causeOfReply("550 5.7.1 User unknown").cause).toBe("gone");
	});

	it("reads “unable to find” with the recipient's own name alone", () => {
		const [name = ""] = READER.split("@");
		const causes = (reply: string) =>
			read(prose("gone", `<${READER}>: ${reply}`).raw).recipients.map(
				({ cause }) => cause,
			);
		expect(causes(`550 Unable to find ${name}`)).toEqual(["gone"]);
		expect(causes(`550 ${name} is not a registered gateway user`)).toEqual([
			"gone",
		]);
		for (const what of ["route", `${name}-policy`, "a server"])
			expect(causes(`550 Unable to find ${what}`)).not.toContain("gone");
	});

	it("does not call a mailbox gone while a server may still change its mind", () => {
		expect(causeOfReply("450 4.1.1 User unknown").cause).toBe("transient");
		expect(causeOfReply("550 5.1.1 User unknown").cause).toBe("gone");
		expect(causeOfReply("452 4.2.2 Mailbox full").cause).toBe("full");
	});
});

describe("a report", () => {
	it("keeps the recipients apart, also without an empty line between them", () => {
		const one =
			"Final-Recipient: rfc822; one@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 user\n unknown";
		const two =
			"Final-Recipient: rfc822; two@example.org\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 mailbox\n full";
		for (const gap of ["\n\n", "\n"]) {
			const { recipients } = read(
				report("gone", "Two failed.", [one + gap + two]).raw,
			);
			expect(recipients.map(({ address, cause }) => [address, cause])).toEqual([
				["one@example.org", "gone"],
				["two@example.org", "full"],
			]);
		}
	});

	it("is final with a 4.4.7 that failed, and a warning with one that is delayed", () => {
		const text = "421 4.4.7 message expired";
		expect(read(dsn("transient", "4.4.7", text).raw)).toMatchObject({
			kind: "bounce",
			recipients: [{ cause: "transient", action: "failed" }],
		});
		expect(
			read(dsn("transient", "4.4.7", text, { action: "delayed" }).raw),
		).toMatchObject({
			kind: "delay",
			recipients: [{ cause: "transient", action: "delayed" }],
		});
	});

	it("of success is no bounce", () => {
		for (const action of ["delivered", "relayed", "expanded"])
			expect(read(dsn("unknown", "2.0.0", "250 ok", { action }).raw).kind).toBe(
				"delivered",
			);
	});

	it("is read with __proto__ and constructor as names of headers", () => {
		const { raw } = report("gone", "It failed.", [
			"__proto__: x",
			"constructor: y",
			`Final-Recipient: rfc822; ${READER}`,
			"Action: failed",
			"Status: 5.1.1",
		]);
		expect(read(`__proto__: polluted\n${raw}`).recipients).toMatchObject([
			{ address: READER, cause: "gone" },
		]);
		expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
	});

	it("is read in the character set and encoding that it names", () => {
		const words = "Der Empfänger ist nicht bekannt.";
		const latin1 = Buffer.from(words, "latin1");
		const quoted = [...latin1]
			.map((byte) => `=${byte.toString(16).padStart(2, "0")}`)
			.join("");
		for (const [encoding, body] of [
			["base64", latin1.toString("base64")],
			["quoted-printable", quoted],
		])
			expect(
				read(
					prose("gone", body ?? "", {
						head: `X-Failed-Recipients: ${READER}\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: ${encoding}\n`,
						divider: null,
					}).raw,
				).recipients,
			).toMatchObject([{ address: READER, cause: "gone" }]);
	});
});

describe("a complaint", () => {
	const complaint = (fields: string, original: string) =>
		`From: fbl@example.net\nTo: abuse@digest.example\nSubject: FW: verdicts\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: F/1\nVersion: 1\n${fields}\n--b\nContent-Type: message/rfc822\n\nFrom: hello@digest.example\n${original}Subject: verdicts\n\n550 user unknown\n--b--\n`;

	it.each([
		[
			"Original-Rcpt-To",
			`Original-Rcpt-To: <${READER}>\n`,
			"To: undisclosed recipients:;\n",
		],
		["the original's To", "", `To: Ada <${READER}>\n`],
		["Microsoft's header", "", `X-HmXmrOriginalRecipient: ${READER}\n`],
		[
			"the original's To beside a hash",
			`Original-Rcpt-To: ${"cb4a01a4".repeat(4)}@example.net\n`,
			`To: ${READER}\n`,
		],
	])("names the reader by %s", (_, fields, original) => {
		expect(read(complaint(fields, original))).toMatchObject({
			kind: "complaint",
			recipients: [{ address: READER, cause: "complaint" }],
		});
	});

	it("about our authentication is not held against the reader", () => {
		const text = complaint(`Original-Rcpt-To: ${READER}\n`, "").replace(
			"Feedback-Type: abuse",
			"Feedback-Type: auth-failure",
		);
		expect(read(text).recipients).toMatchObject([{ cause: "policy-us" }]);
	});
});

describe("what people and their programs write", () => {
	const words = fc.constantFrom(
		"Thank you",
		"I am away",
		"mailbox",
		"could you send the invoice",
		"the address",
		"my new phone",
		"best regards",
		"see you",
		"delivery on Monday",
		"unknown",
	);
	it("is never a bounce", () => {
		fc.assert(
			fc.property(
				fc.array(words, { maxLength: 12 }),
				fc.constantFrom(
					"Re: This week's verdicts",
					"Automatic reply: verdicts",
					"Hello",
					"Out of office",
				),
				(body, subject) => {
					const { kind, recipients } = read(
						`From: Ada <${READER}>\nTo: b@digest.example\nSubject: ${subject}\n\n${body.join(" ")}\n`,
					);
					expect([kind, recipients]).toEqual([
						expect.stringMatching(/^(?:other|vacation|auto-reply)$/),
						[],
					]);
				},
			),
		);
	});
});

describe("a message that is damaged", () => {
	const seeds = fc.constantFrom(...ALL.map(({ raw }) => raw));
	const damage = fc.constantFrom(...DAMAGES);

	it("never crashes the reader, wherever it was cut", () => {
		fc.assert(
			fc.property(seeds, seeds, fc.nat(), fc.nat(), damage, (...how) => {
				expect(read(damaged(...how))).toHaveProperty("kind");
			}),
			{ numRuns: 1_500 },
		);
	});

	// A cut within a line can write a new sentence: "not delivered to" + "editor@example.com".
	it("never names somebody of the original's text, cut between any lines", () => {
		fc.assert(
			fc.property(
				seeds,
				seeds,
				fc.nat(),
				fc.nat(),
				damage,
				(one, other, first, second, how) => {
					const at = lineAt(one, first);
					const to = lineAt(other, second);
					const { recipients } = read(damaged(one, other, at, to, how));
					const named = recipients.map(({ address }) => address);
					expect(named.join()).not.toMatch(/bystander|editor|somebody/);
				},
			),
			{ numRuns: 3_000 },
		);
	});

	it.each(Object.entries(WORST_CASES))(
		"of 1 MB of %s is read to its end",
		(_, text) => {
			expect(read(text)).toHaveProperty("kind");
		},
	);

	it("never suppresses anybody but those whom it was about before", async () => {
		expect(await takeDamaged({ count: 200, seed: 14 })).toMatchObject({
			taken: 200,
			wrong: [],
		});
	});
});
