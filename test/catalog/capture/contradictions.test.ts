import { describe, expect, it } from "vitest";
import { parseCapture } from "../../../src/catalog/capture/capture.ts";
import { fullCapture } from "./captures.ts";

describe("a capture gets a warning", () => {
	const warnings = (from: string, to: string) =>
		parseCapture(fullCapture.replace(from, to)).warnings;

	it.each([
		[
			"75%",
			"100%",
			'Gouachebot (2nd Edition): the card says 100% panel ship, but the decision table says "Ship · 3 ship / 1 skip"',
		],
		[
			"Ship · 3 ship / 1 skip",
			"Skip · 1 ship / 3 skip",
			'Gouachebot (2nd Edition): the card says 75% panel ship, but the decision table says "Skip · 1 ship / 3 skip"',
		],
		[
			"Ship · 3 ship / 1 skip",
			"Skip · 3 ship / 1 skip",
			'Gouachebot (2nd Edition): the card\'s badge says ship, but the decision table says "Skip · 3 ship / 1 skip"',
		],
		[
			"Ship\n\n75%",
			"Skip\n\n75%",
			"Gouachebot (2nd Edition): the card's badge says skip, but its share is 75% panel ship",
		],
		[
			"Ship · 8 ship / 4 skip",
			"Ship · 9 ship / 1 skip",
			'Gouachebot (2nd Edition): the card says 67% of the community ship, but the decision table says "Ship · 9 ship / 1 skip"',
		],
		[
			"Ship · 8 ship / 4 skip",
			"several",
			'Gouachebot (2nd Edition): "several" in the decision table can\'t be read as votes and was ignored',
		],
		[
			"Category\nDesign\nDesign",
			"Category\nDesign\nVideo",
			'Gouachebot (2nd Edition): the card\'s category is "Design", but the decision table says "Video"',
		],
		[
			"Category\nDesign\nDesign",
			"Category\nDesign\nDesign\nLicence\nMIT\nGPL",
			'the row "Licence" of the decision table is unknown and was ignored',
		],
	])('when "%s" becomes "%s", quoting both sides', (from, to, message) => {
		const found = warnings(from, to);
		expect(found.map((warning) => warning.message)).toContain(message);
		expect(found.every((warning) => (warning.line ?? 0) > 1)).toBe(true);
	});

	it("when it ends with its last review", () => {
		const [text = ""] = fullCapture.split("\n\nWeekly AI Tool Verdicts");
		expect(parseCapture(text).warnings).toMatchObject([
			{ code: "no-footer", line: 110 },
		]);
	});
});
