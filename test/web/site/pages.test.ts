import { beforeEach, expect, it } from "vitest";
import type { Purpose } from "../../../src/subscriber/token.ts";
import {
	harbour,
	ledgerline,
	pebble,
	quill,
	switchyard,
	tallyho,
} from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, type Site, subscribe } from "../site.ts";

describeDatabases("the public pages", (database) => {
	let site: Site;
	beforeEach(() => {
		site = openSite(database);
	});

	async function read(path: string, status = 200): Promise<string> {
		const response = await site.app.request(path);
		expect(response.status).toBe(status);
		expect(response.headers.get("content-type")).toMatch(/^text\/html/);
		return response.text();
	}

	it("say so if nothing has been published yet", async () => {
		expect(await read("/")).toContain("No comparison has been published yet");
		expect(await read("/issues")).toContain("No issue has gone out yet");
	});

	it("name who mails the digest only if the postal address is set", async () => {
		const unset = await read("/");
		expect(unset).not.toContain("POSTAL_ADDRESS");
		expect(unset).not.toContain("is mailed by");
		expect(unset).toContain("unsubscribe with one click");
		site = openSite(database, { POSTAL_ADDRESS: "1 <Example> Street" });
		expect(await read("/")).toContain(
			"is mailed by <bdi>1 &lt;Example&gt; Street</bdi>. You can",
		);
	});

	it("list the latest verdicts on the start page, newest first", async () => {
		const older = await publish(
			site,
			switchyard,
			pebble,
			"2026-11-10T09:00:00.000Z",
		);
		const newer = await publish(site, ledgerline, tallyho);
		const front = await read("/");
		expect(front.indexOf(`/c/${newer}`)).toBeGreaterThan(0);
		expect(front.indexOf(`/c/${older}`)).toBeGreaterThan(
			front.indexOf(`/c/${newer}`),
		);
		expect(front).toContain("19 November 2026");
		expect(front).toContain("Tuesdays at 09:00 (UTC)");
	});

	it("link to earlier verdicts without missing or repeating one", async () => {
		const slugs: string[] = [];
		for (let n = 0; n < 45; n++)
			slugs.push(await publish(site, { ...pebble, slug: `a-${n}` }, quill));
		const seen: string[] = [];
		let next: string | undefined = "/";
		while (next) {
			const page: string = await read(next);
			for (const match of page.matchAll(/<h3><a href="\/c\/([^"]+)"/g))
				seen.push(match[1] ?? "");
			next = /href="(\/\?after=[^"]+)"/.exec(page)?.[1];
		}
		expect(seen).toEqual(slugs.toReversed());
		await read("/?after=nothing", 404);
	});

	it("and every page of a reader know nothing of what is published later", async () => {
		const later = { ...pebble, slug: "later", category: "Secret category" };
		const slug = await publish(
			site,
			later,
			{ ...quill, slug: "too" },
			"2026-12-24T09:00:00.000Z",
		);
		await publish(site, switchyard, harbour);
		const { id } = await subscribe(site);
		const link = (purpose: Purpose) =>
			`/${purpose}/${site.tokens.sign(purpose, id)}`;
		const post = (path: string, fields: Record<string, string>) =>
			site.app.request(path, {
				method: "POST",
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: new URLSearchParams(fields).toString(),
			});
		const tools = async () =>
			(await site.app.request("/api/v1/tools?slug=later")).json();
		expect(await tools()).toEqual({ tools: [] });
		for (const path of [
			...[`/?after=${slug}`, `/c/${slug}`, "/tools/later"],
			`${link("vote")}?tool=later`,
		])
			await read(path, 404);
		for (const path of [
			...["/", link("preferences"), `${link("bookmarks")}?save=later`],
		])
			expect(await read(path)).not.toMatch(/Secret category|Pebble/);
		await post(link("bookmarks"), { save: "later" });
		await post(link("vote"), { tool: "later", vote: "ship" });
		for (const table of ["bookmarks", "votes"] as const)
			expect(await site.db.selectFrom(table).selectAll().execute()).toEqual([]);

		site.clock.advance(60 * 24 * 60 * 60_000);
		expect(await tools()).toMatchObject({ tools: [{ slug: "later" }] });
		await read(`/?after=${slug}`);
		expect(await read(link("preferences"))).toContain("Secret category");
		const saved = await post(link("bookmarks"), { save: "later" });
		expect(await saved.text()).toMatch(/role="status">Saved: .*Pebble/);
		const voted = await post(link("vote"), { tool: "later", vote: "ship" });
		expect(await voted.text()).toMatch(/You voted ship.*The community: /s);
	});

	it("show a comparison in full", async () => {
		const slug = await publish(site, switchyard, pebble);
		const page = await read(`/c/${slug}`);
		for (const text of [
			"Switchyard Inference Hub vs Pebble",
			"62% ship · 31 ship / 19 skip",
			"Builder",
			"Futurist",
			"Best for",
			`href="/tools/${pebble.slug}"`,
		])
			expect(page).toContain(text);
		for (const tool of [switchyard, pebble])
			for (const review of tool.reviews) {
				expect(page).toContain(`${review.score}/100`);
				expect(page).toContain(escaped(review.body));
			}
		expect(page).toContain('<a href="/c">Compare</a> / <span aria-current');
		for (const [tool, initial] of [
			[switchyard, "S"],
			[pebble, "P"],
		] as const) {
			expect(page).toContain(
				`<span class="tile" aria-hidden="true">${initial}</span><bdi>${tool.category}</bdi>`,
			);
			expect(page.split(escaped(tool.description))).toHaveLength(2);
		}
	});

	it("show unknown scores, verdicts and votes as unknown, never as 0", async () => {
		const slug = await publish(
			site,
			{
				...pebble,
				slug: "left",
				name: "Left",
				panel: {
					verdict: null,
					share: null,
					ship: null,
					skip: null,
					basis: "unknown",
				},
				community: null,
				pricing: "",
				entryPrice: "",
				bestFor: "",
				reviews: [
					{
						reviewer: "builder",
						score: null,
						verdict: null,
						body: "Words only.",
					},
				],
			},
			{
				...quill,
				slug: "right",
				name: "Right",
				panel: {
					verdict: null,
					share: null,
					ship: null,
					skip: null,
					basis: "unknown",
				},
				community: null,
				reviews: [],
			},
		);
		const page = await read(`/c/${slug}`);
		expect(page).toContain("Panel verdict not given");
		expect(page).toContain("No votes yet");
		expect(page).toContain("scores and verdicts are not given");
		expect(page).toContain("Words only.");
		expect(page).not.toMatch(/null|undefined|NaN|\b0%|class="bar"/);
	});

	it("show a tool with its reviews and comparisons", async () => {
		const slug = await publish(site, switchyard, pebble);
		const page = await read(`/tools/${switchyard.slug}`);
		expect(page).toContain(`href="/c/${slug}"`);
		expect(page).toContain(escaped(switchyard.description));
		for (const review of switchyard.reviews)
			expect(page).toContain(escaped(review.body));
	});

	it("do not show a comparison or its tools before its time of publication", async () => {
		const slug = await publish(
			site,
			harbour,
			quill,
			"2026-11-20T12:00:00.001Z",
		);
		await read(`/c/${slug}`, 404);
		await read(`/tools/${harbour.slug}`, 404);
		expect(await read("/")).not.toContain(slug);
		site.clock.advance(1);
		await read(`/c/${slug}`);
		await read(`/tools/${harbour.slug}`);
		expect(await read("/")).toContain(slug);
	});

	it("link to slugs with letters of any alphabet", async () => {
		const slug = await publish(site, { ...pebble, slug: "größe" }, quill);
		const href = `/c/${encodeURIComponent(slug)}`;
		expect(await read("/")).toContain(`href="${href}"`);
		await read(href);
	});

	it("escape every text of a tool", async () => {
		const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;
		const slug = await publish(
			site,
			{
				...pebble,
				slug: "evil",
				name: evil,
				tagline: evil,
				category: evil,
				pricing: evil,
				entryPrice: evil,
				bestFor: evil,
				description: evil,
				reviews: pebble.reviews.map((review) => ({ ...review, body: evil })),
			},
			quill,
		);
		for (const path of ["/", `/c/${slug}`, "/tools/evil"]) {
			const page = await read(path);
			expect(page).toContain("&lt;script&gt;");
			// JSON-LD is data, and has no sign in it that could end it.
			const scripts = page.replace(
				/<script type="application\/ld\+json">[^<>&]*<\/script>/g,
				"",
			);
			expect(scripts).not.toMatch(/<script(?! type="module" src="\/assets\/)/);
			expect(page).not.toContain("<img");
		}
	});

	it.each([
		"/issues/0",
		"/issues/8",
		"/issues/07",
		"/issues/1e1",
		"/issues/99999999999999999999",
		"/c/nix",
		"/tools/nix",
		"/nix",
		"/c/%00",
		"/?after=%00",
		"/../../etc/passwd",
		"/c/%E0%A4%A",
	])("answer %s with 404", async (path) => {
		expect(await read(path, 404)).toContain("Page not found");
	});

	it("have security headers and set no cookie", async () => {
		const slug = await publish(site, switchyard, pebble);
		for (const path of ["/", `/c/${slug}`, "/issues", "/nix", "/healthz"]) {
			const { headers } = await site.app.request(path);
			expect(headers.get("content-security-policy")).toMatch(
				/^default-src 'none'; .*style-src 'sha256-[^']+'/,
			);
			expect(headers.get("x-content-type-options")).toBe("nosniff");
			expect(headers.get("set-cookie")).toBeNull();
		}
	});
});

function escaped(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("'", "&#39;");
}
