import { expect, it } from "vitest";
import {
	issueInBrief,
	latestIssue,
} from "../../../src/issue/content/latest.ts";
import { approveIssue } from "../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../src/issue/life/seal.ts";
import type { Renderer } from "../../../src/issue/renderer.ts";
import { sampleIssue } from "../../../templates/samples.ts";
import { nothingFound, testContext } from "../../support/context.ts";
import { describeDatabases } from "../../support/databases.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { seedComparison, seedSubscribers } from "../../support/seed.ts";

const _renderer: Renderer = plainRenderer;

describeDatabases("the latest issue", (database) => {
	it("is null before any issue is sealed, and then the sealed one", async () => {
		const context = testContext(database);
		await seedSubscribers(context.db, 1);
		await seedComparison(context.db, "alpha", context.clock.now());
		context.clock.advance(60_000);
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		expect(await latestIssue(context.db)).toBeNull();
		await sealIssue(context, nothingFound, issue.id);
		expect(await latestIssue(context.db)).toMatchObject({
			number: 1,
			url: expect.stringContaining("/issues/1"),
			unlisted: 0,
		});
	});
});

it("the latest issue in short has five comparisons and counts the others", () => {
	const [lead] = sampleIssue.leads;
	if (!lead) throw new Error("the sample has a lead");
	const short = issueInBrief({
		...sampleIssue,
		leads: [lead, lead, lead],
		briefs: [lead, lead, lead, lead],
	});
	expect(short.calls).toHaveLength(5);
	expect(short.unlisted).toBe(
		2 + sampleIssue.more.length + sampleIssue.moreUnlisted,
	);
	expect(short.calls[0]).toEqual([
		{ tool: "Switchyard Inference Hub", verdict: "ship", share: 100 },
		{ tool: "Pebble 7B", verdict: "ship", share: 75 },
	]);
});
