import { sql } from "kysely";
import { expect, it } from "vitest";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { freshSqlite } from "../../support/databases.ts";
import { testIssueContext } from "../../support/issue-context.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { startSink } from "../../support/smtp-sink.ts";

it("stops within one message for each lane when the ledger can't be written", async () => {
	const sink = await startSink();
	const desk = testIssueContext(await freshSqlite(), { SMTP_CONNECTIONS: "2" });
	const id = await sealedIssue(desk, 50);
	sink.fault = ({ phase }) => {
		if (phase === "dot" && sink.messages.length === 10)
			void sql`pragma query_only = 1`.execute(desk.db);
		return undefined;
	};
	const signal = new AbortController().signal;
	await expect(
		sendIssue(testSender(desk, sink.url), id, { signal }),
	).rejects.toThrow(/readonly/);
	const sent = sink.messages.length;
	expect(sent).toBeLessThanOrEqual(12);
	// What was handed over and not recorded is still claimed: it will be unsure, not lost.
	const { accepted = 0, claimed = 0 } = await countByState(desk.db, id);
	expect(accepted + claimed).toBeGreaterThanOrEqual(sent);
	expect(claimed).toBeLessThanOrEqual(2);
	await desk.db.destroy();
	await sink.close();
});
