import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { REVIEWERS } from "../../src/catalog/panel.ts";
import { LENSES } from "../../src/render/lens.ts";
import {
	anonymousReader,
	type CompiledForAll,
	type CompiledIssue,
	keptReader,
	type Reader,
} from "../../src/render/renderer.ts";
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

describe("cohorts", () => {
	test("there is one for each format and each way to read", () => {
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

	test("a reader gets their own: its subject, their reviewer first", () => {
		const open = renderer.open(compiled, sampleEnvelope);
		expect(open.subject(skepticReader)).toBe(
			sampleIssue.lenses.skeptic?.subject,
		);
		expect(open.message(skepticReader, ID).toString()).toContain(
			`Subject: ${sampleIssue.lenses.skeptic?.subject}`,
		);
		const text = open.text(skepticReader);
		expect(text.indexOf("Skeptic on")).toBeLessThan(text.indexOf("Builder on"));
		const panel = open.text(sampleReader);
		expect(panel.indexOf("Builder on")).toBeLessThan(
			panel.indexOf("Skeptic on"),
		);
		expect(open.html(briefReader).length).toBeLessThan(
			open.html(sampleReader).length / 2,
		);
	});

	test("a reviewer who said nothing all week has none: their readers get the whole panel's", async () => {
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

describe("what was sealed before there were cohorts", () => {
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

	test("merges for a reader that a delivery kept without what came later", () => {
		const kept = JSON.stringify({
			name: "Ana",
			address: "ana@example.com",
			shelf: sampleReader.shelf.map(({ news: _, ...tool }) => tool),
			shelfTotal: 5,
			unsubscribeUrl: sampleReader.unsubscribeUrl,
		});
		const reader = keptReader(kept);
		expect(reader).toMatchObject({ ...anonymousReader, ...JSON.parse(kept) });
		expect(reader.shelf.map(({ news }) => news)).toEqual(
			sampleReader.shelf.map(() => null),
		);
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
