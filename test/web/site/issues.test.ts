import { beforeEach, expect, it } from "vitest";
import { sampleIssue } from "../../../templates/samples.ts";
import { ATTACKS, markupOf } from "../../render/editor-attacks.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, type Site, seal } from "../site.ts";

describeDatabases("the pages of past issues", (database) => {
	let site: Site;
	beforeEach(() => {
		site = openSite(database);
	});

	async function read(path: string, status = 200): Promise<string> {
		const response = await site.app.request(path);
		expect(response.status).toBe(status);
		return response.text();
	}

	it("list only sealed issues, newest first", async () => {
		await seal(site, 1);
		await seal(site, 2, "sending");
		await seal(site, 3, "draft");
		const page = await read("/issues");
		expect(page.indexOf("Subject 2")).toBeGreaterThan(0);
		expect(page.indexOf("Subject 1")).toBeGreaterThan(
			page.indexOf("Subject 2"),
		);
		expect(page).not.toContain("/issues/3");
		expect(await read("/")).toContain("Subject 2");
	});

	it("name the day of each issue in the language of the list, whatever the issue was written in", async () => {
		site = openSite(database, { PUBLICATION_LANGUAGE: "en, de" });
		await seal(site, 1);
		const page = await read("/issues?lang=de");
		expect(page).toMatch(/Nr\. 1 · <time [^>]*>\d{1,2}\. \S+ \d{4}<\/time>/);
		expect(page).toContain('lang="en">Subject 1');
	});

	it("show a sealed issue as it was mailed, without anything personal", async () => {
		await seal(site, 7);
		const response = await site.app.request("/issues/7");
		expect(await response.text()).toContain("<h1>Issue 7</h1><p>[|]</p>");
		const policy = response.headers.get("content-security-policy") ?? "";
		expect(policy.split("; ").sort()).toEqual([
			"base-uri 'none'",
			"default-src 'none'",
			"form-action 'none'",
			"frame-ancestors 'none'",
			"img-src https: data:",
			"style-src 'unsafe-inline'",
		]);
	});

	it("let browsers keep an issue, and answer 304 while they have it", async () => {
		await seal(site, 7);
		const first = await site.app.request("/issues/7");
		expect(first.headers.get("cache-control")).toBe("public, max-age=300");
		const tag = first.headers.get("etag") ?? "";
		const again = await site.app.request("/issues/7", {
			headers: { "if-none-match": tag },
		});
		expect(again.status).toBe(304);
		expect(await again.text()).toBe("");
		const other = await site.app.request("/issues/7", {
			headers: { "if-none-match": '"another"' },
		});
		expect(other.status).toBe(200);
		expect(await other.text()).toBe(await first.text());
	});

	it("open the documents of an issue once, however often it is read", async () => {
		await seal(site, 7);
		const before = await read("/issues/7");
		await site.db
			.updateTable("issues")
			.set({ compiled: "no longer read" })
			.execute();
		expect(await read("/issues/7")).toBe(before);
	});

	it("keep the page of an issue that ended early, and list it", async () => {
		await seal(site, 7, "ended");
		expect(await read("/issues/7")).toContain("Issue 7");
		expect(await read("/issues")).toContain("/issues/7");
	});

	it.each(["draft", "approved", "cancelled"] as const)(
		"show no issue that is %s",
		async (state) => {
			await seal(site, 7, state);
			await read("/issues/7", 404);
		},
	);

	it("and all that names it escape whatever an editor wrote", async () => {
		await seal(site, 5);
		const html = {
			body: "<html><head></head><body>1</body></html>",
			partials: {},
		};
		const store = (subject: string) =>
			site.db
				.updateTable("issues")
				.set({
					compiled: JSON.stringify({
						format: 1,
						subject: "",
						html,
						text: html,
					}),
					content: JSON.stringify({ ...sampleIssue, subject, intro: subject }),
				})
				.execute();
		await store("plain");
		const paths = ["/", "/issues", "/issues/5", "/feed.xml"];
		const plain = new Map<string, ReturnType<typeof markupOf>>();
		for (const path of paths) plain.set(path, markupOf(await read(path)));
		await store(ATTACKS.join(" "));
		site = openSite(database);
		for (const path of paths) {
			const page = await read(path);
			expect([path, markupOf(page)]).toEqual([path, plain.get(path)]);
			expect(page).toContain("onerror=alert(1)");
		}
	});

	it("lead from each issue to the site, and to the issues beside it", async () => {
		for (const number of [3, 5, 9]) await seal(site, number);
		await seal(site, 6, "cancelled");
		const body =
			"<html><head></head><body class='a'><p>The mail</p></body></html>";
		await site.db
			.updateTable("issues")
			.set({
				compiled: JSON.stringify({
					format: 1,
					subject: "",
					html: { body, partials: {} },
					text: { body: "", partials: {} },
				}),
			})
			.execute();
		const page = await read("/issues/5");
		expect(page).toMatch(
			/<body class='a'><style>[^<]*<\/style>\s*<nav class="site-bar"/,
		);
		expect(page).toContain('<a rel="prev" href="/issues/3">');
		expect(page).toContain('<a rel="next" href="/issues/9">');
		expect(page).toContain(
			'rel="canonical" href="https://digest.example.com/issues/5"',
		);
		expect(page).toContain("<p>The mail</p></body>");
		expect(await read("/issues/9")).not.toContain('rel="next"');
	});
});
