import { describe, expect, it } from "vitest";
import { decide, retryDelay } from "../../src/delivery/outcome.ts";
import type { HandoverResult } from "../../src/mail/mailer.ts";

const NOW = "2026-11-24T09:00:00.000Z";
const LATER = "2026-11-25T09:00:00.000Z";

const rejected = (code: number, text = ""): HandoverResult => ({
	kind: "rejected",
	code,
	reply: `${code} ${text}`,
});

describe("what a result means", () => {
	it.each<[string, HandoverResult, string, string, boolean]>([
		["250", { kind: "accepted", reply: "250 ok" }, "accepted", "works", false],
		["421", rejected(421, "4.7.0 slow down"), "deferred", "silent", false],
		["450", rejected(450, "4.2.1 busy"), "deferred", "silent", false],
		[
			"552 mailbox full",
			rejected(552, "5.2.2 full"),
			"deferred",
			"silent",
			false,
		],
		["550", rejected(550, "5.1.1 unknown"), "refused", "works", false],
		["unknown 5xx", rejected(599), "refused", "works", false],
		["unknown 4xx", rejected(499), "deferred", "silent", false],
		["5.7.x policy", rejected(554, "5.7.1 spam"), "pending", "silent", true],
		[
			"sender refused",
			{ kind: "rejected", code: 550, reply: "550 no", about: "sender" },
			"pending",
			"silent",
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
	])("%s", (_name, result, state, relay, pauses) => {
		const decision = decide(result, 1, NOW, LATER, 0.5);
		expect(decision.recorded.state).toBe(state);
		expect(decision.relay).toBe(relay);
		expect(decision.pause !== null).toBe(pauses);
	});

	it("expires what is deferred after its time", () => {
		const { recorded } = decide(rejected(450), 6, LATER, LATER, 0.5);
		expect(recorded).toMatchObject({
			state: "expired",
			reason: "given up after 6 attempts",
			next_attempt_at: null,
		});
	});

	it("does not count an attempt that never began", () => {
		const result = {
			kind: "unsent",
			error: "",
			authentication: false,
		} as const;
		expect(decide(result, 3, NOW, LATER, 0).recorded.attempts).toBe(2);
	});
});

it("waits longer each time, up to four hours, with jitter", () => {
	const minutes = [1, 2, 3, 4, 5, 9].map((n) => retryDelay(n, 0.5) / 60_000);
	expect(minutes).toEqual([5, 15, 45, 135, 240, 240]);
	expect(retryDelay(1, 0) / 60_000).toBe(4);
	expect(retryDelay(1, 1) / 60_000).toBe(6);
});
