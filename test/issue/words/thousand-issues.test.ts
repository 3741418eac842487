import { describe, expect, test } from "vitest";
import type {
	ComparisonContent,
	ToolContent,
} from "../../../src/issue/content/content.ts";
import { languageOf } from "../../../src/issue/words/language/languages.ts";
import { lensHeadlines } from "../../../src/issue/words/lens-headlines.ts";
import {
	characterCount,
	normalizedWords,
} from "../../../src/issue/words/phrases.ts";
import { composeSubject } from "../../../src/issue/words/subject.ts";
import { comparison, tool } from "../../support/content.ts";

const NAMES = [
	..."Quillwright,Marginaut,Ledgerloom,Tallyhoot,Café & Croquis,The Hub,n8n,v0,iA Writer".split(
		",",
	),
	...["Pebble 7B", "Pebble 13B", "Harbour Providers v2", "Gemini 2.5 Flash"],
	"Hugging Face Inference Providers Hub",
	"GitHub Copilot Workspace",
	"Mistral 3 Small Instruct (22B, quantised)",
	"Mistral 3 Small Instruct (24B)",
	"The Extremely Thorough Spreadsheet Companion: Enterprise Edition",
	"accounting/ledger-reconciliation-assistant-for-auditors",
	"accounting/ledger-reconciliation-assistant-for-bookkeepers",
	"meta-llama/Llama-3.3-70B-Instruct",
	"nousresearch/Llama-3.3-70B-Instruct",
	...["Zapier Agents by Zapier", "Airtable — Cobuilder"],
	...["כלי הפלאים 7", "أداة (نسخة 2)", "王小明 的 工具"],
];

/** Numbers from 0 up to 1, always the same. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function weeksFrom(seed: number): () => ComparisonContent[] {
	const next = numbers(seed);
	const one = <Item>(list: readonly Item[]) =>
		list[Math.floor(next() * list.length)] as Item;
	const made = (name: string): ToolContent => {
		const votes = Array.from({ length: 4 }, () => one(["+", "-"])).join("");
		const average = 20 + Math.floor(next() * 70);
		const share = Math.floor(next() * 101);
		return {
			...tool(name, next() < 0.95 ? votes : "????", {
				scores: [-3, 2, -1, 4].map((off) => average + off),
				...(next() < 0.1 && { flip: ["ship", "skip"] }),
			}),
			...(next() < 0.2 && { community: { share, ship: share, skip: 9 } }),
		};
	};
	return () =>
		Array.from({ length: 1 + Math.floor(next() * 5) }, () => {
			const left = one(NAMES);
			const right = one(NAMES.filter((name) => name !== left));
			return comparison(made(left), made(right));
		});
}

describe.each(["en", "de"] as const)("a thousand issues in %s", (tag) => {
	test("have subjects of at most 60 characters, with at most one name that is cut, and none of the last year again, through every lens", () => {
		const language = languageOf({ language: tag });
		const nextWeek = weeksFrom(11);
		const issues: string[][] = [];
		let cut = 0;
		for (let number = 1; number <= 1_000; number++) {
			const year = new Set(issues.slice(-52).flat().map(normalizedWords));
			const past = {
				had: (text: string) => year.has(normalizedWords(text)),
			};
			const [lead, ...others] = nextWeek();
			if (!lead) throw new Error("a week has a comparison");
			const lenses = lensHeadlines(lead, others, past, number, language);
			const subjects = [
				composeSubject(lead, past, number, { language, others }),
				...Object.values(lenses).map(({ subject }) => subject),
			];
			for (const subject of subjects) {
				expect(characterCount(subject)).toBeLessThanOrEqual(60);
				expect(subject.split("…").length).toBeLessThanOrEqual(2);
				expect(subject).not.toMatch(/undefined|null|NaN/);
				expect(past.had(subject)).toBe(false);
				if (subject.includes("…")) cut++;
			}
			expect(new Set(subjects).size).toBe(subjects.length);
			issues.push(subjects);
		}
		// Names are cut seldom: where not even a short one has room.
		expect(cut).toBeLessThan(0.05 * issues.flat().length);
	});
});
