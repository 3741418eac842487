import { beforeEach, expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { subscriberLinks } from "../../../src/subscriber/subscriber-links.ts";
import type { Purpose } from "../../../src/subscriber/token.ts";
import { requestOwnPages } from "../../../src/web/http/self-request.ts";
import { pebble, quill } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openSite, publish, type Site, seal, subscribe } from "../site.ts";

const PUBLIC_URL = "https://Example.com:443/Digest/";

describeDatabases("a PUBLIC_URL with a path", (database) => {
	let site: Site;
	let id: number;
	beforeEach(async () => {
		site = openSite(database, { PUBLIC_URL, PROOF_OF_WORK: "true" });
		await publish(site, pebble, quill);
		await seal(site, 1);
		id = (await subscribe(site)).id;
	});
	const link = (purpose: Purpose) =>
		`/${purpose}/${site.tokens.sign(purpose, id)}`;

	it("is normalised, and is the beginning of every link in a mail", () => {
		const { publicUrl } = readConfig({ PUBLIC_URL });
		expect(publicUrl).toBe("https://example.com/Digest");
		const own = subscriberLinks(publicUrl, site.tokens, { id, epoch: 0 });
		for (const url of Object.values(own))
			expect(url).toMatch(/^https:\/\/example\.com\/Digest\/[a-z]+\/[\w-]+$/);
	});

	it.each(["passes the path on", "removes the path"])(
		"leads to every page and script by its own links when the proxy %s",
		async (proxy) => {
			const prefix = proxy.startsWith("passes") ? "/Digest" : "";
			const seen = new Set<string>();
			const waiting = [
				...["/Digest/", `/Digest${link("preferences")}`],
				...[`/Digest${link("unsubscribe")}`, `/Digest${link("bookmarks")}`],
				`/Digest${link("vote")}?tool=${pebble.slug}`,
			];
			for (let path = waiting.pop(); path; path = waiting.pop()) {
				if (seen.has(path)) continue;
				seen.add(path);
				const response = await site.app.request(
					path.replace(/^\/Digest/, prefix) || "/",
				);
				expect([path, response.status]).toEqual([path, 200]);
				const page = await response.text();
				for (const [, attribute, url = ""] of page.matchAll(
					/ (href|src|action|data-proof|data-facts|data-[a-z]+-path)="(\/[^"]*)"/g,
				)) {
					expect([path, url]).toEqual([
						path,
						expect.stringMatching(/^\/Digest(\/|$)/),
					]);
					const isRead = attribute === "href" || attribute === "src";
					if (isRead && !url.includes("#"))
						waiting.push(url.replaceAll("&amp;", "&"));
				}
			}
			expect(seen.size).toBeGreaterThan(12);
		},
	);

	it.each(["/Digest", ""])(
		"takes one click, forms and the API with %j before the path",
		async (prefix) => {
			const post = (path: string, body: string, type: string) =>
				site.from("203.0.113.7", prefix + path, {
					method: "POST",
					headers: { "content-type": type },
					body,
				});
			const form = "application/x-www-form-urlencoded";
			const saved = await post(link("preferences"), "format=brief", form);
			expect(await saved.text()).toContain("Saved.");
			const left = await post(
				link("unsubscribe"),
				"List-Unsubscribe=One-Click",
				form,
			);
			expect(await left.text()).toContain("You are unsubscribed");
			const facts = await site.app.request(
				`${prefix}/api/v1/tools?slug=${pebble.slug}`,
			);
			expect(await facts.json()).toMatchObject({
				tools: [{ url: `/Digest/tools/${pebble.slug}` }],
			});
			const answer = await post(
				"/api/v1/subscribers",
				"{}",
				"application/json",
			);
			expect(answer.status).toBe(422);
			expect((await site.app.request(`${prefix}/healthz`)).status).toBe(200);
		},
	);

	it("is what preflight asks our own pages by", async () => {
		const urls = ["", "/issues", `/tools/${pebble.slug}`].map(
			(path) => `https://example.com/Digest${path}`,
		);
		const answers = await requestOwnPages(site.deps, urls);
		expect([...answers.values()]).toEqual([200, 200, 200]);
	});
});
