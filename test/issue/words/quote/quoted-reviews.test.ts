import { expect, it, test } from "vitest";
import { anonymousReader } from "../../../../src/issue/content/reader.ts";
import { sealedContent } from "../../../../src/issue/content/sealed.ts";
import { approveIssue } from "../../../../src/issue/life/approve.ts";
import { draftIssue } from "../../../../src/issue/life/draft.ts";
import { sealIssue } from "../../../../src/issue/life/seal.ts";
import { quotesFrom } from "../../../../src/render/quotes.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../../../templates/samples.ts";
import { renderer } from "../../../render/sample.ts";
import { nothingFound, testContext } from "../../../support/context.ts";
import { describeDatabases } from "../../../support/databases.ts";
import { seedComparison, seedSubscribers } from "../../../support/seed.ts";

describeDatabases("the quotes of an issue", (database) => {
	it("are sealed with it: that of the source, and else the sentence that bears the verdict", async () => {
		const context = testContext(database);
		const { db } = context;
		await seedSubscribers(db, 1);
		const { left } = await seedComparison(
			db,
			"one",
			"2026-11-19T00:00:00.000Z",
		);
		const body =
			"The screens are lovely, and the first hour with them is a pleasure that I had not expected. I lost two days of work to it on Friday. I would not install it again.";
		const review = { verdict: "skip", score: 20, body } as const;
		const set = (reviewer: "skeptic" | "founder", quote: string | null) =>
			db
				.updateTable("reviews")
				.set({ ...review, quote })
				.where("tool_id", "=", left)
				.where("reviewer", "=", reviewer)
				.execute();
		await set("skeptic", null);
		await set("founder", "I lost two days of work to it on Friday.");
		const { issue } = await draftIssue(context);
		await approveIssue(context, nothingFound, issue.id, "editor");
		await sealIssue(context, nothingFound, issue.id);
		const [, skeptic, founder] =
			(await sealedContent(db, issue.id))?.leads[0]?.left.reviews ?? [];
		expect(skeptic).toMatchObject(review);
		expect(skeptic?.quote).toMatch(/I would not install it again\.$/);
		expect(skeptic?.quote).not.toContain("lovely");
		expect(founder?.quote).toBe("I lost two days of work to it on Friday.");
	});
});

/** The sample issue with a quote that only the composer can have given. */
const quoted = {
	...sampleIssue,
	leads: sampleIssue.leads.slice(0, 1).map((lead) => ({
		...lead,
		left: {
			...lead.left,
			reviews: lead.left.reviews.map((review) => ({
				...review,
				quote: `A quote of the ${review.reviewer}.`,
			})),
		},
	})),
};

const compiled = renderer.compile(quoted);

test.each([null, "founder", "futurist"] as const)(
	"HTML, text and web show the quotes that the content has, each with its reviewer's score and verdict: %s first",
	async (lens) => {
		const open = renderer.open(await compiled, sampleEnvelope);
		const reader = { ...sampleReader, lens };
		const web = open.html({ ...reader, ...anonymousReader, lens });
		const [lead] = quoted.leads;
		if (!lead) throw new Error("the sample has a lead");
		const quotes = quotesFrom([lead.left, lead.right], lens);
		if (lens) expect(quotes[0]?.review.reviewer).toBe(lens);
		const chosen = quotes.filter(({ tool }) => tool.slug === lead.left.slug);
		expect(chosen.length).toBeGreaterThan(0);
		for (const { review } of chosen) {
			const { reviewer, score, verdict } = review;
			const title = reviewer.charAt(0).toUpperCase() + reviewer.slice(1);
			for (const html of [open.html(reader), web])
				expect(html).toContain(
					`“A quote of the ${reviewer}.”</bdi><br><span class="note">${title} on <bdi>${lead.left.name}</bdi> · ${score}/100 · ${verdict}</span>`,
				);
			const text = open.text(reader).replace(/\s+/g, " ");
			expect(text.toLowerCase()).toContain(
				`${reviewer} on switchyard inference hub: ${score}/100 · ${verdict} “a quote of the ${reviewer}.”`,
			);
		}
	},
);
