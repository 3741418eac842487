import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { REVIEWERS } from "../../src/catalog/panel.ts";
import type {
	CompiledForAll,
	CompiledIssue,
} from "../../src/issue/content/compiled-issue.ts";
import {
	anonymousReader,
	keptReader,
	type Reader,
} from "../../src/issue/content/reader.ts";
import { LENSES } from "../../src/render/lens.ts";
import {
	briefReader,
	sampleEnvelope,
	sampleIssue,
	sampleReader,
	skepticReader,
} from "../../templates/samples.ts";
import { renderer } from "./sample.ts";

const ID = "0f3a.12@digest.example.com";

let compiled: CompiledIssue;
beforeAll(async () => {
	compiled = await renderer.compile(sampleIssue);
});

describe("the cohorts of an issue", () => {
	test("are one for each format and each lens", () => {
		expect(Object.keys(compiled.cohorts).sort()).toEqual(
			["full", "brief"]
				.flatMap((format) => [
					format,
					...REVIEWERS.map((reviewer) => `${format}:${reviewer}`),
				])
				.sort(),
		);
		const subjects = Object.values(compiled.cohorts).map(
			({ subject }) => subject,
		);
		expect(new Set(subjects).size).toBe(LENSES.length);
	});

	test("give each reader their own subject, with their reviewer first", () => {
		const open = renderer.open(compiled, sampleEnvelope);
		expect(open.subject(skepticReader)).toBe(
			sampleIssue.lenses.skeptic?.subject,
		);
		expect(open.message(skepticReader, ID).toString()).toContain(
			`Subject: ${sampleIssue.lenses.skeptic?.subject}`,
		);
		const text = open.text(skepticReader);
		expect(text).toMatch(/Scores: Skeptic \d+ \w+, Builder/);
		expect(text.indexOf("Skeptic on")).toBeLessThan(text.indexOf("Founder on"));
		const panel = open.text(sampleReader);
		expect(panel).toMatch(/Scores: Builder \d+ \w+, Skeptic/);
		expect(panel.indexOf("Builder on")).toBeGreaterThan(0);
		expect(open.html(briefReader).length).toBeLessThan(
			0.6 * open.html(sampleReader).length,
		);
	});

	test("leave out a reviewer without reviews this week, and their readers get the whole panel's", async () => {
		const silent = (tool: (typeof sampleIssue.leads)[number]["left"]) => ({
			...tool,
			reviews: tool.reviews.filter(({ reviewer }) => reviewer !== "skeptic"),
		});
		const without = (pair: (typeof sampleIssue.leads)[number]) => ({
			...pair,
			left: silent(pair.left),
			right: silent(pair.right),
		});
		const issue = await renderer.compile({
			...sampleIssue,
			leads: sampleIssue.leads.map(without),
			briefs: sampleIssue.briefs.map(without),
		});
		expect(issue.cohorts["full:skeptic"]).toBeUndefined();
		const open = renderer.open(issue, sampleEnvelope);
		for (const format of ["full", "brief"] as const) {
			const reader: Reader = { ...skepticReader, format };
			expect(open.html(reader)).toBe(open.html({ ...reader, lens: null }));
		}
	});
});

describe("an issue that was sealed before there were cohorts", () => {
	const forAll = (): CompiledForAll => ({
		format: 1,
		...compiled.cohorts.full,
	});

	test("is the same for everybody, with the boundary it had", () => {
		const open = renderer.open(forAll(), sampleEnvelope);
		const message = open.message(sampleReader, ID).toString();
		const hash = createHash("sha256").update(JSON.stringify(forAll()));
		expect(message).toContain(
			`boundary="=_${hash.digest("hex").slice(0, 32)}"`,
		);
		const { lens: _, format: __, ...name } = sampleReader;
		expect(open.html({ ...name, lens: "skeptic", format: "brief" })).toBe(
			open.html(sampleReader),
		);
	});

	test("merges for a reader that an earlier version kept with the delivery", () => {
		const shelf = sampleReader.bookmarks.map(({ news: _, ...tool }) => tool);
		const kept = {
			name: "Ana",
			address: "ana@example.com",
			shelf,
			shelfTotal: 5,
			unsubscribeUrl: sampleReader.unsubscribeUrl,
		};
		const reader = keptReader(JSON.stringify(kept));
		const { shelf: _, shelfTotal, ...same } = kept;
		expect(reader).toEqual({
			...anonymousReader,
			...same,
			bookmarks: shelf.map((tool) => ({ ...tool, news: null })),
			bookmarksTotal: shelfTotal,
		});
		const older: CompiledForAll = {
			format: 1,
			subject: "Older",
			html: { body: "<p>%%slot:name%%</p>%%slot:unsubscribe%%", partials: {} },
			text: {
				body: "%%slot:shelf:tools:1%%",
				partials: { "shelf:tools:1": "%%slot:tool.name%%\n" },
			},
		};
		const open = renderer.open(older, sampleEnvelope);
		expect(open.html(reader)).toContain("<p>Ana</p>");
		expect(open.text(reader)).toContain("Ledgerline Copilot\nSwitchyard");
		expect(open.message(reader, ID).toString()).toContain("Subject: Older");
	});
});

test("a reader that a delivery keeps is read back unchanged", () => {
	expect(keptReader(JSON.stringify(sampleReader))).toEqual(sampleReader);
});

test("an issue that an earlier version sealed with other slot names merges to the same words", () => {
	const earlier: CompiledForAll = {
		format: 1,
		subject: "Earlier",
		html: { body: "", partials: {} },
		text: {
			body: "%%slot:when:shelf:1%%%%slot:when:no-shelf:2%%%%slot:shelf:tools:3%%%%slot:when:shelf-quiet:4%%%%slot:when:shelf-rest:5%% of %%slot:shelf-total%%",
			partials: {
				"when:shelf:1": "Saved: ",
				"when:no-shelf:2": "Nothing saved",
				"shelf:tools:3": "%%slot:tool.name%%, ",
				"when:shelf-quiet:4": "no news",
				"when:shelf-rest:5": "and %%slot:shelf-rest%% more",
			},
		},
	};
	const open = renderer.open(earlier, sampleEnvelope);
	const [tool] = sampleReader.bookmarks;
	const bookmarks = tool ? [{ ...tool, change: null, news: null }] : [];
	const saver = { ...sampleReader, bookmarks, bookmarksTotal: 3 };
	expect(open.text(saver)).toBe(
		"Saved: Ledgerline Copilot, no newsand 2 more of 3",
	);
	expect(open.text({ ...sampleReader, bookmarks: [], bookmarksTotal: 0 })).toBe(
		"Nothing savedno news of 0",
	);
});
