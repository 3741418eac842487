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
