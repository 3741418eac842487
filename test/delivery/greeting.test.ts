import { afterEach, beforeEach, expect, it } from "vitest";
import { countByState } from "../../src/db/delivery/deliveries.ts";
import { slowdowns } from "../../src/db/delivery/rate-usage.ts";
import { sendIssue } from "../../src/delivery/send.ts";
import { type TestContext, testContext } from "../support/context.ts";
import { describeDatabases } from "../support/databases.ts";
import { sealedIssue, testSender } from "../support/sending.ts";
import { type Phase, type Sink, startSink } from "../support/smtp-sink.ts";

const PEOPLE = 12;
const { signal } = new AbortController();

describeDatabases("a server that refuses the connection", (database) => {
	let sink: Sink;
	let context: TestContext;
	beforeEach(async () => {
		sink = await startSink();
		context = testContext(database, { SMTP_CONNECTIONS: "3" });
	});
	afterEach(() => sink.close());

	it.each<[string, Phase, string]>([
		["421 for a greeting", "greeting", "421 4.3.2 too many connections"],
		["554 for a greeting", "greeting", "554 5.7.1 not you"],
		["450 for a greeting", "greeting", "450 4.7.1 not now"],
		["421 to MAIL", "MAIL", "421 4.3.2 going down"],
	])(
		"with %s is at fault itself: no recipient is charged",
		async (_title, phase, reply) => {
			const id = await sealedIssue(context, PEOPLE);
			sink.fault = (step) => (step.phase === phase ? { reply } : undefined);
			const broken = await sendIssue(testSender(context, sink.url), id, {
				signal,
			});
			expect(broken.state).toBe("paused");
			expect(broken.note).toContain(reply);
			expect(await countByState(context.db, id)).toEqual({ pending: PEOPLE });
			const attempts = await context.db
				.selectFrom("deliveries")
				.select("attempts")
				.where("attempts", ">", 0)
				.execute();
			expect(attempts).toEqual([]);

			sink.fault = () => undefined;
			await sendIssue(testSender(context, sink.url), id, {
				signal,
				resume: true,
			});
			expect(sink.accepted()).toHaveLength(PEOPLE);
		},
	);

	it("of one connection too many goes on with the others, as fast as before", async () => {
		const id = await sealedIssue(context, PEOPLE);
		let turnedAway = 0;
		sink.fault = ({ phase, connection }) => {
			if (phase !== "greeting" || connection % 3 > 0) return undefined;
			turnedAway++;
			return { reply: "421 4.3.2 too many connections" };
		};
		const { state, counts } = await sendIssue(
			testSender(context, sink.url),
			id,
			{
				signal,
			},
		);
		expect(turnedAway).toBeGreaterThan(0);
		expect(state).toBe("complete");
		expect(counts.accepted).toBe(PEOPLE);
		expect(await slowdowns(context.db)).toEqual([]);
	});
});
