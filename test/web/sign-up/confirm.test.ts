import { beforeEach, expect, it } from "vitest";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { describeDatabases } from "../../support/databases.ts";
import { dump, openSite, type Site } from "../site.ts";

describeDatabases("the confirmation page", (database) => {
	let site: Site;
	let path: string;
	beforeEach(async () => {
		site = openSite(database);
		const { confirmationToken } = await addSubscriber(database.db, site.clock, {
			email: "ada@example.com",
			confirmed: false,
		});
		path = `/confirm/${confirmationToken}`;
	});
	const post = () => site.app.request(path, { method: "POST" });

	it("confirms by its button, once, and mails one welcome", async () => {
		const page = await (await site.app.request(path)).text();
		expect(page).toContain("<button>Confirm</button>");
		expect(page).toContain("a…@example.com");
		await site.signUps.run();
		expect(site.letters).toEqual([]);
		const done = await post();
		expect(done.status).toBe(200);
		const confirmed = await done.text();
		expect(confirmed).toContain("You are subscribed");
		const [, own = ""] =
			/href="(\/preferences\/[^"]+)">Choose what/.exec(confirmed) ?? [];
		expect((await site.app.request(own)).status).toBe(200);
		for (const again of [await post(), await site.app.request(path)]) {
			expect(again.status).toBe(200);
			const said = await again.text();
			expect(said).toContain("You are subscribed");
			expect(said).not.toContain("<button>");
			// Who opens the link later may have got it from somebody else.
			expect(said).not.toContain("/preferences/");
		}
		await site.signUps.run();
		expect(site.letters).toMatchObject([
			{ kind: "welcome", to: "ada@example.com" },
		]);
	});

	it("changes nothing when a scanner opens it", async () => {
		const before = await dump(database.db);
		for (const method of ["GET", "HEAD", "GET"])
			expect((await site.app.request(path, { method })).status).toBe(200);
		expect(await dump(database.db)).toBe(before);
	});

	it("gives an expired and an invalid link the same answer", async () => {
		const invalid = await site.app.request("/confirm/AAAAAAAAAAAAAAAAAAAAAA");
		const expected = [invalid.status, await invalid.text()];
		const answers = async () => {
			const seen = [];
			for (const method of ["GET", "POST"]) {
				const response = await site.app.request(path, { method });
				seen.push([response.status, await response.text()]);
			}
			return seen;
		};
		site.clock.advance(8 * 24 * 60 * 60 * 1000);
		expect(await answers()).toEqual([expected, expected]);
	});

	it("keeps its token out of logs, caches and referrers", async () => {
		const { headers } = await site.app.request(path);
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("cache-control")).toBe("no-store");
		expect(site.logged()).toContain('"path":"/confirm/…"');
		expect(site.logged()).not.toContain(path.split("/").at(-1));
	});
});
