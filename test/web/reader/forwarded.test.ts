import { beforeEach, expect, it } from "vitest";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { subscriberLinks } from "../../../src/subscriber/subscriber-links.ts";
import { describeDatabases } from "../../support/databases.ts";
import { compare, seedTool } from "../../support/seed.ts";
import { openSite, type Site } from "../site.ts";

describeDatabases("a page behind a link of a forwarded mail", (database) => {
	let site: Site;
	let id: number;

	beforeEach(async () => {
		site = openSite(database);
		const { subscriber } = await addSubscriber(database.db, site.clock, {
			email: "ada@example.com",
			confirmed: true,
		});
		id = subscriber.id;
		const [alpha, beta] = [
			await seedTool(site.db, "Alpha"),
			await seedTool(site.db, "Beta"),
		];
		await compare(site.db, "one", alpha, beta, "2026-11-01T00:00:00.000Z");
	});

	const paths = () => {
		const own = subscriberLinks("", site.tokens, { id, epoch: 0 });
		return [
			`${own.voteUrl}?tool=alpha&vote=ship`,
			`${own.bookmarksUrl}?save=alpha`,
			own.preferencesUrl,
			own.unsubscribeUrl,
		];
	};

	/** Everything that one of the buttons could change. */
	async function everything() {
		const { db } = site;
		return {
			subscribers: await db.selectFrom("subscribers").selectAll().execute(),
			votes: await db.selectFrom("votes").selectAll().execute(),
			bookmarks: await db.selectFrom("bookmarks").selectAll().execute(),
		};
	}

	it("asks whether it is its owner, masked and before any button, and changes nothing", async () => {
		const before = await everything();
		for (const path of paths()) {
			const response = await site.app.request(path);
			expect(response.status).toBe(200);
			const main =
				/<main[\s\S]*<\/main>/.exec(await response.text())?.[0] ?? "";
			const question = main.indexOf("Are you <b>a…@example.com</b>?");
			expect(question, path).toBeGreaterThan(-1);
			expect(question, path).toBeLessThan(main.indexOf("<button"));
			expect(main).not.toContain("ada@example.com");
			expect(main).toMatch(/href="[^"]*\/subscribe"/);
		}
		expect(await everything()).toEqual(before);
	});

	it("acts for its owner at the button, and asks no more", async () => {
		const [vote = "", save = ""] = paths();
		const press = async (path: string, fields: Record<string, string>) => {
			const response = await site.app.request(path.split("?")[0] ?? "", {
				method: "POST",
				headers: { "content-type": "application/x-www-form-urlencoded" },
				body: new URLSearchParams(fields).toString(),
			});
			expect(response.status).toBe(200);
			expect(await response.text()).not.toContain("Are you <b>");
		};
		await press(vote, { tool: "alpha", vote: "ship" });
		await press(save, { save: "alpha" });
		const { votes, bookmarks } = await everything();
		expect(votes).toMatchObject([{ subscriber_id: id, verdict: "ship" }]);
		expect(bookmarks).toMatchObject([{ subscriber_id: id }]);
	});

	it("is not asked by a mail program that unsubscribes with one click", async () => {
		const unsubscribe = paths()[3] ?? "";
		const response = await site.app.request(unsubscribe, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: "List-Unsubscribe=One-Click",
		});
		expect(response.status).toBe(200);
		const [row] = (await everything()).subscribers;
		expect(row?.state).toBe("unsubscribed");
	});
});
