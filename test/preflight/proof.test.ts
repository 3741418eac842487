import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import type { Finding } from "../../src/issue/preflight-report.ts";
import { proveTemplates } from "../../src/preflight/proof/prove-templates.ts";
import { createRenderer } from "../../src/render/create-renderer.ts";
import { templatesDir } from "../render/sample.ts";
import { FakeClock } from "../support/clock.ts";

/* What an editor's templates may leave out, found on a made-up issue. */

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "proof-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Proves our templates, with these changes of an editor. */
async function prove(
	...changes: [file: string, from: string | RegExp, to: string][]
): Promise<Finding[]> {
	for (const [file, from, to] of changes) {
		const path = join(folder, file);
		const before = await readFile(path, "utf8").catch(() =>
			readFile(join(templatesDir, file), "utf8"),
		);
		const after = before.replaceAll(
			typeof from === "string" ? from : new RegExp(from, "g"),
			() => to,
		);
		expect(after).not.toBe(before);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, after);
	}
	return proveWith(folder);
}

function proveWith(
	editorsDir: string | null,
	themeFile: string | null = null,
	publication = "en",
) {
	const config = readConfig({ PUBLICATION_LANGUAGE: publication });
	const { languages } = config;
	return proveTemplates({
		renderer: createRenderer({
			templatesDir,
			editorsDir,
			themeFile,
			languages,
		}),
		config,
		clock: new FakeClock(),
	});
}

const codesOf = (findings: readonly Finding[]) =>
	findings.map(({ level, code, place }) => `${level} ${code} | ${place}`);

test("our own templates say everything in all ten cohorts of each language", async () => {
	expect(codesOf(await proveWith(null, null, "en, de"))).toEqual([]);
});

test("a verdict without words in one language of several is found, and the language is named", async () => {
	const themeFile = join(folder, "theme.json");
	const wording = { "verdict-ship": "Urteil", "verdict-skip": "Urteil" };
	await writeFile(
		themeFile,
		JSON.stringify({ languages: { de: { wording } } }),
	);
	const found = codesOf(await proveWith(null, themeFile, "en, de"));
	expect(found.length).toBeGreaterThan(0);
	for (const one of found)
		expect(one).toMatch(/^block template-lacks-\S+ \| .* in Deutsch$/);
});

test("weekly.mjml of the first edition still makes every mail, and what it lacks of the second is said in words", async () => {
	const before = new URL(
		"../render/weekly/first-edition.mjml",
		import.meta.url,
	);
	await writeFile(join(folder, "weekly.mjml"), await readFile(before, "utf8"));
	const found = await proveWith(folder);
	expect(found.filter(({ level }) => level === "block")).toEqual([]);
	expect(found.map(({ code }) => code)).toContain(
		"template-lacks-verdict-that-changed-while-a-reader-was-away",
	);
	for (const { what, fix } of found) {
		expect(what).toMatch(/^(?:A|Every) .* (?:is|are) missing\b.*\.$/);
		expect(fix).toMatch(/^Fix the template: .*\.$/);
	}
});

test("our templates say everything with the words of another language, of which some look like ours", async () => {
	const themeFile = join(folder, "theme.json");
	await writeFile(
		themeFile,
		JSON.stringify({
			lang: "es",
			wording: {
				"verdict-ship": "+ Adelante",
				"verdict-skip": "× Skip it",
				"verdict-unknown": "? Ship",
				"digest-calls": "TODO lo de esta semana",
				"digest-brief": "null Zeit? Ship or skip",
				"digest-more": "undefinierbar, NaNa, [sic]",
			},
		}),
	);
	const found = await proveWith(null, themeFile);
	expect(codesOf(found.filter(({ level }) => level === "block"))).toEqual([]);
});

const CALL = "parts/brief-call.tsx";
const WORD = /\{wording\[`verdict-.*?\]\}/;

describe("an editor's template is refused", () => {
	test.each<
		[name: string, code: string, change: [string, string | RegExp, string]]
	>([
		[
			"without the decision table",
			"price",
			["weekly.mjml", "<vd-decision />", ""],
		],
		["without the scorecard", "score", ["weekly.mjml", "<vd-scorecard />", ""]],
		[
			"without the summaries",
			"summary",
			["weekly.mjml", /<p[^>]*>\{story\.summary\}<\/p>/, ""],
		],
		[
			"that cuts a summary",
			"summary",
			[CALL, "{call.sentence}", "{call.sentence.slice(0, 60)}"],
		],
		[
			"of the brief digest without sentences",
			"summary",
			[CALL, "{call.sentence}", "{null}"],
		],
		[
			"of the brief digest without figures",
			"share",
			[CALL, "{figure}", "{null}"],
		],
		[
			"of the brief digest without links",
			"link",
			[CALL, "href={url}", 'href="https://elsewhere.example.com/"'],
		],
		["that cuts names", "name", [CALL, "{name}", "{name.slice(0, 12)}"]],
		[
			"with one word for each verdict",
			"verdict",
			[CALL, WORD, "{wording['verdict-ship']}"],
		],
		[
			"that shows verdicts by colour alone",
			"verdict-in-words",
			[CALL, WORD, "{null}"],
		],
		[
			"without the link to unsubscribe",
			"unsubscribe-link",
			["brief.tsx", 'slot("unsubscribe")', 'slot("preferences")'],
		],
		[
			"without the postal address",
			"postal-address",
			["weekly.mjml", "{issue.postal-address}", ""],
		],
		[
			"that shows the opposite verdict",
			"own-verdict",
			[
				CALL,
				'const tone = verdict ?? "unknown";',
				'const tone = verdict === "ship" ? "skip" : "ship";',
			],
		],
		[
			"that shows the opposite verdict to the readers of one reviewer",
			"own-verdict",
			[
				"brief.tsx",
				"<Call key={call.url} call={call}",
				'<Call key={call.url} call={issue.opening.includes("Skeptic") ? { ...call, sides: call.sides.map((one) => ({ ...one, verdict: one.verdict === "ship" ? "skip" : "ship" })) as never } : call}',
			],
		],
		[
			"that shows the figures of the other tool",
			"own-figure",
			[
				"brief.tsx",
				"<Call key={call.url} call={call}",
				"<Call key={call.url} call={{ ...call, sides: call.sides.map((one, at) => ({ ...one, figure: call.sides[1 - at]?.figure })) as never }}",
			],
		],
		[
			"that cuts long names alone",
			"name",
			[CALL, "{name}", "{name.length > 60 ? name.slice(0, 50) : name}"],
		],
	])("%s", async (_, code, change) => {
		const found = await prove(change);
		expect(codesOf(found)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(
					new RegExp(`^block template-lacks-${code} \\| templates, HTML part`),
				),
			]),
		);
		for (const one of found) expect(one.what).toMatch(/^[A-Z].*\.$/);
	});

	test("that prints a value which is not there", async () => {
		const found = await prove([
			CALL,
			"{name}",
			'{String(Object(url)["name"])}',
		]);
		expect(codesOf(found)).toContain("block value-missing | HTML part");
	});

	test("and a part that says less than the other one is a warning", async () => {
		const found = await prove(["weekly.mjml", "<vd-voted />", ""]);
		expect(codesOf(found)).toEqual([
			expect.stringMatching(/^warn template-lacks-name-of-a-tool/),
		]);
	});
});

test("an editor's own words and signs for verdicts are as good as ours", async () => {
	const found = await prove([
		CALL,
		WORD,
		"{tone === 'ship' ? 'Nehmen' : tone === 'skip' ? 'Lassen' : 'Offen'}",
	]);
	expect(codesOf(found)).toEqual([]);
});
