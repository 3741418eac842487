import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { panelVerdict, REVIEWERS } from "../../../src/catalog/panel.ts";
import {
	browseComparisons,
	browseTools,
} from "../../../src/db/catalog/browse.ts";
import type { Verdict } from "../../../src/db/catalog-tables.ts";
import { pebble, quill, switchyard } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, type Site } from "../site.ts";

describeDatabases("the indexes of comparisons and tools", (database) => {
	let site: Site;
	beforeEach(() => {
		site = openSite(database);
	});

	async function read(path: string): Promise<string> {
		const response = await site.app.request(path);
		expect([path, response.status]).toEqual([path, 200]);
		return response.text();
	}

	/** The slugs that an index lists, from page to page. */
	async function walk(first: string): Promise<string[]> {
		const slugs: string[] = [];
		for (let next: string | undefined = first; next; ) {
			const page: string = await read(next);
			for (const [, slug] of page.matchAll(
				/<h2><a href="\/(?:c|tools)\/([^"]+)"/g,
			))
				slugs.push(slug ?? "");
			next = /<a rel="next" href="([^"]+)"/
				.exec(page)?.[1]
				?.replaceAll("&amp;", "&");
		}
		return slugs;
	}

	it("lead to each one once, by pages that hold under a filter too", async () => {
		const comparisons: string[] = [];
		for (let n = 10; n < 75; n++)
			comparisons.push(
				await publish(site, { ...pebble, slug: `a-${n}` }, quill),
			);
		await publish(site, switchyard, { ...switchyard, slug: "other" });
		const newestFirst = comparisons.toReversed();
		expect((await walk("/c")).slice(1)).toEqual(newestFirst);
		expect(await walk("/c?q=pebble")).toEqual(newestFirst);
		expect(await walk("/tools")).toEqual([
			...comparisons.map((slug) => slug.slice(0, 4)),
			"other",
			quill.slug,
			switchyard.slug,
		]);
		expect(await walk("/tools?q=PEBBLE")).toHaveLength(65);
		expect((await site.app.request("/c?after=nothing")).status).toBe(404);
	});

	it("are limited by category, by verdict and by words in any letters", async () => {
		const cologne = {
			...pebble,
			slug: "koeln",
			name: "Kölner Ökonom 50%_off",
			category: "Accounting & Books",
		};
		const slug = await publish(site, cologne, quill);
		await publish(site, switchyard, { ...pebble, slug: "b" });
		expect(await walk("/c?category=Accounting+%26+Books")).toEqual([slug]);
		for (const words of [
			"kölner",
			"KÖLNER ökonom",
			"ökonom",
			"50%25_off",
			"Koeln",
			"books quillless",
		])
			expect([words, await walk(`/c?q=${words}`)]).toEqual([
				words,
				words.includes("quillless") ? [] : [slug],
			]);
		// Signs of a pattern mean themselves.
		expect(await walk("/tools?q=5_%25o")).toEqual([]);
		expect(await read("/c?q=%3Cb%3E&verdict=nonsense")).toContain("&lt;b&gt;");
		expect(await read("/c?q=nothingatall")).toContain("Nothing fits");
	});

	it("know the panel's verdict as the pages show it, whatever is known of the reviews", async () => {
		const verdicts = fc.array(
			fc.constantFrom<(Verdict | null)[]>("ship", "skip", null),
			{ maxLength: 4 },
		);
		const tools = fc.array(
			fc.tuple(verdicts, fc.option(fc.integer({ min: 0, max: 100 }))),
			{ minLength: 60, maxLength: 60 },
		);
		const [sample = []] = fc.sample(tools, { numRuns: 1, seed: 7 });
		const expected = new Map<string, Verdict | null>();
		for (const [index, [given, share]] of sample.entries()) {
			const reviews = given.map((verdict, place) => ({
				reviewer: REVIEWERS[place] ?? "builder",
				score: null,
				verdict,
				body: "",
			}));
			const slug = `t-${index}`;
			const panel = { ...pebble.panel, share };
			await publish(site, { ...pebble, slug, reviews, panel }, quill);
			expected.set(slug, panelVerdict(reviews, share).verdict);
		}
		const now = site.clock.now();
		for (const verdict of ["ship", "skip"] as const) {
			const found = await browseTools(site.db, now, 100, {
				verdict,
				words: ["t-"],
			});
			expect(found.map((tool) => tool.slug).sort()).toEqual(
				[...expected]
					.filter(([, one]) => one === verdict)
					.map(([slug]) => slug)
					.sort(),
			);
		}
		const ofQuill = panelVerdict(quill.reviews, quill.panel.share).verdict;
		const differing = await browseComparisons(site.db, now, 100, {
			verdict: "one-ships",
		});
		expect(differing).toHaveLength(
			[...expected.values()].filter(
				(one) => one !== null && ofQuill !== null && one !== ofQuill,
			).length,
		);
	});
});
