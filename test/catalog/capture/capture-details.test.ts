import { describe, expect, it } from "vitest";
import { fullCapture, readCapture, reducedCapture } from "./captures.ts";

describe("a capture", () => {
	it.each([
		["67%", { ship: null, skip: null, share: 67 }],
		["66.7%", { ship: null, skip: null, share: 67 }],
		["No community votes yet", { ship: null, skip: null, share: null }],
		["–", { ship: null, skip: null, share: null }],
		["8 ship / 4 skip", { ship: 8, skip: 4, share: null }],
	])("may have %s above Community", (text, community) => {
		expect(
			readCapture(reducedCapture.replace(/^—$/m, text)).left.community,
		).toEqual(community);
	});

	it.each([
		["67% ship", { ship: null, skip: null, share: 67 }],
		["33% skip", { ship: null, skip: null, share: 67 }],
		["Ship · 80 ship / 40 skip", { ship: 80, skip: 40, share: null }],
		["Skip · 1 ship / 1 skip", { ship: 1, skip: 1, share: null }],
	])("may have %s in the decision table", (text, community) => {
		expect(
			readCapture(
				fullCapture
					.replace(/^67%\n\n/m, "")
					.replace("Ship · 8 ship / 4 skip", text),
			).right.community,
		).toEqual(community);
	});

	it("with a dash for the share leaves it unknown, unless the table counts the votes", () => {
		const dashed = (text: string) =>
			text.replace(/^100%$/m, "—").replace(/^50%$/m, "—");
		expect(readCapture(dashed(reducedCapture)).left.statedShare).toBeNull();
		expect(readCapture(dashed(fullCapture)).left.statedShare).toBe(50);
	});

	it("with a dash for the entry price leaves it unknown", () => {
		expect(
			readCapture(reducedCapture.replace(/^Free$/m, "—")).left.entryPrice,
		).toBe("");
	});

	it("with a dash in a cell leaves it unknown", () => {
		const text = fullCapture.replace("$19 a month for 200 pictures", "—");
		expect(readCapture(text).right.pricing).toBe("");
	});

	it("with a dash for a score or a verdict leaves that one unknown, and keeps the other", () => {
		expect(
			readCapture(fullCapture.replace("74/100 · ship", "—/100 · ship")).left
				.reviews[0],
		).toMatchObject({ score: null, verdict: "ship" });
		expect(
			readCapture(fullCapture.replace("74/100 · ship", "74/100 · —")).left
				.reviews[0],
		).toMatchObject({ score: 74, verdict: null });
	});

	it("with a dash for a review leaves it out", () => {
		const text = reducedCapture.replace(/^“I came to catch.*$/m, "“—”");
		expect(
			readCapture(text).left.reviews.map((review) => review.reviewer),
		).toEqual(["builder", "founder", "futurist"]);
	});

	it("keeps the paragraphs of a description", () => {
		const text = fullCapture.replace(
			" Café & Croquis draws it",
			"\n\nCafé & Croquis draws it",
		);
		expect(readCapture(text).left.description.split("\n\n")).toHaveLength(2);
	});

	it("keeps the paragraphs of a review below its score", () => {
		const text = fullCapture.replace(
			"the pencil keeps up: ",
			"the pencil keeps up.\n\n",
		);
		expect(readCapture(text).left.reviews[0]?.body.split("\n\n")).toHaveLength(
			2,
		);
	});

	it("keeps the paragraphs of a review in quotation marks", () => {
		for (const next of ["\n", "\n“"]) {
			const text = reducedCapture.replace(
				"could not look. I gave",
				`could not look.${next}I gave`,
			);
			expect(readCapture(text).left.reviews[0]?.body).toMatch(
				/look\.\n\nI gave/,
			);
		}
	});

	it("keeps the paragraphs of reviews without marks if blank lines separate the reviews", () => {
		const bare = reducedCapture.replace(/^“(.*)”$/gm, "\n$1");
		const text = bare.replace(
			"could not look. I gave",
			"could not look.\nI gave",
		);
		expect(readCapture(text).left.reviews[0]?.body).toMatch(/look\.\n\nI gave/);
	});

	it("keeps quotation marks that belong to the review", () => {
		const text = fullCapture
			.replace(/^In a quiet room it is magic\./m, "“Magic” it is")
			.replace("while doing it.", "with a “pencil”");
		expect(readCapture(text).left.reviews[1]?.body).toMatch(
			/^“Magic”.*“pencil”$/,
		);
	});

	it("may have the columns of its table in the other order", () => {
		const [before = "", table = "", after = ""] = fullCapture.split(
			/(?=^Decision$)|(?=^Reviewer scorecard$)/m,
		);
		const cells = table.trim().split("\n");
		const swapped = cells.map((cell, at) =>
			at % 3 === 0 ? cell : (cells[at % 3 === 1 ? at + 1 : at - 1] ?? cell),
		);
		expect(readCapture(`${before}${swapped.join("\n")}\n\n${after}`)).toEqual(
			readCapture(fullCapture),
		);
	});

	it("may name reviewers without scores", () => {
		const text = fullCapture.replace(/^\d+\/100 · \w+$/gm, "");
		expect(
			readCapture(text).right.reviews.map(({ reviewer, score }) => [
				reviewer,
				score,
			]),
		).toEqual([
			["builder", null],
			["skeptic", null],
			["founder", null],
			["futurist", null],
		]);
	});
});
