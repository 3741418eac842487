import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { BadInput } from "../../../src/catalog/import/problem.ts";
import { fullCapture, reducedCapture } from "./captures.ts";

describe("a capture is refused, with the line of the problem, if it has", () => {
	const cut = (text: string, at: string) => text.slice(0, text.indexOf(at));
	it.each([
		[
			"nothing of a comparison page",
			"Dear diary,\n\ntoday I shipped.",
			"not-a-capture",
			1,
			/expected the text of a comparison page/,
		],
		[
			"no title",
			reducedCapture.replace(/^Footnotary vs.*\n/m, ""),
			"truncated",
			1,
			/expected a title such as/,
		],
		[
			"a title of other tools",
			reducedCapture.replace("Footnotary vs", "Pastiche vs"),
			"truncated",
			2,
			/a card for each tool of the title, "Pastiche vs Citewren"/,
		],
		[
			"only one tool",
			cut(reducedCapture, "Research\nCitewren"),
			"truncated",
			13,
			/expected "Panel ship" on the card of the second tool/,
		],
		[
			"half a card",
			cut(reducedCapture, "Entry\nDescribe"),
			"truncated",
			21,
			/expected "Entry" on the card of the second tool/,
		],
		[
			"a share of 101%",
			reducedCapture.replace("100%", "101%"),
			"bad-share",
			7,
			/at most 100% panel ship, but found 101%/,
		],
		[
			"votes that can't be read",
			reducedCapture.replace(/^—$/m, "many"),
			"bad-votes",
			9,
			/found "many"/,
		],
		[
			"no scorecard",
			cut(reducedCapture, "Reviewer scorecard"),
			"truncated",
			23,
			/expected "Reviewer scorecard"/,
		],
		[
			"a scorecard without reviews",
			reducedCapture.replace(/^“.*”\n/gm, ""),
			"truncated",
			24,
			/expected 8 reviews, two by each reviewer, but found 0/,
		],
		[
			"seven reviews",
			reducedCapture.replace(/^“We search.*\n/m, ""),
			"truncated",
			31,
			/but found 7/,
		],
		[
			"one paragraph too many",
			reducedCapture.replace(/^“(.*)”$/gm, "$1").replace("look. I", "look.\nI"),
			"truncated",
			33,
			/but found/,
		],
		[
			"a review that is cut off",
			cut(reducedCapture, " and everybody will.”"),
			"truncated",
			32,
			/is cut off within the last review/,
		],
		[
			"a quotation without its closing mark",
			reducedCapture.replace("everybody will.”", "everybody will."),
			"truncated",
			32,
			/end with its quotation mark/,
		],
		[
			"a table without names",
			fullCapture.replace(/Decision\n[\s\S]*(?=\n\nReviewer)/, "Decision"),
			"truncated",
			55,
			/decision table to name the tools/,
		],
		[
			"a table of other tools",
			fullCapture.replace("Decision\nCafé & Croquis", "Decision\nKaffee"),
			"wrong-names",
			56,
			/but found "Kaffee"/,
		],
		[
			"a table with a cell missing",
			fullCapture.replace(
				"€15 a month\n$19 a month for 200 pictures\n",
				"€15 a month\n",
			),
			"truncated",
			64,
			/two cells in the row "Pricing"/,
		],
		[
			"an unknown reviewer",
			fullCapture.replace(/^Founder$/m, "Wizard"),
			"unknown-reviewer",
			94,
			/expected Builder, Skeptic, Founder, Futurist, but found "Wizard"/,
		],
		[
			"no reviews by one reviewer",
			fullCapture.replace(/^Founder\n[\s\S]*(?=^Futurist$)/m, ""),
			"truncated",
			101,
			/two reviews by the Founder.* found 0/,
		],
		[
			"only one review by a reviewer",
			fullCapture.replace(/^43\/100[\s\S]*(?=^Weekly)/m, ""),
			"truncated",
			106,
			/two reviews by the Futurist.* found 1/,
		],
		[
			"a score without a review",
			fullCapture.replace(/^It makes us better.*\n/m, ""),
			"truncated",
			108,
			/expected a review below this score/,
		],
		[
			"a score of 101",
			fullCapture.replace("74/100", "101/100"),
			"bad-score",
			77,
			/a score from 0 to 100, but found 101/,
		],
		[
			"a verdict other than ship and skip",
			fullCapture.replace("74/100 · ship", "74/100 · maybe"),
			"bad-verdict",
			77,
			/found "maybe"/,
		],
		[
			"a review above the first reviewer's name",
			fullCapture.replace(
				/^Builder$/m,
				"Somebody says this at length, and goes on.",
			),
			"truncated",
			76,
			/a reviewer's name above this review/,
		],
	])("%s", (_, text, code, line, message) => {
		let thrown: unknown;
		try {
			parseCapture(text);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(BadInput);
		const { code: actual, problems } = thrown as BadInput;
		expect({ code: actual, line: problems[0]?.line }).toEqual({ code, line });
		expect(problems[0]?.message).toMatch(message);
	});
});

it("a capture that is cut off at any place is refused, or has a warning that it may be cut off", () => {
	for (const text of [fullCapture, reducedCapture]) {
		const end = text.indexOf("Weekly AI Tool Verdicts");
		for (let length = 0; length < end; length += 7) {
			const part = text.slice(0, length);
			let warnings: string[] = [];
			try {
				warnings = parseCapture(part).warnings.map((warning) => warning.code);
			} catch (error) {
				expect(error).toBeInstanceOf(BadInput);
				continue;
			}
			expect(warnings).toContain("no-footer");
		}
	}
});
