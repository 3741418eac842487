import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slowdownScopeOf } from "../../src/delivery/rates/slowdown.ts";
import {
	causeOf,
	isAboutRecipient,
	maskReply,
	wordsOf,
} from "../../src/delivery/reply-causes.ts";

describe("causeOf", () => {
	it.each([
		["454 Throttling failure: Maximum sending rate exceeded.", "throttle"],
		["454 Throttling failure: Daily message quota exceeded", "quota"],
		["421 4.7.28 Our system has detected an unusual rate of mail", "throttle"],
		[
			"450 4.2.1 The user is receiving mail at a rate that is too fast",
			"throttle",
		],
		["451 4.7.500 Server busy. Please try again later", "throttle"],
		["421 4.7.0 [TSS04] Messages temporarily deferred", "throttle"],
		["421 RP-001 exceeded the rate limit", "throttle"],
		["451 too many messages, slow down", "throttle"],
		["450 Too many connections from your host", "throttle"],
		["550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup", "recipient"],
		["550 5.1.1 <a@b.example>: User unknown", "recipient"],
		["550 No such user here", "recipient"],
		["452 4.2.2 The email account is over quota", "recipient"],
		["552 5.2.2 Mailbox full", "recipient"],
		["550 Requested action not taken: mailbox unavailable", "recipient"],
		["552 5.3.4 Message size exceeds fixed limit", "size"],
		["550 5.7.26 Unauthenticated email is not accepted", "sender"],
		["550 5.7.1 Unable to relay", "relaying"],
		["450 4.7.1 Greylisted for 300 seconds", "greylisting"],
		["450 4.7.1 <box>: Helo command rejected: Host not found", "helo"],
		[
			"450 4.1.8 <digest@x.example>: Sender address rejected: Domain not found",
			"sender",
		],
		[
			"550 5.1.8 <digest@x.example>: Sender address rejected: Domain not found",
			"sender",
		],
		[
			"534-5.7.9 Application-specific password required. Learn more",
			"authentication",
		],
		["535 5.7.3 Authentication unsuccessful", "authentication"],
		["535 Incorrect authentication data", "authentication"],
		["535 Login incorrect", "authentication"],
		["535 authorization failed (#5.7.0)", "authentication"],
		[
			"421 Domain x.example is not allowed to send: Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients",
			"quota",
		],
		["554 Message rejected: Sending paused for this account.", "quota"],
		[
			"550 5.7.1 Account pending approval: all recipient addresses must share the same domain",
			"quota",
		],
		["550 5.7.1 Unconfigured Sending Domain <x.example>", "sender"],
		["525 5.7.1 Unauthorized IP address", "relaying"],
		["502 5.7.0 Your SMTP account is not yet activated", "quota"],
		[
			"432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded",
			"throttle",
		],
		[
			"550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains.",
			"sender",
		],
		[
			"421-4.7.0 IP not in whitelist for RCPT domain, closing connection.",
			"blocklist",
		],
		["553 Relaying disallowed as digest@x.example", "relaying"],
		[
			"550 5.4.6 Unusual sending activity detected. Please try after sometime",
			"quota",
		],
		[
			"451 Ratelimit exceeded for mailbox digest@x.example. Try again later.",
			"throttle",
		],
		[
			"554-IP=1.2.3.4 - A problem occurred. Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify. (BL)",
			"blocklist",
		],
		[
			"450 4.7.1 <r@y.example>: Recipient address rejected: Policy Rejection- Quota Exceeded.",
			"quota",
		],
		["450 4.7.1 Error: too much mail from 192.0.2.1", "throttle"],
		[
			"450 4.7.1 <r@y.example>: Recipient address rejected: unverified address: connection timed out",
			"recipient",
		],
		[
			"550 rate limited: you may send 100 emails per day on the free plan",
			"quota",
		],
		["550 Sorry, your trial has ended", "quota"],
		["550 5.7.1 Message undelivered. Plan expired.", "quota"],
		["550 5.7.0 Payment required", "quota"],
		[
			"550 You have exceeded the maximum number of recipients for trial accounts",
			"quota",
		],
		[
			"553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
			"relaying",
		],
		["552 5.2.0 Message rejected AUP#SNDR", "blocklist"],
		["501 5.5.4 Invalid domain name", "helo"],
		[
			"550 5.7.26 This mail has been blocked because the sender is unauthenticated.",
			"sender",
		],
		[
			"421 4.7.26 Your email has been rate limited because it is unauthenticated",
			"sender",
		],
		[
			"554 Sandbox subdomains are for test purposes only. Please add your own domain or add the address to authorized recipients",
			"quota",
		],
		["550 5.6.1 The message is oversize: 102400 > 51200", "size"],
		["550 Mail rejected: mailbox size limit exceeded", "recipient"],
		["550 User suspended", "recipient"],
		[
			"421 4.16.55 [TSS09] All messages from 1.2.3.4 will be permanently deferred; Retrying will NOT succeed.",
			"blocklist",
		],
		[
			"550 OU-002 Unfortunately, messages from 1.2.3.4 weren't sent",
			"blocklist",
		],
		["552 Message exceeds the daily quota of your account", "quota"],
		[
			"554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded. Try again later.",
			"quota",
		],
		[
			"550 5.2.2 digest@x.example: You have reached your hourly sending limit",
			"quota",
		],
		["552 5.2.2 The email account is over its quota", "recipient"],
		["550 Message blocked: malware found in a sandbox", "blocklist"],
	])("of “%s” is %s", (reply, name) => {
		expect(causeOf(reply)?.name).toBe(name);
	});

	it("is not known for words that name none", () => {
		for (const reply of ["550 no", "554 5.0.0 failed", "451 try again later"])
			expect(causeOf(reply)).toBeNull();
	});
});

it("a reply about everybody is never taken for one recipient's own", () => {
	for (const reply of [
		"550 relay not permitted",
		"550 5.7.1 Relaying denied",
		"554 Message rejected: Email address is not verified",
		"550 Daily limit exceeded",
		"550 5.7.1 Client host rejected: cannot find your hostname",
	])
		expect(isAboutRecipient(reply)).toBe(false);
});

it("the words of a reply are the same whatever the address, the host, the queue id and the time are", () => {
	fc.assert(
		fc.property(
			fc.emailAddress(),
			fc.domain(),
			fc.integer({ min: 1_000, max: 9e9 }),
			(address, host, id) => {
				const reply = `550 5.7.1 <${address}>: relay denied by ${host}, q${id}`;
				expect(wordsOf(reply)).toBe("550 5.7.1 relay denied by q".slice(0, 25));
			},
		),
	);
});

it("a reply in a note has no address", () => {
	expect(maskReply("550 <ada.l@x.example>: no, ada.l@x.example")).toBe(
		"550 <…@x.example>: no, …@x.example",
	);
});

it("words that ask for fewer messages slow the group down, and the server at MAIL", () => {
	const reply = "452 too many messages, slow down";
	const rejected = { kind: "rejected", code: 452, reply } as const;
	expect(slowdownScopeOf(rejected)).toBe("group");
	expect(slowdownScopeOf({ ...rejected, about: "sender" })).toBe("server");
	expect(
		slowdownScopeOf({ ...rejected, reply: "451 try again later", code: 451 }),
	).toBeNull();
});
