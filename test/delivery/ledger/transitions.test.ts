import { sql } from "kysely";
import { expect, it } from "vitest";
import { DELIVERY_TRANSITIONS } from "../../../src/db/delivery/delivery-states.ts";
import type { DeliveryState } from "../../../src/db/delivery-tables.ts";
import { ISSUE_TRANSITIONS } from "../../../src/db/issue/issue-changes.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import type { IssueState } from "../../../src/db/issue-tables.ts";
import { reopenMissing } from "../../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { sendDueIssues } from "../../../src/delivery/send-due.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { cancelIssue } from "../../../src/issue/life/cancel.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import {
	holdIssue,
	pauseIssue,
	resumeIssue,
} from "../../../src/issue/life/pause.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { freshSqlite } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { startSink } from "../../support/smtp-sink.ts";

const signal = new AbortController().signal;

it("deliveries and issues change state only as the transition tables allow", async () => {
	const context = testContext(await freshSqlite(), { SMTP_CONNECTIONS: "2" });
	// Triggers in the database record each change.
	await sql`create table seen (what text, before text, after text)`.execute(
		context.db,
	);
	for (const table of ["deliveries", "issues"])
		await sql
			.raw(
				`create trigger watch_${table} after update of state on ${table}
				 when old.state <> new.state begin
				 insert into seen values ('${table}', old.state, new.state); end`,
			)
			.execute(context.db);
	const sink = await startSink();
	const sender = testSender(context, sink.url);

	// One issue with every case: refused, deferred, unsure, expired, unsubscribed, reopened.
	const id = await sealedIssue(context, 12);
	const readerNumber = (recipient: string) =>
		Number(/\d+/.exec(recipient)?.[0]);
	let lost = 0;
	let cut = 0;
	sink.fault = ({ phase, recipient }) => {
		const reader = readerNumber(recipient);
		if (phase === "MAIL" && sink.messages.length >= 6 && cut++ === 0)
			return { drop: "reset" };
		if (phase === "RCPT" && reader === 1) return { reply: "550 5.1.1 gone" };
		if (phase === "RCPT" && [2, 3].includes(reader))
			return { reply: "450 4.2.1 never" };
		if (phase === "dot" && [4, 5].includes(reader) && lost++ < 2)
			return { drop: "reset" };
		return undefined;
	};
	await pauseIssue(context, id, "wait");
	await resumeIssue(context, id);
	await sendIssue(sender, id, { signal });
	await unsubscribe(context.db, context.clock, 3, "page");
	await sendIssue(sender, id, { signal, wait: true });
	sink.fault = () => undefined;
	const issue = await issueById(context.db, id);
	if (!issue) throw new Error("no issue");
	expect(issue.state).toBe("complete");
	await reopenMissing(context, issue);
	await sendIssue(sender, id, { signal });

	// Another issue that is held and then cancelled.
	context.clock.advance(60_000);
	await seedComparison(context.db, "two", context.clock.now());
	context.clock.advance(60_000);
	const draft = await draftIssue(context);
	await approveIssue(context, nothingFound, draft.issue.id, "editor");
	await holdIssue(context, draft.issue.id, "not yet");
	await cancelIssue(context, draft.issue.id, "no");
	await sendDueIssues(sender, signal);

	const rows = await sql<{
		what: "deliveries" | "issues";
		before: string;
		after: string;
	}>`select distinct what, before, after from seen`.execute(context.db);
	const seen = rows.rows.map(
		(row) => `${row.what} ${row.before} → ${row.after}`,
	);
	const allowed = [
		...pairs("deliveries", DELIVERY_TRANSITIONS),
		...pairs("issues", ISSUE_TRANSITIONS),
	];
	expect(seen.filter((one) => !allowed.includes(one))).toEqual([]);
	for (const one of [
		"deliveries pending → claimed",
		"deliveries claimed → accepted",
		"deliveries claimed → deferred",
		"deliveries claimed → refused",
		"deliveries claimed → expired",
		"deliveries claimed → unsure",
		"deliveries unsure → claimed",
		"deliveries deferred → excluded",
		"deliveries expired → deferred",
		"issues approved → draft",
		"issues draft → cancelled",
		"issues complete → sending",
		"issues paused → sending",
	])
		expect(seen).toContain(one);
	await sink.close();
	await context.db.destroy();
});

it("final states have no transitions", () => {
	for (const state of ["accepted", "excluded"] as const)
		expect(DELIVERY_TRANSITIONS[state]).toEqual([]);
	expect(ISSUE_TRANSITIONS.cancelled).toEqual([]);
});

function pairs(
	what: string,
	table:
		| Record<DeliveryState, readonly string[]>
		| Record<IssueState, readonly string[]>,
): string[] {
	return Object.entries(table).flatMap(([before, afters]) =>
		afters.map((after: string) => `${what} ${before} → ${after}`),
	);
}
