import { expect, it } from "vitest";
import {
	countByState,
	countsOfIssue,
} from "../../../src/db/delivery/deliveries.ts";
import { addFigures } from "../../../src/db/delivery/return-figures.ts";
import { stageOf } from "../../../src/db/delivery/stages.ts";
import { issueById } from "../../../src/db/issue/issues.ts";
import { reopenMissing } from "../../../src/delivery/resend-missing.ts";
import { sendIssue } from "../../../src/delivery/send.ts";
import { pauseIssue, resumeIssue } from "../../../src/issue/life/pause.ts";
import {
	pastIssues,
	pastIssuesCard,
} from "../../../src/studio/pages/past-issues.ts";
import { MINUTE } from "../../../src/time/time-span.ts";
import { testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import {
	issueToDomains,
	sealedIssue,
	senderSetUp,
} from "../../support/sending.ts";

const STAGES = "5, 10 after 30m, rest after 2h";
const { signal } = new AbortController();

describeDatabases("an issue that is sent in stages", (database) => {
	const setUp = senderSetUp(database, { STAGES });
	const send = (pid = 1) => sendIssue(setUp.sender(pid), 1, { signal });
	const got = () => setUp.sink.recipients();
	const state = async () => (await issueById(setUp.context.db, 1))?.state;

	it("goes to the first stage, waits, goes to the second, waits, and goes to the rest", async () => {
		const { context } = setUp;
		await sealedIssue(context, 40);
		await send();
		expect(got().size).toBe(5);
		const [shown] = await pastIssues({
			...context,
			countsOf: (issue) => countsOfIssue(context.db, issue),
		});
		expect(shown?.stages).toMatch(
			/^stage 1 of 3: 5 of 5 accepted; 10 more not before /,
		);
		expect(String(pastIssuesCard(shown ? [shown] : [], "UTC"))).toContain(
			shown?.stages ?? "stages",
		);
		context.clock.advance(29 * MINUTE);
		await send();
		expect(got().size).toBe(5);
		context.clock.advance(MINUTE);
		await send();
		expect(got().size).toBe(15);
		expect(await state()).toBe("sending");
		context.clock.advance(120 * MINUTE);
		await send();
		expect(got().size).toBe(40);
		expect(setUp.sink.messages).toHaveLength(40);
		expect(await state()).toBe("complete");
	});

	it("goes to those first who confirmed most recently", async () => {
		const { context } = setUp;
		const id = await sealedIssue(context, 20);
		const late = [3, 9, 11, 16, 20];
		for (const one of late)
			await context.db
				.updateTable("subscribers")
				.set({ confirmed_at: `2026-11-2${late.indexOf(one)}T00:00:00.000Z` })
				.where("id", "=", one)
				.execute();
		await send();
		const accepted = await context.db
			.selectFrom("deliveries")
			.select("subscriber_id")
			.where("issue_id", "=", id)
			.where("state", "=", "accepted")
			.orderBy("subscriber_id")
			.execute();
		expect(accepted.map((row) => row.subscriber_id)).toEqual(late);
	});

	it("is neither hurried nor repeated by several workers, a pause, another setting or --missing", async () => {
		const { context } = setUp;
		await sealedIssue(context, 40);
		await Promise.all([send(1), send(2), send(3)]);
		expect(got().size).toBe(5);
		await pauseIssue(context, 1, "a rest");
		await resumeIssue(context, 1);
		await send();
		await reopenMissing(context, (await issueById(context.db, 1)) as never);
		setUp.context = testContext(database, {}, context.clock);
		await send();
		expect(got().size).toBe(5);
		context.clock.advance(30 * MINUTE);
		await Promise.all([send(1), send(2), send(3)]);
		expect(got().size).toBe(15);
		context.clock.advance(120 * MINUTE);
		await Promise.all([send(1), send(2), send(3)]);
		expect(setUp.sink.messages).toHaveLength(40);
		expect(await state()).toBe("complete");
	});

	it("keeps to the stages within limits for domains, and a warm-up", async () => {
		setUp.context = testContext(database, {
			STAGES,
			DOMAIN_RATE: "*=1000/h",
			WARM_UP: "500 x2",
		});
		await issueToDomains(setUp.context, 40, ["a.example", "b.example"]);
		await send();
		expect(got().size).toBe(5);
		setUp.context.clock.advance(30 * MINUTE);
		await send();
		expect(got().size).toBe(15);
		setUp.context.clock.advance(120 * MINUTE);
		await send();
		expect(setUp.sink.messages).toHaveLength(40);
	});

	it("is held if too much of a stage came back, until a person lets it go on", async () => {
		const { context } = setUp;
		await sealedIssue(context, 40);
		await send();
		await context.db
			.transaction()
			.execute((trx) =>
				addFigures(trx, 1, [
					{ scope: "server a", sent: 0, gone: 4, complaints: 0 },
				]),
			);
		context.clock.advance(30 * MINUTE);
		const { state: held, note } = await send();
		expect(held).toBe("paused");
		expect(note).toMatch(
			/4 of 5 messages of the stages so far .* stage 2 of 3/,
		);
		expect(got().size).toBe(5);
		await resumeIssue(context, 1);
		await send();
		expect(got().size).toBe(15);
	});

	it("ends with the issue: who is missing later gets it at once", async () => {
		const { context } = setUp;
		await sealedIssue(context, 3);
		await send();
		expect(await state()).toBe("complete");
		await context.db
			.deleteFrom("deliveries")
			.where("subscriber_id", "=", 2)
			.execute();
		setUp.sink.messages.length = 0;
		await reopenMissing(context, (await issueById(context.db, 1)) as never);
		await send();
		expect(setUp.sink.messages).toHaveLength(1);
		expect(await countByState(context.db, 1)).toEqual({ accepted: 3 });
	});

	it("has no stages if its first message went out before STAGES was set", async () => {
		setUp.context = testContext(database, { SEND_RATE: "3/h" });
		await sealedIssue(setUp.context, 8);
		await send();
		expect(got().size).toBe(3);
		setUp.context = testContext(database, { STAGES }, setUp.context.clock);
		await send();
		expect(got().size).toBe(8);
		expect(await stageOf(setUp.context.db, 1)).toBeUndefined();
	});
});
