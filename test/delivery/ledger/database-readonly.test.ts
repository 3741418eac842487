import { sql } from "kysely";
import { expect, it } from "vitest";
import { countByState } from "../../../src/db/delivery/deliveries.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { testContext } from "../../support/context.ts";
import { freshSqlite } from "../../support/databases.ts";
import { sealedIssue, testSender } from "../../support/sending.ts";
import { startSink } from "../../support/smtp-sink.ts";

it("sending stops within one message for each lane when the database can't be written", async () => {
	const sink = await startSink();
	const context = testContext(await freshSqlite(), { SMTP_CONNECTIONS: "2" });
	const id = await sealedIssue(context, 50);
	sink.fault = ({ phase }) => {
		if (phase === "dot" && sink.messages.length === 10)
			void sql`pragma query_only = 1`.execute(context.db);
		return undefined;
	};
	const signal = new AbortController().signal;
	await expect(
		sendIssue(testSender(context, sink.url), id, { signal }),
	).rejects.toThrow(/readonly/);
	const sent = sink.messages.length;
	expect(sent).toBeLessThanOrEqual(12);
	// A delivery that was handed over but not recorded is still claimed: it will be unsure, not lost.
	const { accepted = 0, claimed = 0 } = await countByState(context.db, id);
	expect(accepted + claimed).toBeGreaterThanOrEqual(sent);
	expect(claimed).toBeLessThanOrEqual(2);
	await context.db.destroy();
	await sink.close();
});
