import { afterEach, beforeEach, expect, it } from "vitest";
import {
	type ApprovedIssue,
	approvedIssue,
} from "../support/approved-issue.ts";

const PEOPLE = 400;
const LANES = 2;

let issue: ApprovedIssue;
beforeEach(async () => {
	issue = await approvedIssue(PEOPLE, { SMTP_CONNECTIONS: String(LANES) });
});
afterEach(() => issue.close());

/** From the hundredth message on the server reads the final dot and never answers it. */
function hangAfterAHundred(): Promise<void> {
	return new Promise((resolve) => {
		issue.sink.fault = ({ phase }) => {
			if (phase !== "dot" || issue.sink.messages.length < 100) return undefined;
			resolve();
			return { hang: true };
		};
	});
}

it("SIGTERM ends a sender whose server never answers, and the ledger says which messages are unsure", async () => {
	const hanging = hangAfterAHundred();
	const { child, ended } = issue.send();
	await hanging;
	child.kill("SIGTERM");
	expect(await ended).toEqual({ code: 1, signal: null });
	const { accepted = 0, unsure = 0, pending = 0 } = await issue.counts();
	expect(unsure).toBeGreaterThan(0);
	expect(unsure).toBeLessThanOrEqual(LANES);
	expect(accepted + unsure + pending).toBe(PEOPLE);
});

it("a second signal ends the sender at once, and the next run goes on", async () => {
	const hanging = hangAfterAHundred();
	const { child, ended } = issue.send();
	await hanging;
	// Two of the same kind at once would count as one.
	child.kill("SIGINT");
	child.kill("SIGTERM");
	// A sender that had waited for its server would end with 1.
	expect((await ended).code).toBe(130);
	issue.sink.fault = () => undefined;
	expect((await issue.send().ended).code).toBe(0);
	expect(issue.sink.recipients().size).toBe(PEOPLE);
	expect(await issue.counts()).toEqual({ accepted: PEOPLE });
});

it("pausing from another process stops the sender after what it had in hand", async () => {
	const { sink, cli } = issue;
	const paused = Promise.withResolvers<void>();
	sink.fault = ({ phase }) =>
		phase === "dot" && sink.messages.length >= 20
			? { after: paused.promise }
			: undefined;
	const { ended } = issue.send();
	await sink.received(20);
	expect((await cli.run("issue", "pause")).out).toContain("is paused");
	const sent = sink.messages.length;
	paused.resolve();
	expect((await ended).code).toBe(1);
	expect(sink.messages.length - sent).toBeLessThanOrEqual(2 * LANES);
	await cli.run("issue", "resume");
	expect((await issue.send().ended).code).toBe(0);
	expect(sink.messages).toHaveLength(PEOPLE);
});
