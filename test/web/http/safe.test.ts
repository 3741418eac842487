import { beforeEach, expect, it } from "vitest";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import type { Purpose } from "../../../src/subscriber/token.ts";
import { pebble, quill } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import {
	dump,
	openSite,
	publish,
	type Site,
	seal,
	subscribe,
} from "../site.ts";

describeDatabases("a request", (database) => {
	let site: Site;
	let paths: string[];
	beforeEach(async () => {
		site = openSite(database, { PROOF_OF_WORK: "true" });
		const slug = await publish(site, pebble, quill);
		await seal(site, 1);
		const ada = await subscribe(site);
		const { confirmationToken } = await addSubscriber(database.db, site.clock, {
			email: "eve@example.com",
			confirmed: false,
		});
		const front = await (await site.app.request("/")).text();
		const script = /src="(\/assets\/[^"]+)"/.exec(front)?.[1] ?? "";
		paths = site.app.routes
			.filter((route) => route.method === "GET")
			.map((route) =>
				route.path
					.replace("/unsubscribe/:token", ada.path)
					.replace(
						/\/(vote|bookmarks|preferences)\/:token/,
						(_, purpose: Purpose) =>
							`/${purpose}/${site.tokens.sign(purpose, ada.id)}`,
					)
					.replace(/^(\/vote\/.*)$/, `$1?tool=${pebble.slug}&vote=control`)
					.replace("/assets/:file", script)
					.replace(/:file\{.*/, "tools-1.xml")
					.replace(":token", confirmationToken ?? "")
					.replace(/:number.*/, "1")
					.replace("/c/:slug", `/c/${slug}`)
					.replace(":slug", pebble.slug),
			);
	});

	it("by GET or HEAD for any page leaves every table as it was", async () => {
		expect(paths.length).toBeGreaterThanOrEqual(18);
		const before = await dump(database.db);
		for (const path of paths)
			for (const method of ["GET", "HEAD"]) {
				const response = await site.app.request(path, { method });
				expect([path, response.status]).toEqual([path, 200]);
				if (method === "HEAD") expect(await response.text()).toBe("");
			}
		expect(await dump(database.db)).toBe(before);
	});

	it("is logged without its query, and without a path that is no page", async () => {
		await site.app.request("/?utm=ada@example.com");
		await site.app.request("/ada@example.com");
		await site.app.request("/c/ada@example.com");
		expect(site.logged()).toContain('"path":"(unknown)"');
		expect(site.logged()).not.toContain("ada@example.com");
	});
});
