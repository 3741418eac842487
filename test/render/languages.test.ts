import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
	ComparisonContent,
	IssueContent,
	Translation,
} from "../../src/issue/content/content.ts";
import { groupsOf } from "../../src/issue/content/groups.ts";
import { issueIn } from "../../src/issue/content/in-language.ts";
import { type MarkedText, piecesOf } from "../../src/issue/content/marks.ts";
import {
	anonymousReader,
	type Reader,
} from "../../src/issue/content/reader.ts";
import type { MarkedIssue } from "../../src/issue/renderer.ts";
import { wordsOf } from "../../src/issue/words/issue-words.ts";
import type { Language } from "../../src/issue/words/language/language.ts";
import { languageOf } from "../../src/issue/words/language/languages.ts";
import type { LanguageTag } from "../../src/issue/words/language/tags.ts";
import { noPastSubjects } from "../../src/issue/words/past-subjects.ts";
import {
	createRenderer,
	type MailRenderer,
} from "../../src/render/create-renderer.ts";
import { LENSES } from "../../src/render/lens.ts";
import {
	fullReader,
	sampleEnvelope,
	sampleIssue,
} from "../../templates/samples.ts";
import { wording as englishWording } from "../../templates/wording.ts";
import { german as germanWording } from "../../templates/wording-de.ts";
import { templatesDir } from "./sample.ts";

const WORDINGS = { en: englishWording, de: germanWording };

/** What is composed of the sample, in one language. */
function translated(tag: LanguageTag): Translation {
	const language = languageOf({ language: tag });
	const { leads, briefs } = sampleIssue;
	const [first, ...others] = [...leads, ...briefs];
	if (!first) throw new Error("The sample has comparisons.");
	const all: [ComparisonContent, ...ComparisonContent[]] = [first, ...others];
	const own = { number: 12, subject: null, preheader: null, intro: null };
	const {
		summaries,
		editorsIntro: _,
		...words
	} = wordsOf(all, own, noPastSubjects, language, leads.length);
	return {
		dateLine: new Intl.DateTimeFormat(language.locale, {
			dateStyle: "long",
			timeZone: "UTC",
		}).format(new Date("2026-11-24T12:00:00Z")),
		...words,
		summaries: Object.fromEntries(summaries),
		groups: groupsOf(all, { language }),
	};
}

/** The sample, in English and in German. */
const both: IssueContent = {
	...sampleIssue,
	translations: { de: translated("de") },
};

/** A reader with something of all that a message can say. */
const flip = {
	name: "Tallyhoot",
	url: "https://digest.example.com/tools/tallyhoot",
	panel: { verdict: "ship", share: 75, ship: 3, skip: 1, basis: "reviews" },
	change: "changed",
	news: null,
} as const;
const rich: Reader = {
	...fullReader,
	bookmarks: fullReader.bookmarks.map((tool) => ({
		...tool,
		language: "de" as const,
	})),
	away: {
		flips: [{ ...flip, language: "de" }],
		more: 2,
		issuesUrl: "https://digest.example.com/issues",
	},
};

const OPEN = "\u27E6";
const CLOSE = "\u27E7";
const bracketed = (text: string) => `${OPEN}${text}${CLOSE}`;

/** A part of a catalogue in which every word says by brackets that it comes from there. */
function inBrackets<T>(words: T): T {
	if (typeof words === "string") return bracketed(words) as T;
	if (typeof words === "function")
		return ((...facts: unknown[]) => inBrackets(words(...facts))) as T;
	if (Array.isArray(words)) return words.map(inBrackets) as T;
	if (typeof words !== "object" || words === null) return words;
	return Object.fromEntries(
		Object.entries(words).map(([name, one]) => [name, inBrackets(one)]),
	) as T;
}

/** The words of a text that are in no brackets. Between two names is "vs", in each language. */
function outside(text: string): string[] {
	let rest = text;
	for (let before = ""; before !== rest; ) {
		before = rest;
		rest = rest.replace(/\u27E6[^\u27E6\u27E7]*\u27E7/g, " ");
	}
	return (rest.match(/\p{L}[\p{L}\p{M}]+/gu) ?? []).filter(
		(word) => word !== "vs",
	);
}

/** All that a template says of a part, without what is content or the reader's. */
function ownWords(part: string, texts: readonly MarkedText[]): string {
	return piecesOf(part, texts)
		.map(({ text, origin }) => (origin === null ? text : ""))
		.join("");
}

/** What people see or hear of an HTML part: its text, and the names of signs, tables and pictures. */
function visible(html: string): string {
	const spoken = [...html.matchAll(/ (?:aria-label|alt|title)="([^"]*)"/g)].map(
		([, text]) => text,
	);
	const shown = html
		.replace(/<!--[\s\S]*?-->/g, "")
		.replace(/<(head|style)\b[\s\S]*?<\/\1>/g, "")
		.replace(/<wbr\/?>/g, "")
		.replace(/<[^>]*>/g, " ")
		.replace(/&(?:nbsp|zwnj|shy|#\w+|amp|lt|gt|quot);/g, " ");
	return [shown, ...spoken].join("\n");
}

const withoutUrls = (text: string) => text.replace(/https?:\/\/\S+/g, "");

describe("every word of a mail", () => {
	// What is in no catalogue is the same in each language.
	const tag = "de";
	const language = languageOf({ language: tag });
	const { labels, frame, lens } = language;
	let folder = "";
	let marked: MarkedIssue;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "words-"));
		const themeFile = join(folder, "theme.json");
		await writeFile(
			themeFile,
			JSON.stringify({
				languages: { [tag]: { wording: inBrackets(WORDINGS[tag]) } },
			}),
		);
		const own: Partial<Language> = {
			labels: inBrackets(labels),
			frame: inBrackets(frame),
			lens: { ...lens, opening: inBrackets(lens.opening) },
		};
		const renderer = createRenderer({
			templatesDir,
			themeFile,
			languages: [tag],
		});
		try {
			Object.assign(language, own);
			marked = await renderer.compileMarked({ ...sampleIssue, language: tag });
			texts = copies(marked);
		} finally {
			Object.assign(language, { labels, frame, lens });
		}
	});
	afterAll(() => rm(folder, { recursive: true }));
	let texts: { copy: string; words: string[] }[] = [];

	const copies = ({ copy, texts }: MarkedIssue) =>
		[
			...(["full", "brief"] as const).flatMap((format) =>
				LENSES.map((lens): Reader => ({ ...rich, format, lens })),
			),
			anonymousReader,
		].map((reader) => {
			const { cohort, html, text } = copy(reader);
			const known = texts.get(cohort) ?? [];
			return {
				copy: `${cohort}, ${reader.address === null ? "web" : "mail"}`,
				words: [
					...outside(visible(ownWords(html, known))),
					...outside(withoutUrls(ownWords(text, known))),
				],
			};
		});

	test("is in its catalogue, in both formats, through each lens, and on the web", () => {
		expect(texts.length).toBe(11);
		expect(texts.filter(({ words }) => words.length > 0)).toEqual([]);
	});
});

describe("an issue in two languages", () => {
	let renderer: MailRenderer;
	let parts: (reader: Reader) => {
		html: string;
		text: string;
		subject: string;
	};

	beforeAll(async () => {
		renderer = createRenderer({ templatesDir, languages: ["en", "de"] });
		const open = renderer.open(await renderer.compile(both), sampleEnvelope);
		parts = (reader) => ({
			html: open.html(reader),
			text: open.text(reader),
			subject: open.subject(reader),
		});
	});

	test("comes to each reader in the language they chose, and in the first where they chose none or another", () => {
		const first = parts(rich);
		const german = parts({ ...rich, language: "de" });
		expect(first.html).toContain('<html lang="en"');
		expect(first.text).toContain("This week’s calls".toUpperCase());
		expect(german.html).toContain('<html lang="de"');
		expect(german.text).toContain("24. November 2026");
		expect(german.text).toContain("DIE URTEILE DER WOCHE");
		expect(german.subject).toBe(both.translations?.de?.subject);
		expect(parts({ ...rich, language: "en" })).toEqual(first);
	});

	test.each(["full", "brief"] as const)(
		"has no English sentence of its own in the German %s digest, through any lens",
		(format) => {
			const composed = (issue: IssueContent) => [
				issue.intro,
				issue.preheader,
				...[...issue.leads, ...issue.briefs].map(({ summary }) => summary),
			];
			const own = [
				...composed(sampleIssue),
				...Object.values(englishWording)
					.flatMap((sentence) => sentence.split(/\{[\w-]+\}/))
					.map((piece) => piece.trim())
					.filter((piece) => /\p{L}+ \p{L}+/u.test(piece)),
			];
			for (const lens of LENSES) {
				const { html, text } = parts({ ...rich, format, lens, language: "de" });
				const said = `${visible(html)}\n${text}`.replace(/\s+/g, " ");
				expect(own.filter((one) => said.includes(one))).toEqual([]);
			}
		},
	);

	test("marks quotes and facts with the language they were written in, where the mail has another", () => {
		const german = parts({ ...rich, language: "de" }).html;
		const [quote] = german.match(/<bdi lang="en">“[^<]+/) ?? [];
		expect(quote).toBeDefined();
		expect(parts(rich).html).not.toMatch(/<bdi lang=/);
	});

	test("links German readers to its German page", () => {
		const { text } = parts({ ...rich, language: "de" });
		expect(text).toContain(`${both.links.issue}?lang=de\n`);
		expect(text).toContain("https://digest.example.com/subscribe?lang=de\n");
		for (const format of ["full", "brief"] as const) {
			const { html } = parts({ ...rich, format, language: "de" });
			expect(html).toContain(
				'href="https://digest.example.com/subscribe?lang=de"',
			);
		}
	});

	test("links German readers to German pages, except to their own pages, which know their language", () => {
		const nobodysOwn = { bookmarks: [], bookmarksTotal: 0 };
		for (const format of ["full", "brief"] as const)
			for (const lens of LENSES) {
				const { away: _, ...rest } = rich;
				const reader = { ...rest, ...nobodysOwn, format, lens };
				const { html, text } = parts({ ...reader, language: "de" });
				const english = parts(reader);
				for (const [part, firstOnes] of [
					[html, english.html],
					[text, english.text],
				] as const) {
					const links = (whole: string) =>
						(
							whole.match(/https:\/\/digest\.example\.com\/[^"\s)]*/g) ?? []
						).filter(
							(url) =>
								!/\/(?:unsubscribe|vote|bookmarks|preferences)\//.test(url),
						);
					expect(links(part).length).toBeGreaterThan(5);
					expect(
						links(part).filter((url) => !/\?lang=de(?:#|$)/.test(url)),
					).toEqual([]);
					expect(
						links(firstOnes).filter(
							(url) => url.includes("lang=") && !url.includes("/subscribe"),
						),
					).toEqual([]);
				}
			}
	});
});

test("a theme gives words for each language, and words without one are in the first of the publication", async () => {
	const folder = await mkdtemp(join(tmpdir(), "words-"));
	const themeFile = join(folder, "theme.json");
	await writeFile(
		themeFile,
		JSON.stringify({
			wording: { "digest-calls": "Die Urteile, kurz" },
			languages: { en: { wording: { "digest-calls": "The calls, in short" } } },
		}),
	);
	const renderer = createRenderer({
		templatesDir,
		themeFile,
		languages: ["de", "en"],
	});
	const german = issueIn(both, "de");
	const issue: IssueContent = {
		...german,
		language: "de",
		links: both.links,
		translations: { en: translated("en") },
	};
	const open = renderer.open(await renderer.compile(issue), sampleEnvelope);
	const said = [undefined, "en" as const].map((language) =>
		open.text({ ...rich, ...(language && { language }) }).toUpperCase(),
	);
	expect(said[0]).toContain("DIE URTEILE, KURZ");
	expect(said[1]).toContain("THE CALLS, IN SHORT");
	expect(said[1]).not.toContain("URTEILE");
	await rm(folder, { recursive: true });
});
