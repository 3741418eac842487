import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	characterCount,
	normalizedWords,
	stableHash,
} from "../../../src/issue/words/phrases.ts";
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
			"Alpha or Beta? Both pass, both average 79",
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
			"Ship Nimbus Notes, skip Mistral 3 Small (22B)",
		],
		[
			tool("Mistral 3 Small (22B)", "++++"),
			tool("Mistral 3 Small (24B)", "++++"),
			"All four would ship Mistral 3 Small (22B)",
		],
		[
			tool("Hugging Face Inference Providers Hub", "++++"),
			tool("Mistral 3 Small", "++-+"),
			"Only the Founder would skip Mistral 3 Small",
		],
		[
			tool("Tallyhoot", "++--"),
			tool("Quillwright", "+++-"),
			"Ship Quillwright; split on Tallyhoot",
		],
		[
			tool("Café & Croquis", "+++-"),
			tool("Gouachebot", "++++"),
			"Café & Croquis or Gouachebot? Both pass",
		],
		[
			{
				...tool("Quillwright", "----"),
				community: { share: 83, ship: null, skip: null },
			},
			tool("Marginaut", "++++"),
			"Skip Quillwright? Readers would ship it",
		],
		[
			{
				...tool("The Extremely Thorough Spreadsheet Companion", "----"),
				shortName: "Spreadsheet Companion",
			},
			tool("Quillwright", "++++"),
			"Skip Spreadsheet Companion, ship Quillwright",
		],
	])("%#", (left, right, subject) => {
		expect(composeSubject(comparison(left, right))).toBe(subject);
	});

	it("has 30 to 50 characters, says the verdict and cuts one name at most, whatever the names", () => {
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
				expect(subject).toMatch(
					/^(?:S(?:hip|kip) |(?:All four|Only the \w+) would s(?:hip|kip) |Two to s(?:hip|kip) )|\? (?:Both pass|Skip both|Split on both|The panel)| splits the panel/,
				);
				expect(subject.split("…").length).toBeLessThanOrEqual(2);
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
				title: "A rather long name vs Another one",
			})),
			"Only the Founder would skip Beta. Also: A rather long name vs Another one and four more.",
		],
		[
			Array.from({ length: 5 }, () => ({
				title:
					"An endless name that leaves no room vs One that is even longer than that",
			})),
			"Only the Founder would skip Beta. And five more verdicts this week, side by side.",
		],
	])("%#", (others, text) => {
		expect(composePreheader(subject, lead, others)).toBe(text);
	});

	it.each([
		["++++", "----", {}, "The whole panel agrees."],
		["+++-", "---+", {}, "Only the Futurist disagrees, on both."],
		["++--", "----", {}, "The panel is split on Alpha, two to two."],
		["++--", "++--", scored, "The panel is split on Alpha, two to two."],
		["+--?", "++-?", scored, "Alpha averages 79, Beta 74."],
		["????", "????", {}, "What is known so far."],
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
		const even = comparison(
			tool("Alpha", "+-??", scored),
			tool("Beta", "+-??", { scores: [74, 74, 74, 74] }),
		);
		expect(composePreheader("", even, [])).toContain("averages 79");
		expect(composePreheader("… 79 points to 74", even, [])).not.toContain("79");
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

/** 1,000 weeks of an installation, a few of them alike. */
it("of 1,000 issues no subject has two cuts or more than 60 characters, and none equals another one", () => {
	const words =
		"Mistral Quill Harbour 7B (22B) Providers Inference Hub Small".split(" ");
	const random = (at: number, among: number) =>
		stableHash(`${at} of ${among}`) % among;
	const named = (at: number) =>
		Array.from(
			{ length: 1 + random(at, 7) },
			(_, n) => words[random(at * 31 + n, words.length)],
		).join(" ");
	const votes = (at: number) =>
		["++++", "+++-", "++--", "+---", "----", "????"][random(at, 6)] ?? "";
	const subjects = new Set<string>();
	const past = {
		had: (subject: string) => subjects.has(normalizedWords(subject)),
	};
	for (let number = 1; number <= 1_000; number++) {
		const at = random(number, 400);
		const lead = comparison(
			tool(named(at), votes(at)),
			tool(named(at + 500), votes(at + 500)),
		);
		const subject = composeSubject(lead, past, number);
		expect(subject.split("…").length).toBeLessThanOrEqual(2);
		expect(characterCount(subject)).toBeLessThanOrEqual(60);
		expect(past.had(subject)).toBe(false);
		subjects.add(normalizedWords(subject));
	}
});
