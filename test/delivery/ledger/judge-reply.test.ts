import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { judgeReply } from "../../../src/delivery/ledger/judge-reply.ts";
import { retryDelay } from "../../../src/delivery/ledger/retry.ts";
import type { HandoverResult } from "../../../src/mail/mailer.ts";

const NOW = "2026-11-24T09:00:00.000Z";
const LATER = "2026-11-25T09:00:00.000Z";
const MINUTE = 60_000;
const retry = { first: 5 * MINUTE, max: 240 * MINUTE, giveUpAt: LATER };

const rejected = (code: number, text = ""): HandoverResult => ({
	kind: "rejected",
	code,
	reply: `${code} ${text}`,
});

describe("judgeReply", () => {
	it.each<[string, HandoverResult, string, string, boolean]>([
		["250", { kind: "accepted", reply: "250 ok" }, "accepted", "works", false],
		["421", rejected(421, "4.7.0 slow down"), "deferred", "unknown", false],
		["450", rejected(450, "4.2.1 busy"), "deferred", "unknown", false],
		[
			"552 mailbox full",
			rejected(552, "5.2.2 full"),
			"deferred",
			"unknown",
			false,
		],
		["550", rejected(550, "5.1.1 unknown"), "refused", "works", false],
		["unknown 5xx", rejected(599), "refused", "works", false],
		["unknown 4xx", rejected(499), "deferred", "unknown", false],
		[
			"5.7.x policy to the message",
			{
				kind: "rejected",
				code: 554,
				reply: "554 5.7.1 spam",
				about: "message",
			},
			"pending",
			"unknown",
			true,
		],
		[
			"5.7.x policy to one recipient",
			rejected(550, "5.7.133 not for outsiders"),
			"refused",
			"works",
			false,
		],
		[
			"a message that is too large",
			{
				kind: "rejected",
				code: 552,
				reply: "552 5.3.4 Message size exceeds fixed limit",
				about: "message",
			},
			"pending",
			"unknown",
			true,
		],
		[
			"sender refused",
			{ kind: "rejected", code: 550, reply: "550 no", about: "sender" },
			"pending",
			"unknown",
			true,
		],
		["unsure", { kind: "unsure", error: "reset" }, "unsure", "fails", false],
		[
			"no connection",
			{ kind: "unsent", error: "refused", authentication: false },
			"pending",
			"fails",
			false,
		],
		[
			"bad login",
			{ kind: "unsent", error: "535", authentication: true },
			"pending",
			"fails",
			true,
		],
		[
			"bad login at one of several servers",
			{
				kind: "unsent",
				error: "535",
				authentication: true,
				otherServerUp: true,
			},
			"pending",
			"unknown",
			false,
		],
		[
			"unsure at one of several servers",
			{ kind: "unsure", error: "reset", otherServerUp: true },
			"unsure",
			"unknown",
			false,
		],
	])(
		"maps %s to the right state",
		(_name, result, state, smtpServer, pauses) => {
			const decision = judgeReply(result, 1, NOW, retry, 0.5);
			expect(decision.recorded.state).toBe(state);
			expect(decision.smtpServer).toBe(smtpServer);
			expect(decision.pause !== null).toBe(pauses);
		},
	);

	it("expires a deferred delivery after the time to give up", () => {
		const { recorded } = judgeReply(rejected(450), 6, LATER, retry, 0.5);
		expect(recorded).toMatchObject({
			state: "expired",
			reason: "given up after 6 attempts",
			next_attempt_at: null,
		});
	});

	it("sends an unsure delivery again sooner than a deferred one, but not for ever", () => {
		const unsure: HandoverResult = { kind: "unsure", error: "reset" };
		const waits = [1, 2, 3, 9].map((attempts) => {
			const { recorded } = judgeReply(unsure, attempts, NOW, retry, 0.5);
			return Date.parse(recorded.next_attempt_at ?? "") - Date.parse(NOW);
		});
		expect(waits).toEqual([0.5, 15, 45, 240].map((wait) => wait * MINUTE));
		expect(judgeReply(unsure, 9, LATER, retry, 0.5).recorded).toMatchObject({
			state: "expired",
			reason: expect.stringContaining("it may have arrived"),
			next_attempt_at: null,
		});
	});

	it("does not count a handover that never began as an attempt", () => {
		const result = {
			kind: "unsent",
			error: "",
			authentication: false,
		} as const;
		expect(judgeReply(result, 3, NOW, retry, 0).recorded.attempts).toBe(2);
	});
});

it("retryDelay grows with each attempt, up to four hours, with jitter", () => {
	const minutes = [1, 2, 3, 4, 5, 9].map(
		(n) => retryDelay(n, retry, 0.5) / MINUTE,
	);
	expect(minutes).toEqual([5, 15, 45, 135, 240, 240]);
	expect(retryDelay(1, retry, 0) / MINUTE).toBe(4);
	expect(retryDelay(1, retry, 1) / MINUTE).toBe(6);
});

it("retryDelay follows RETRY_FIRST and RETRY_MAX", () => {
	const short = { first: 1_000, max: 2_000 };
	expect([1, 2, 3].map((n) => retryDelay(n, short, 0.5))).toEqual([
		1_000, 2_000, 2_000,
	]);
	const { retry: set } = readConfig({ RETRY_FIRST: "90s", RETRY_MAX: "2h" });
	expect(set).toEqual({ first: 1.5 * MINUTE, max: 120 * MINUTE });
	// A longest wait below the first would shorten it.
	expect(readConfig({ RETRY_FIRST: "5h" }).retry.max).toBe(300 * MINUTE);
	for (const wrong of ["5", "0s", "2d", "-1m", "soon"])
		expect(() => readConfig({ RETRY_FIRST: wrong })).toThrow(
			"RETRY_FIRST: must be a time such as 30s",
		);
});
