import { afterEach, beforeEach, expect, it } from "vitest";
import {
	type ApprovedIssue,
	approvedIssue,
} from "../support/approved-issue.ts";

const PEOPLE = 600;
const LANES = 3;

let issue: ApprovedIssue;
beforeEach(async () => {
	issue = await approvedIssue(PEOPLE, { SMTP_CONNECTIONS: String(LANES) });
});
afterEach(() => issue.close());

it("a sender killed with kill -9 three times reaches everybody, and its counts add up", async () => {
	const { sink } = issue;
	const kills = [80, 250, 430];
	for (const count of kills) {
		const { child, ended } = issue.send();
		await sink.received(count);
		child.kill("SIGKILL");
		expect((await ended).signal).toBe("SIGKILL");
	}
	const last = issue.send();
	expect(await last.ended).toEqual({ code: 0, signal: null });
	expect(last.output()).toContain("Complete: all 600 are accounted for.");
	expect(await issue.counts()).toEqual({ accepted: PEOPLE });

	const copies = new Map<string, Buffer[]>();
	for (const { recipient, raw } of sink.messages)
		copies.set(recipient, [...(copies.get(recipient) ?? []), raw]);
	expect(copies.size).toBe(PEOPLE);
	// A second copy only of what was in flight: at most one for each connection and kill.
	const surplus = sink.messages.length - PEOPLE;
	expect(surplus).toBeLessThanOrEqual(LANES * kills.length);
	for (const [first, ...others] of copies.values())
		for (const other of others)
			expect(other.equals(first as Buffer)).toBe(true);
});

it("a sender interrupted with Ctrl-C finishes what is in flight, and the next one mails nobody twice", async () => {
	const { sink } = issue;
	const first = issue.send();
	await sink.received(150);
	first.child.kill("SIGINT");
	expect(await first.ended).toEqual({ code: 1, signal: null });
	expect(first.output()).toMatch(
		/still to come\. Continue with: node \S*src\/digest\.js send 1/,
	);
	const { accepted, ...others } = await issue.counts();
	expect(accepted).toBe(sink.messages.length);
	expect(others).toEqual({ pending: PEOPLE - (accepted ?? 0) });
	expect(await issue.send().ended).toEqual({ code: 0, signal: null });
	expect(sink.messages).toHaveLength(PEOPLE);
	expect(sink.recipients().size).toBe(PEOPLE);
});
