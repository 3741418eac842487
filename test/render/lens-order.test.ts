import { describe, expect, it } from "vitest";
import { REVIEWERS } from "../../src/catalog/panel.ts";
import type { IssueContent } from "../../src/issue/content/content.ts";
import { issueThrough } from "../../src/issue/content/through-lens.ts";
import { lensContents } from "../../src/issue/words/lens-headlines.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../templates/samples.ts";
import { comparison, tool } from "../support/content.ts";
import { renderer } from "./sample.ts";

/* Each vote is a reviewer's: builder, skeptic, founder, futurist. */
const leads = [
	comparison(tool("Ada", "++++"), tool("Bel", "----")),
	comparison(tool("Cai", "+-++"), tool("Dov", "----")),
	comparison(tool("Eva", "+-++"), tool("Fay", "-+--")),
];
const briefs = [
	comparison(tool("Gus", "+???"), tool("Hal", "+???")),
	comparison(tool("Ida", "++++"), tool("Jan", "++++")),
];
const usual = { subject: "Usual", preheader: "Usual", intro: "Usual." };
const lenses = lensContents({ leads, briefs }, usual);
const issue: IssueContent = { ...sampleIssue, leads, briefs, lenses };

describe("a lens", () => {
	it("has an order in which the reviewer's dissent comes first, and leads stay leads", () => {
		expect(lenses.skeptic?.order).toEqual([
			"eva-vs-fay",
			"cai-vs-dov",
			"ada-vs-bel",
			"gus-vs-hal",
			"ida-vs-jan",
		]);
		expect(lenses.builder?.order).toEqual(
			[...leads, ...briefs].map(({ slug }) => slug),
		);
	});

	it("has a subject about the comparison that its readers see first", () => {
		expect(lenses.skeptic?.subject).toContain("Eva");
		expect(lenses.skeptic?.subject).toContain("Fay");
		expect(lenses.builder?.subject).toContain("Ada");
	});

	it("has an intro with the reviewer's verdicts and where the panel says the opposite", () => {
		expect(lenses.skeptic?.intro).toBe(
			"The Skeptic judged eight of this week’s ten tools, and would ship four. On Eva and two others the panel says the opposite.",
		);
		expect(lenses.builder?.intro).toBe(
			"The Builder would ship seven of this week’s ten tools. The panel agrees each time.",
		);
	});

	it("is the issue's own words for a reviewer who said nothing on the first comparison, and absent for one who said nothing", () => {
		const silent = (name: string) => ({
			...tool(name, "+++?"),
			reviews: tool(name, "+++?").reviews.slice(0, 3),
		});
		const first = comparison(silent("Ada"), silent("Bel"));
		const only = lensContents({ leads: [first], briefs: [] }, usual);
		expect(Object.keys(only)).toEqual(REVIEWERS.slice(0, 3));
		const more = lensContents({ leads: [first], briefs }, usual);
		expect(more.futurist).toMatchObject({
			subject: "Usual",
			preheader: "Usual",
		});
		expect(more.futurist?.intro).toContain("The Futurist judged two");
	});

	it("is what its readers get in both formats and both parts, and nobody else does", async () => {
		const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
		const order = (part: string) =>
			["Ada", "Cai", "Eva"]
				.map((name) => [part.indexOf(name), name] as const)
				.toSorted(([a], [b]) => a - b)
				.map(([, name]) => name);
		const body = (html: string) =>
			html
				.slice(html.lastIndexOf("Hello"))
				.replace(lenses.skeptic?.intro ?? "", "");
		for (const format of ["full", "brief"] as const) {
			const skeptic = {
				...sampleReader,
				bookmarks: [],
				format,
				lens: "skeptic" as const,
			};
			const panel = { ...skeptic, lens: null };
			const calls = (text: string) => text.slice(text.indexOf("Hello"));
			expect(order(calls(open.text(panel)))).toEqual(["Ada", "Cai", "Eva"]);
			expect(
				order(
					calls(open.text(skeptic)).replace(lenses.skeptic?.intro ?? "", ""),
				),
			).toEqual(["Eva", "Cai", "Ada"]);
			expect(order(body(open.html(panel)))).toEqual(["Ada", "Cai", "Eva"]);
			expect(order(body(open.html(skeptic)))).toEqual(["Eva", "Cai", "Ada"]);
			expect(open.text(skeptic).includes("The Skeptic judged eight")).toBe(
				format === "full",
			);
			expect(open.text(panel)).not.toContain("The Skeptic judged");
		}
	});

	it("changes nothing for an issue that was sealed before lenses had an order", () => {
		const { subject, preheader } = lenses.skeptic ?? usual;
		const earlier = { subject, preheader };
		const sealed = { ...issue, lenses: { skeptic: earlier } };
		const seen = issueThrough(sealed, "skeptic");
		expect(seen.leads).toEqual(leads);
		expect(seen.intro).toBe(sealed.intro);
	});
});
