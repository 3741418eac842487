import { expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { slowdowns } from "../../src/db/delivery/rate-usage.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, senderSetUp } from "../support/sending.ts";
import type { Phase } from "../support/smtp-sink.ts";

const RECIPIENTS = 12;
const { signal } = new AbortController();

describeDatabases("a server that refuses the connection", (database) => {
	const suite = senderSetUp(database, { SMTP_CONNECTIONS: "3" });

	it.each<[string, Phase, string]>([
		["421 for a greeting", "greeting", "421 4.3.2 too many connections"],
		["554 for a greeting", "greeting", "554 5.7.1 not you"],
		["450 for a greeting", "greeting", "450 4.7.1 not now"],
		["421 to MAIL", "MAIL", "421 4.3.2 going down"],
	])(
		"with %s pauses the issue and counts as an attempt of no recipient",
		async (_title, phase, reply) => {
			const id = await sealedIssue(suite.context, RECIPIENTS);
			suite.sink.fault = (step) =>
				step.phase === phase ? { reply } : undefined;
			const broken = await sendIssue(suite.sender(), id, {
				signal,
			});
			expect(broken.state).toBe("paused");
			expect(broken.note).toContain(reply);
			expect(await countByState(suite.context.db, id)).toEqual({
				pending: RECIPIENTS,
			});
			const attempts = await suite.context.db
				.selectFrom("deliveries")
				.select("attempts")
				.where("attempts", ">", 0)
				.execute();
			expect(attempts).toEqual([]);

			suite.sink.fault = () => undefined;
			await sendIssue(suite.sender(), id, { signal, resume: true });
			expect(suite.sink.accepted()).toHaveLength(RECIPIENTS);
		},
	);

	it("because there are too many gets the messages through the others, as fast as before", async () => {
		const id = await sealedIssue(suite.context, RECIPIENTS);
		let turnedAway = 0;
		suite.sink.fault = ({ phase, connection }) => {
			if (phase !== "greeting" || connection % 3 > 0) return undefined;
			turnedAway++;
			return { reply: "421 4.3.2 too many connections" };
		};
		const { state, counts } = await sendIssue(suite.sender(), id, {
			signal,
		});
		expect(turnedAway).toBeGreaterThan(0);
		expect(state).toBe("complete");
		expect(counts.accepted).toBe(RECIPIENTS);
		expect(await slowdowns(suite.context.db)).toEqual([]);
	});
});
