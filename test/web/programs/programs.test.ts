import { beforeEach, expect, it } from "vitest";
import { iconFile } from "../../../src/web/programs/icon.ts";
import { pebble, quill, switchyard } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, type Site, seal } from "../site.ts";

const FUTURE = "2026-12-24T09:00:00.000Z";
const EVIL = `</script><script>alert(1)</script>&"'<!--]]>\u2028`;

describeDatabases("what programs read of the site", (database) => {
	let site: Site;
	beforeEach(() => {
		site = openSite(database);
	});

	async function read(path: string, type = /./): Promise<string> {
		const response = await site.app.request(path);
		expect([path, response.status]).toEqual([path, 200]);
		expect(response.headers.get("content-type")).toMatch(type);
		return response.text();
	}

	it("is a feed with what is published and mailed, linked from every page", async () => {
		const slug = await publish(site, switchyard, { ...pebble, tagline: EVIL });
		await seal(site, 7);
		await seal(site, 8, "draft");
		const feed = await read("/feed.xml", /^application\/atom\+xml/);
		expect(feed).toContain(`<id>https://digest.example.com/c/${slug}</id>`);
		expect(feed).toContain("<published>2026-11-19T09:00:00.000Z</published>");
		expect(feed).toContain("<title>No. 7: Subject 7</title>");
		expect(feed).not.toContain("No. 8");
		// A text is escaped once for the HTML in the entry, and once for XML.
		expect(feed).toContain("&amp;lt;/script&amp;gt;");
		expect(feed).not.toMatch(/<script|<p>/);
		for (const path of ["/", `/c/${slug}`, "/issues", "/panel"])
			expect(await read(path)).toContain(
				'type="application/atom+xml" title="Weekly AI Tool Verdicts" href="/feed.xml"',
			);
	});

	it("holds nothing that XML can't, whatever a text contains", async () => {
		await publish(site, { ...pebble, tagline: "a\u0001b\uFFFEc" }, quill);
		const feed = await read("/feed.xml");
		expect(feed).toContain("a\uFFFDb\uFFFDc");
	});

	it("lists every public page in the site map, by ranges of ids", async () => {
		const slug = await publish(site, switchyard, pebble);
		await seal(site, 7);
		await seal(site, 8, "cancelled");
		await site.db
			.updateTable("comparisons")
			.set({ id: 5_001 })
			.where("slug", "=", slug)
			.execute();
		const index = await read("/sitemap.xml", /^application\/xml/);
		const files = [
			...index.matchAll(/<loc>https:\/\/digest.example.com([^<]+)/g),
		];
		expect(files.map(([, path]) => path)).toEqual([
			"/sitemap/pages.xml",
			"/sitemap/comparisons-1.xml",
			"/sitemap/comparisons-2.xml",
			"/sitemap/tools-1.xml",
			"/sitemap/issues-1.xml",
		]);
		expect(await read("/sitemap/comparisons-2.xml")).toContain(
			`<loc>https://digest.example.com/c/${slug}</loc><lastmod>`,
		);
		expect(await read("/sitemap/tools-1.xml")).toContain(
			`/tools/${pebble.slug}</loc>`,
		);
		const issues = await read("/sitemap/issues-1.xml");
		expect(issues).toContain("/issues/7</loc>");
		expect(issues).not.toContain("/issues/8");
		for (const [, path] of (await read("/sitemap/pages.xml")).matchAll(
			/<loc>https:\/\/digest.example.com([^<]+)/g,
		))
			await read(path ?? "");
		for (const file of ["comparisons-3", "tools-99999", "issues-0", "votes-1"])
			expect((await site.app.request(`/sitemap/${file}.xml`)).status).toBe(404);
	});

	it("keeps robots from links with a token, below the path of PUBLIC_URL", async () => {
		expect(await read("/robots.txt", /^text\/plain/)).toMatch(
			/^User-agent: \*\nDisallow: \/unsubscribe\/\n[\s\S]*Disallow: \/preferences\n[\s\S]*Sitemap: https:\/\/digest\.example\.com\/sitemap\.xml\n$/,
		);
		site = openSite(database, { PUBLIC_URL: "https://example.com/digest" });
		const text = await read("/digest/robots.txt");
		expect(text).toContain("Disallow: /digest/vote/");
		expect(text).toContain("https://example.com/digest/sitemap.xml");
	});

	it("is in the head of each public page: its address, its card, what it is about", async () => {
		const slug = await publish(site, switchyard, { ...pebble, name: EVIL });
		const page = await read(`/c/${slug}`);
		const address = `https://digest.example.com/c/${slug}`;
		expect(page).toContain(`<link rel="canonical" href="${address}">`);
		expect(page).toContain(`<meta property="og:url" content="${address}">`);
		expect(page).toContain('<meta name="twitter:card" content="summary">');
		const data = [
			...page.matchAll(
				/<script type="application\/ld\+json">([^<>&]*)<\/script>/g,
			),
		].map(([, json]) => JSON.parse(json ?? ""));
		expect(data).toMatchObject([
			{
				"@type": "Article",
				url: address,
				about: [{ name: switchyard.name }, { name: EVIL }],
			},
			{ "@type": "BreadcrumbList" },
		]);
		expect(page.split("<script")).toHaveLength(4);
		const tool = await read(`/tools/${switchyard.slug}`);
		expect(tool).toContain('"@type":"Review"');
	});

	it("knows no address of an answer, an error or a search", async () => {
		await publish(site, switchyard, pebble);
		for (const path of ["/nix", "/c?q=pebble", "/tools?verdict=ship"]) {
			const page = await (await site.app.request(path)).text();
			expect(page).not.toContain('rel="canonical"');
		}
	});

	it("tells nothing of what is not published yet", async () => {
		await publish(
			site,
			{ ...pebble, slug: "later" },
			{ ...quill, slug: "too" },
			FUTURE,
		);
		await publish(site, switchyard, { ...pebble, slug: "known" });
		for (const path of [
			"/feed.xml",
			"/sitemap.xml",
			"/sitemap/comparisons-1.xml",
			"/sitemap/tools-1.xml",
			"/c",
			"/c?q=later",
			"/tools",
			"/tools?q=quill",
			"/",
		])
			expect(await read(path)).not.toMatch(/\/later|\/too\b|Quill/);
		site.clock.advance(60 * 24 * 60 * 60_000);
		expect(await read("/feed.xml")).toContain("/c/later-vs-too");
		expect(await read("/sitemap/tools-1.xml")).toContain("/tools/too<");
	});

	it("is answered 304 while it is the same, but not for a form of yesterday", async () => {
		const slug = await publish(site, switchyard, pebble);
		const again = async (path: string, tag: string) =>
			(await site.app.request(path, { headers: { "if-none-match": tag } }))
				.status;
		for (const path of [
			"/",
			`/c/${slug}`,
			"/c",
			"/tools",
			"/feed.xml",
			"/robots.txt",
		]) {
			const { headers } = await site.app.request(path);
			const tag = headers.get("etag") ?? "";
			expect(headers.get("cache-control")).toMatch(/^public, /);
			site.clock.advance(1_000);
			expect([path, await again(path, `"x", ${tag}`)]).toEqual([path, 304]);
			expect(await again(path, '"x"')).toBe(200);
		}
		const { headers } = await site.app.request(`/c/${slug}`);
		site.clock.advance(2 * 60 * 60_000);
		expect(await again(`/c/${slug}`, headers.get("etag") ?? "")).toBe(200);
	});
});

it("the icon is an ICO file whose images have the sizes that its directory names", () => {
	const file = Buffer.from(iconFile());
	expect(file.readUInt16LE(2)).toBe(1);
	for (const [index, size] of [16, 32, 48].entries()) {
		const at = 6 + 16 * index;
		expect(file.readUInt8(at)).toBe(size);
		const offset = file.readUInt32LE(at + 12);
		expect(file.readInt32LE(offset + 4)).toBe(size);
		// The middle of the mark is paper, the corner is nothing.
		const middle = offset + 40 + 4 * ((size >> 2) * size + (size >> 1));
		expect(file.readUInt8(middle + 3)).toBe(255);
		expect(file.readUInt8(offset + 43)).toBe(0);
	}
	expect(file.length).toBe(
		file.readUInt32LE(6 + 32 + 8) + file.readUInt32LE(6 + 32 + 12),
	);
});
