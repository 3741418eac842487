import { beforeAll, expect, it } from "vitest";
import type { IssueContent } from "../../src/issue/content/content.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import {
	parseEditorText,
	plainText,
	withoutOverrides,
} from "../../src/issue/words/editor-text.ts";
import {
	sampleEnvelope,
	sampleIssue,
	sampleReader,
} from "../../templates/samples.ts";
import { ATTACKS, markupOf } from "./editor-attacks.ts";
import { renderer } from "./sample.ts";

const intro = parseEditorText(
	"A *quiet* week: 100% <calm> & **two** skips.\n\nRead [our method](https://example.org/how?a=1&b=2).",
	"Mara O'Neil",
);
const note = parseEditorText(
	"We *use* it [daily](https://example.org/d).",
	"Mara O'Neil",
);
const [lead, ...leads] = sampleIssue.leads;
const [brief, ...briefs] = sampleIssue.briefs;
const issue: IssueContent = {
	...sampleIssue,
	intro: plainText(intro),
	editorsIntro: intro,
	leads: lead ? [{ ...lead, note }, ...leads] : [],
	briefs: brief ? [{ ...brief, note }, ...briefs] : [],
};

let open: OpenIssue;
beforeAll(async () => {
	open = renderer.open(await renderer.compile(issue), sampleEnvelope);
});

it.each(["full", "brief"] as const)(
	"the %s digest shows an editor's intro and notes with paragraphs, emphasis, links and the name, in both parts",
	(format) => {
		const reader = { ...sampleReader, format };
		const html = open.html(reader);
		expect(html).toContain(
			"A <em>quiet</em> week: 100&#37; &lt;calm&gt; &amp; <strong>two</strong> skips.",
		);
		expect(html).toMatch(
			/<a href="https:\/\/example\.org\/how\?a=1&amp;b=2"[^>]*>our method<\/a>\./,
		);
		expect(html).toMatch(/<(?:p[^>]*|br)>— Mara O(?:&#39;|&#x27;)Neil<\/p>/);
		expect(html.match(/Editor’s note:/g)).toHaveLength(2);
		expect(html).toMatch(/We <em>use<\/em> it <a /);

		const text = open.text(reader);
		expect(text).toContain("A *quiet* week: 100% <calm> & **two** skips.\n\n");
		expect(text).toContain(
			"Read our method.\n  https://example.org/how?a=1&b=2\n\n— Mara O'Neil\n",
		);
		expect(
			text.match(
				/Editor’s note: We \*use\* it daily\.\n {2}https:\/\/example\.org\/d\n\n— Mara O'Neil/g,
			),
		).toHaveLength(2);
	},
);

it("an issue without an editor's words has no place for them", async () => {
	const plain = renderer.open(
		await renderer.compile(sampleIssue),
		sampleEnvelope,
	);
	for (const format of ["full", "brief"] as const) {
		const reader = { ...sampleReader, format };
		expect(plain.html(reader)).not.toMatch(/Editor’s note|<p[^>]*>— /);
		expect(plain.text(reader)).not.toMatch(/Editor’s note|^— /m);
	}
});

it("nothing that an editor writes adds an element, an attribute or a slot to the digest, or a link that runs", async () => {
	const compiledWith = async (texts: readonly string[]) => {
		const words = parseEditorText(texts.join("\n\n"), texts.join(" "));
		const [one, ...more] = sampleIssue.leads;
		const [short, ...others] = sampleIssue.briefs;
		const compiled = await renderer.compile({
			...sampleIssue,
			subject: withoutOverrides(texts.join(" ")),
			preheader: withoutOverrides(texts.join(" ")),
			intro: plainText(words),
			editorsIntro: words,
			leads: one ? [{ ...one, note: words }, ...more] : [],
			briefs: short ? [{ ...short, note: words }, ...others] : [],
		});
		return renderer.open(compiled, sampleEnvelope);
	};
	const plain = await compiledWith(["a *b* **c** [d](https://a.example/)"]);
	const attacked = await compiledWith(ATTACKS);
	for (const format of ["full", "brief"] as const) {
		const reader = { ...sampleReader, format, name: "Secretname" };
		const [before, after] = [plain, attacked].map((issue) =>
			markupOf(issue.html(reader)),
		);
		expect(
			[...(after?.names ?? [])].filter((name) => !before?.names.has(name)),
		).toEqual([]);
		expect(after?.comments).toBe(before?.comments);
		expect(
			after?.links.filter((link) => !/^(?:https?:|mailto:|#)/.test(link)),
		).toEqual([]);
		expect(attacked.html(reader)).not.toMatch(/[\u202A-\u202E]/);
		for (const part of ["html", "text"] as const)
			expect(attacked[part](reader).split("Secretname").length).toBe(
				plain[part](reader).split("Secretname").length,
			);
		expect(attacked.text(reader)).toContain("<script>alert(1)</script>");
		expect(attacked.text(reader)).toContain("%%slot:name%%");
	}
});
