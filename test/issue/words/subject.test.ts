import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterCount } from "../../../src/issue/words/phrases.ts";
import { composePreheader } from "../../../src/issue/words/preheader.ts";
import { composeSubject } from "../../../src/issue/words/subject.ts";
import { comparison, tool } from "../../support/content.ts";

const scored = { scores: [82, 74, 78, 80] };

describe("the subject", () => {
	it.each([
		[
			tool("Alpha", "++++", scored),
			tool("Beta", "----", { scores: [50, 40, 46, 48] }),
			"Ship Alpha, skip Beta: 79 points to 46",
		],
		[
			tool("Alpha", "++++", scored),
			tool("Beta", "++++", scored),
			"Ship both Alpha and Beta: level at 79 points",
		],
		[
			tool("Alpha", "+---"),
			tool("Beta", "+++-"),
			"Skip Alpha, ship Beta, says the panel",
		],
		[
			tool("Alpha", "????"),
			tool("Beta", "++++"),
			"Alpha vs Beta: no panel verdict known yet",
		],
		[
			tool("Quillwright", "+---"),
			tool("Marginaut", "+++-"),
			"Skip Quillwright, ship Marginaut",
		],
		[
			tool("Quillwright", "+---", { flip: ["ship", "skip"] }),
			tool("Marginaut", "+++-"),
			"Skip Quillwright after all, ship Marginaut",
		],
		[
			tool("Quillwright", "+---"),
			tool("Marginaut", "+++-", { flip: ["skip", "ship"] }),
			"Ship Marginaut after all, skip Quillwright",
		],
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

	it("has 30 to 50 characters and the verdict first, whatever the names", () => {
		const name = fc
			.string({ unit: "grapheme", minLength: 1, maxLength: 60 })
			.map((text) => text.replace(/\s+/g, "x"));
		const votes = fc.constantFrom("++++", "+---", "++--", "----");
		fc.assert(
			fc.property(name, name, votes, votes, (a, b, forA, forB) => {
				const subject = composeSubject(
					comparison(tool(a, forA), tool(b, forB)),
				);
				const size = characterCount(subject);
				expect(size).toBeLessThanOrEqual(50);
				expect(subject).toMatch(/^S(?:hip|kip) /);
				if (!subject.includes("…")) expect(size).toBeGreaterThanOrEqual(30);
			}),
		);
	});
});

describe("the preheader", () => {
	const lead = comparison(
		tool("Alpha", "++++", scored),
		tool("Beta", "++-+", { scores: [85, 78, 52, 80] }),
	);
	const subject = composeSubject(lead);
	it.each([
		[
			[],
			"Only the Founder would skip Beta. Both tools side by side, with the panel’s four reviews.",
		],
		[
			[{ title: "Gamma vs Delta" }],
			"Only the Founder would skip Beta. Also: Gamma vs Delta.",
		],
		[
			Array.from({ length: 5 }, () => ({
				title: "A rather long name vs Another long one",
			})),
			"Only the Founder would skip Beta. Also: A rather long name vs Another long one and 4 more.",
		],
		[
			Array.from({ length: 5 }, () => ({
				title:
					"An endless name that leaves no room vs One that is even longer than that",
			})),
			"Only the Founder would skip Beta. And 5 more verdicts this week, side by side.",
		],
	])("%#", (others, text) => {
		expect(composePreheader(subject, lead, others)).toBe(text);
	});

	it.each([
		["++++", "----", {}, "The whole panel agrees."],
		["+++-", "---+", {}, "Only the Futurist disagrees."],
		["++--", "----", {}, "50% and 0% of the panel ship."],
		["++--", "++--", scored, "79 points against 74."],
		["????", "????", {}, "Read what the panel says."],
	])("gives the reason for %s against %s first", (a, b, more, reason) => {
		const pair = comparison(
			tool("Alpha", a, more),
			tool("Beta", b, "scores" in more ? { scores: [74, 74, 74, 74] } : {}),
		);
		expect(composePreheader("", pair, [])).toMatch(
			new RegExp(`^${reason.replaceAll(".", "\\.")} `),
		);
	});

	it("leaves out what the subject already says", () => {
		const tie = comparison(
			tool("Alpha", "++--", scored),
			tool("Beta", "++--", { scores: [74, 74, 74, 74] }),
		);
		expect(composePreheader("… 79 points to 74", tie, [])).not.toContain(
			"points",
		);
		const flipped = comparison(
			tool("Alpha", "++++", { flip: ["skip", "ship"] }),
			tool("Beta", "----"),
		);
		expect(composePreheader("", flipped, [])).toContain("was a skip last time");
		expect(
			composePreheader("Ship Alpha after all, skip Beta", flipped, []),
		).not.toContain("last time");
	});

	it("has 40 to 90 characters and never repeats the subject", () => {
		for (const others of [[], [{ title: "Gamma vs Delta" }]]) {
			const text = composePreheader(subject, lead, others);
			expect(text.length).toBeGreaterThanOrEqual(40);
			expect(text.length).toBeLessThanOrEqual(90);
			expect(text).not.toContain(subject);
		}
	});
});

it("a subject that an earlier issue had is replaced by the next best one, and at last gets the edition number", () => {
	const lead = comparison(
		tool("Alphabetical", "++++", { scores: [85, 78, 52, 80] }),
		tool("Betamax", "+---", { scores: [58, 41, 47, 45] }),
	);
	const used: string[] = [];
	const past = {
		had: (subject: string) =>
			used.some((one) => one.toLowerCase() === subject.toLowerCase()),
	};
	for (let number = 1; number <= 8; number++) {
		const subject = composeSubject(lead, past, number);
		expect(used).not.toContain(subject);
		expect([...subject].length).toBeLessThanOrEqual(50);
		expect(composeSubject(lead, past, number)).toBe(subject);
		used.push(subject);
	}
	expect(used[0]).toBe(composeSubject(lead));
	expect(used.at(-1)).toBe("Ship Alphabetical, skip Betamax (No. 8)");
});
