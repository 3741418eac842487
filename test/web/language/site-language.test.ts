import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { latestComparisons } from "../../../src/db/catalog/catalog.ts";
import { comparisonContent } from "../../../src/issue/content/comparison-content.ts";
import type { ToolContent } from "../../../src/issue/content/content.ts";
import { siteLinks } from "../../../src/site-links.ts";
import { consentText } from "../../../src/subscriber/sign-up/consent-text.ts";
import { german } from "../../../src/web/language/de/german.ts";
import type { PageWords } from "../../../src/web/language/page-words.ts";
import { pebble, quill, switchyard } from "../../../templates/sample-tools.ts";
import { sampleIssue } from "../../../templates/samples.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { openSite, publish, type Site, seal, subscribe } from "../site.ts";
import { inBrackets, wordsOutside } from "./bracketed-words.ts";

/** No letter of a fact is Latin: each that is belongs to a word of ours. */
const PUBLICATION = "Ψήφος";
const SETTINGS = {
	PUBLICATION,
	PUBLICATION_LANGUAGE: "en, de",
	POSTAL_ADDRESS: "Οδός 1",
	ERASED_CONSENTS: "keep",
};
const UNKNOWN = {
	panel: {
		verdict: null,
		share: null,
		ship: null,
		skip: null,
		basis: "unknown",
	} as const,
	community: null,
	reviews: [],
	...{ pricing: "", entryPrice: "", bestFor: "" },
};

function greek(tool: ToolContent, slug: string): ToolContent {
	const { reviews } = tool;
	return {
		...tool,
		slug,
		...{ name: `Άλφα ${slug.length}`, tagline: "Βήτα", category: "Γάμμα" },
		...{ pricing: "5€", entryPrice: "5€", bestFor: "Δέλτα" },
		description: "Ζήτα.\n\nΉτα.",
		reviews: reviews.map((one) => ({ ...one, body: "Θήτα, αλλά ιώτα." })),
	};
}

/** Its headline is Greek in the German issue, so English words on a page are ours. */
async function sealGreek(site: Site, number: number): Promise<number> {
	await seal(site, number);
	const headline = { subject: "Κάππα", intro: "Λάμδα.", dateLine: "1" };
	const { preheader, lenses } = sampleIssue;
	const de = { ...headline, preheader, lenses, summaries: {} };
	const { id } = await site.db
		.updateTable("issues")
		.set({
			send_at: "2026-11-11T09:00:00.000Z",
			content: JSON.stringify({ ...sampleIssue, translations: { de } }),
			compiled: JSON.stringify({
				format: 1,
				subject: "",
				html: {
					body: '<html lang="de"><head></head><body>1</body></html>',
					partials: {},
				},
				text: { body: "", partials: {} },
			}),
		})
		.where("number", "=", number)
		.returning("id")
		.executeTakeFirstOrThrow();
	return id;
}

/** The issue had the comparison, and found each of its tools so. */
async function mailed(
	site: Site,
	issue: number,
	slug: string,
	found: {
		verdict: "ship" | "skip" | null;
		share: number | null;
		price: string;
	},
): Promise<void> {
	const { id, left_tool_id, right_tool_id } = await site.db
		.selectFrom("comparisons")
		.select(["id", "left_tool_id", "right_tool_id"])
		.where("slug", "=", slug)
		.executeTakeFirstOrThrow();
	const { verdict, share, price } = found;
	const counts = { ship: null, skip: null, score: 44, entry_price: price };
	for (const tool_id of [left_tool_id, right_tool_id])
		await site.db
			.insertInto("tool_snapshots")
			.values({ tool_id, issue_id: issue, verdict, share, ...counts })
			.execute();
	const reason = { reason_code: "", reason: "" };
	await site.db
		.insertInto("issue_items")
		.values({
			issue_id: issue,
			comparison_id: id,
			place: "lead",
			position: 0,
			...reason,
		})
		.execute();
}

const AT = "2026-11-10T09:00:00.000Z";

/** Something for each page to show, with what is unknown and what changed. */
async function fill(site: Site): Promise<void> {
	const filler = { ...greek(pebble, "a"), reviews: [] };
	for (let n = 0; n < 49; n++)
		await publish(
			site,
			{ ...filler, slug: `a-${n}` },
			greek(quill, "quill"),
			AT,
		);
	const [changed, moved] = [
		await publish(site, greek(pebble, "p"), greek(quill, "qu"), AT),
		await publish(site, greek(pebble, "ppp"), greek(quill, "qqqq"), AT),
	];
	const unknown = { ...greek(pebble, "unknown-1"), ...UNKNOWN };
	await publish(site, unknown, { ...unknown, slug: "unknown-2" });
	await publish(site, greek(switchyard, "switchyard"), unknown);
	await sealGreek(site, 1);
	const { share } = pebble.panel;
	const flipped = { verdict: "skip", share: 10, price: "" } as const;
	await mailed(site, await sealGreek(site, 2), changed, flipped);
	const same = {
		verdict: pebble.panel.verdict,
		share: (share ?? 0) + 1,
		price: "4€",
	};
	await mailed(site, await sealGreek(site, 3), moved, same);
}

describe("the site in German", () => {
	let database: TestDatabase;
	const own: PageWords = { ...german };
	let unused: Set<string>;
	let site: Site;
	/** Composed sentences, which tests of their own read. */
	let composed: string[];

	beforeEach(async () => {
		unused = new Set();
		const { language, ...words } = own;
		const apart = new Set<string>();
		Object.assign(german, inBrackets(words, unused), {
			language: {
				...language,
				labels: inBrackets(language.labels, apart),
				frame: inBrackets(language.frame, apart),
			},
		});
		database = await freshSqlite();
		site = openSite(database, SETTINGS);
	});
	afterEach(async () => {
		Object.assign(german, own);
		await database.db.destroy();
	});

	async function summaries() {
		const records = await latestComparisons(site.db, site.clock.now(), 200);
		const links = siteLinks("");
		return records.map(
			(record) =>
				comparisonContent(record, {
					links,
					communityMinimum: 1,
					language: own.language,
				}).summary,
		);
	}

	function outside(page: string): string[] {
		let rest = page
			.replaceAll(consentText({ publication: PUBLICATION }, "de").text, "")
			.replace(/>(?:English|Deutsch)\b/g, ">")
			.replace(/<time.*?<\/time>/g, "");
		for (const sentence of composed) rest = rest.replaceAll(sentence, "");
		return wordsOutside(rest).filter((word) => /\p{Script=Latin}/u.test(word));
	}

	/** What a page says to programs. */
	function said(page: string): string {
		const names: string[] = [];
		for (const [, json = ""] of page.matchAll(
			/<script type="application\/ld\+json">([^<]*)</g,
		))
			JSON.parse(json, (key, value) => {
				if (/^(?:name|headline|description|reviewBody)$/.test(key))
					names.push(String(value));
				return value;
			});
		const meta = [
			...page.matchAll(
				/<meta [^>]*"og:(?:title|description)" content="([^"]*)"/g,
			),
		];
		return [...names, ...meta.map(([, content]) => content)].join("\n");
	}

	it("has no word but the catalogue's on any page that a link leads to, and stays German from link to link", async () => {
		composed = [];
		for (const path of ["/?lang=de", "/issues?lang=de", "/c?lang=de"]) {
			const empty = await site.app.request(path);
			expect([path, outside(await empty.text())]).toEqual([path, []]);
		}
		await fill(site);
		composed = await summaries();
		const seen = new Set<string>();
		const waiting = [
			...["/?lang=de", "/c?lang=de&q=άλφα&verdict=both-ship", "/c?lang=de&q=ψ"],
			...["/tools?lang=de&category=nix", "/nowhere?lang=de", "/c/nix?lang=de"],
			"/unsubscribe/wrong?lang=de",
		];
		const found: [string, string[]][] = [];
		for (let path = waiting.pop(); path; path = waiting.pop()) {
			if (seen.has(path)) continue;
			seen.add(path);
			const response = await site.app.request(path);
			expect([path, response.headers.get("vary")]).toEqual([path, null]);
			let page = await response.text();
			if (response.headers.get("content-type")?.includes("xml"))
				page = page
					.replaceAll("&amp;", "&")
					.replaceAll("&lt;", "<")
					.replaceAll("&gt;", ">")
					.replace(/<(id|published|updated)>.*?<\/\1>/g, "");
			else if (path.startsWith("/issues/")) {
				expect(page).toContain('aria-label="⟦Website⟧">');
				const [bar = ""] =
					/<nav class="site-bar"[\s\S]*?<\/nav>/.exec(page) ?? [];
				page = bar + /<meta name="description"[^>]*>/.exec(page)?.[0];
			} else expect(page).toContain('<html lang="de-DE"');
			const words = [...outside(page), ...outside(`<p>${said(page)}</p>`)];
			if (words.length > 0) found.push([path, words]);
			for (const [, url = ""] of page.matchAll(/<a [^>]*?href="(\/[^"]*)"/g)) {
				const to = url.replaceAll("&amp;", "&");
				const { searchParams } = new URL(to, "https://example.com");
				if (to.includes("lang=en")) continue;
				expect([path, to, searchParams.get("lang")]).toEqual([path, to, "de"]);
				// One of each kind is enough of what is many times the same.
				if (!/\/a-\d/.test(to) || /\/a-1\b/.test(to)) waiting.push(to);
			}
		}
		expect(found).toEqual([]);
		for (const path of [
			"/panel?lang=de",
			"/privacy?lang=de",
			"/feed.xml?lang=de",
			"/issues/2?lang=de",
			"/preferences?lang=de",
		])
			expect([...seen]).toContain(path);
		const api = async (path: string, body?: string) => {
			const init =
				body === undefined
					? {}
					: {
							method: "POST",
							body,
							headers: { "content-type": "application/json" },
						};
			return (await site.app.request(path, init)).text();
		};
		const facts = await api("/api/v1/tools?lang=de&slug=p&slug=unknown-1");
		expect(JSON.parse(facts).tools).toMatchObject([
			{ panel: expect.stringMatching(/^⟦/), url: "/tools/p?lang=de" },
			{
				panel: expect.stringMatching(/^⟦/),
				community: expect.stringMatching(/^⟦/),
			},
		]);
		const post = "/api/v1/subscribers?lang=de";
		const answers = [
			await api(post, "{}"),
			await api(post, '{"email":"a\\u0000"}'),
			await api(post, '{"email":"a"}'),
			await api(
				"/api/v1/subscribers",
				'{"email":"ada@example.com","language":"de"}',
			),
		];
		site = openSite(database, { ...SETTINGS, PROOF_OF_WORK: "true" });
		answers.push(await api(post, '{"email":"ada@example.com"}'));
		expect(answers.filter((one) => !/"message":"⟦/.test(one))).toEqual([]);
		const ofSite =
			/^(?:home|comparison|tool|changes|browse|issues|panel|privacy|api)\./;
		expect([...unused].filter((name) => ofSite.test(name))).toEqual([]);
	}, 30_000);
});

describe("the language of the site", () => {
	let database: TestDatabase;
	beforeEach(async () => {
		database = await freshSqlite();
	});
	afterEach(() => database.db.destroy());

	const ask = (
		site: Site,
		path: string,
		headers: Record<string, string> = {},
	) => site.app.request(path, { headers });

	it("is one of several by a link that the pages carry on, else what the browser prefers, and programs find each by its own address", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		const slug = await publish(site, switchyard, pebble);
		const path = `/c/${slug}`;
		const address = `https://digest.example.com${path}`;
		for (const [request, accept, lang, switchTo, vary] of [
			[path, "", "en", `${path}?lang=de`, "Accept-Language"],
			[path, "de-CH", "de", `${path}?lang=en`, "Accept-Language"],
			[`${path}?lang=en`, "de", "en", `${path}?lang=de`, null],
			[`${path}?lang=de`, "en", "de", `${path}?lang=en`, null],
			[`${path}?lang=3Dde`, "en", "de", `${path}?lang=en`, null],
		] as const) {
			const response = await ask(site, request, { "accept-language": accept });
			const page = await response.text();
			expect(response.headers.get("vary")).toBe(vary);
			expect(page).toMatch(
				new RegExp(`^<!doctype html>\\n<html lang="${lang}-`),
			);
			const own = lang === "en" ? address : `${address}?lang=de`;
			expect(page).toContain(`<link rel="canonical" href="${own}">`);
			expect(page).toContain(`property="og:url" content="${own}"`);
			for (const [tag, url] of [
				["en", address],
				["de", `${address}?lang=de`],
				["x-default", address],
			])
				expect(page).toContain(
					`<link rel="alternate" hreflang="${tag}" href="${url}">`,
				);
			expect(page).toContain(`<a href="${switchTo}" lang="`);
			const carried = vary === null ? `?lang=${lang}` : "";
			expect(page).toContain(`<a href="/tools/${pebble.slug}${carried}">`);
			expect(page).toContain(`<a href="/issues${carried}">`);
		}
		const search = await (await ask(site, "/c?lang=de&q=a")).text();
		expect(search).toContain('<input type="hidden" name="lang" value="de">');
		expect(search).toContain('<a href="/c?lang=en&amp;q=a" lang="en"');
		const below = openSite(database, {
			PUBLICATION_LANGUAGE: "en, de",
			PUBLIC_URL: "https://example.com/Digest",
		});
		for (const asked of ["/panel", "/Digest/panel"])
			expect(await (await ask(below, asked)).text()).toContain(
				'<a href="/Digest/panel?lang=de" lang="de"',
			);
		const missing = await (await ask(site, "/c/nothing")).text();
		expect(missing).not.toContain('hreflang="');
	});

	it("is part of what a browser keeps: the page of one is never right for the other", async () => {
		const site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		for (const path of ["/", "/panel", "/issues"]) {
			const english = await ask(site, path);
			const tag = english.headers.get("etag") ?? "";
			const again = { "if-none-match": tag };
			const kept = await ask(site, path, again);
			expect([path, kept.status]).toEqual([path, 304]);
			expect(kept.headers.get("vary")).toBe("Accept-Language");
			const german = { ...again, "accept-language": "de" };
			expect((await ask(site, path, german)).status).toBe(200);
		}
		// A feed is fetched for many, by programs that have a language of their own.
		const feed = await ask(site, "/feed.xml", { "accept-language": "de" });
		expect(feed.headers.get("vary")).toBeNull();
		expect(await feed.text()).toContain('xml:lang="en-GB"');
		const german = await (await ask(site, "/feed.xml?lang=de")).text();
		expect(german).toContain("<id>https://digest.example.com/?lang=de</id>");
	});

	it.each([
		["en", "en-GB", "Latest verdicts"],
		["de", "de-DE", "Die neuesten Urteile"],
	])(
		"is the only one, %s, without a word of others",
		async (tag, locale, heading) => {
			const site = openSite(database, { PUBLICATION_LANGUAGE: tag });
			await publish(site, switchyard, pebble);
			for (const path of ["/", "/?lang=de", "/?lang=en"]) {
				const response = await ask(site, path, { "accept-language": "de, en" });
				const page = await response.text();
				expect(response.headers.get("vary")).toBeNull();
				expect(page).toContain(`<html lang="${locale}"`);
				expect(page).toContain(heading);
				expect(page).not.toMatch(/[?&;]lang=|hreflang/);
			}
		},
	);

	it.each([
		["de", "en"],
		["en", "pt-BR"],
		["de", "de-AT"],
		["en", "en"],
	])(
		"%s marks what the catalog has in %s, if that is another one",
		async (tag, catalog) => {
			const site = openSite(database, {
				PUBLICATION_LANGUAGE: tag,
				CATALOG_LANGUAGE: catalog,
			});
			const marked = (tool: ToolContent): ToolContent => ({
				...tool,
				...{ name: "Zork", tagline: "Zork", category: "Zork", pricing: "Zork" },
				...{ entryPrice: "Zork", bestFor: "Zork", description: "Zork" },
				reviews: tool.reviews.map((one) => ({ ...one, body: "Zork." })),
			});
			const slug = await publish(site, marked(switchyard), marked(pebble));
			const { id } = await subscribe(site);
			const own = (purpose: "bookmarks" | "vote" | "preferences") =>
				`/${purpose}/${site.tokens.sign(purpose, id)}`;
			const paths = [
				...["/", "/c", "/tools", `/c/${slug}`, `/tools/${pebble.slug}`],
				`${own("bookmarks")}?save=${pebble.slug}`,
				`${own("vote")}?tool=${pebble.slug}&vote=ship`,
			];
			const isOther = catalog.slice(0, 2) !== tag;
			for (const path of paths) {
				const page = await (await ask(site, path)).text();
				const body = page.slice(page.indexOf("<main"));
				const elements = [...body.matchAll(/<(\w+)([^>]*)>Zork\.?<\/\1>/g)];
				expect(elements.length).toBeGreaterThan(1);
				for (const [whole, , attributes = ""] of elements)
					expect([
						path,
						whole,
						attributes.includes(` lang="${catalog}"`),
					]).toEqual([path, whole, isOther]);
			}
		},
	);
});
