import { beforeAll, describe, expect, it } from "vitest";
import { anonymousReader } from "../../src/issue/content/reader.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../templates/samples.ts";
import { renderer } from "./sample.ts";

let open: OpenIssue;
beforeAll(async () => {
	open = renderer.open(await renderer.compile(sampleIssue), sampleEnvelope);
});

/** The links with these words, as they are. */
function linksWith(html: string, words: string): string[] {
	return [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].flatMap(
		([, href = "", text]) => (text === words ? [href] : []),
	);
}

describe.each(["full", "brief"] as const)("a forwarded %s digest", (format) => {
	it("offers whoever has it their own mail and the issue's page, by links without anything of the reader", () => {
		const reader = { ...sampleReader, format };
		const html = open.html(reader);
		expect(html).toContain("Forwarded to you?");
		expect(linksWith(html, "Get it weekly")).toEqual([
			"https://digest.example.com/subscribe",
		]);
		expect(linksWith(html, "Share this issue")).toEqual([
			sampleIssue.links.issue,
		]);
		const text = open.text(reader);
		expect(text).toContain(
			"Forwarded to you? Get it weekly:\nhttps://digest.example.com/subscribe\n",
		);
		expect(text).toContain(`Share this issue:\n${sampleIssue.links.issue}\n`);
	});

	it("is not what the web shows", () => {
		const web = { ...anonymousReader, format };
		for (const part of [open.html(web), open.text(web)])
			expect(part).not.toContain("Forwarded to you?");
	});
});
