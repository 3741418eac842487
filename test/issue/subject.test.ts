import { describe, expect, it } from "vitest";
import {
	composeIntro,
	composePreheader,
	composeSubject,
} from "../../src/issue/subject.ts";
import { comparison, tool } from "../support/content.ts";

describe("subject", () => {
	it.each([
		[tool("Alpha", "++++"), tool("Beta", "----"), "Ship Alpha, skip Beta"],
		[tool("Alpha", "+---"), tool("Beta", "+++-"), "Skip Alpha, ship Beta"],
		[tool("Alpha", "++++"), tool("Beta", "++--"), "Ship both: Alpha, Beta"],
		[tool("Alpha", "----"), tool("Beta", "+---"), "Skip both: Alpha, Beta"],
		[tool("Alpha", "????"), tool("Beta", "++++"), "Alpha vs Beta"],
		[
			tool("Nimbus Notes (Team Edition)", "++++"),
			tool("Mistral 3 Small (22B)", "----"),
			"Ship Nimbus Notes…, skip Mistral 3 Small (22B)",
		],
		[
			tool("Mistral 3 Small (22B)", "++++"),
			tool("Mistral 3 Small (24B)", "++++"),
			"Ship both: Mistral 3 Small…, Mistral 3 Small (24B)",
		],
		[
			tool("Hugging Face Inference Providers Hub", "++++"),
			tool("Mistral 3 Small", "++-+"),
			"Ship both: Hugging Face…, Mistral 3 Small",
		],
	])("%#", (left, right, subject) => {
		expect(composeSubject(comparison(left, right))).toBe(subject);
	});

	it("fits a phone whatever the names", () => {
		const long = "Überaus langer Werkzeugname für Fortgeschrittene 🛠️🛠️🛠️🛠️";
		const subject = composeSubject(
			comparison(tool(long, "++++"), tool(`${long} II`, "----")),
		);
		expect([...subject].length).toBeLessThanOrEqual(50);
	});
});

describe("preheader", () => {
	const lead = comparison(
		tool("Alpha", "++++", { scores: [82, 74, 78, 80] }),
		tool("Beta", "++-+", { scores: [85, 78, 52, 80] }),
	);
	it.each([
		[
			[],
			"79 points against 74. Both tools side by side, with the panel's four reviews.",
		],
		[
			[{ title: "Gamma vs Delta" }],
			"79 points against 74. Also: Gamma vs Delta.",
		],
		[
			Array.from({ length: 5 }, () => ({
				title: "A rather long name vs Another long one",
			})),
			"79 points against 74. Also: A rather long name vs Another long one and 4 more.",
		],
		[
			Array.from({ length: 5 }, () => ({
				title:
					"An endless name that leaves no room vs One that is even longer than that",
			})),
			"79 points against 74. And 5 more verdicts this week, side by side.",
		],
	])("%#", (others, text) => {
		expect(composePreheader(lead, others)).toBe(text);
	});

	it("completes the subject in 40 to 90 characters and does not repeat it", () => {
		for (const others of [[], [{ title: "Gamma vs Delta" }]]) {
			const text = composePreheader(lead, others);
			expect(text.length).toBeGreaterThanOrEqual(40);
			expect(text.length).toBeLessThanOrEqual(90);
			expect(text).not.toContain(composeSubject(lead));
		}
	});

	it("says nothing of points that are not known", () => {
		const text = composePreheader(
			comparison(tool("Alpha", "????"), tool("Beta", "????")),
			[],
		);
		expect(text).toBe(
			"Read what the panel says. Both tools side by side, with the panel's four reviews.",
		);
	});
});

it("introduces the issue in one sentence", () => {
	expect(composeIntro(1, 3)).toMatch(/^One new comparison /);
	expect(composeIntro(3, 3)).toMatch(/^3 new comparisons this week, judged/);
	expect(composeIntro(9, 3)).toBe(
		"9 new comparisons this week: 3 told in full, the rest in brief.",
	);
});
