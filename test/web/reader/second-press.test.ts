import { beforeEach, expect, it } from "vitest";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import type { Purpose } from "../../../src/subscriber/token.ts";
import { pebble, quill } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { plainRenderer } from "../../support/renderer.ts";
import { compare, seedTool } from "../../support/seed.ts";
import { openSite, publish, type Site, seal } from "../site.ts";

type Fields = Record<string, string>;

/** What a person sees: the words of the main part. */
function wordsOf(page: string): string {
	const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? page;
	return main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

describeDatabases("a button that is pressed a second time", (database) => {
	let site: Site;
	let id: number;
	let confirmation: string;

	beforeEach(async () => {
		site = openSite(database);
		const { subscriber } = await addSubscriber(database.db, site.clock, {
			email: "ada@example.com",
			confirmed: true,
		});
		id = subscriber.id;
		const eve = await addSubscriber(database.db, site.clock, {
			email: "eve@example.com",
			confirmed: false,
		});
		confirmation = `/confirm/${eve.confirmationToken}`;
		const tool = await seedTool(site.db, "Alpha");
		await compare(site.db, "Alpha", tool, tool, "2026-11-01T00:00:00.000Z");
	});

	const link = (purpose: Purpose) =>
		`/${purpose}/${site.tokens.sign(purpose, id)}`;
	async function press(path: string, fields: Fields = {}): Promise<string> {
		const response = await site.app.request(path, {
			method: "POST",
			headers: { "content-type": "application/x-www-form-urlencoded" },
			body: new URLSearchParams(fields).toString(),
		});
		expect(response.status).toBeLessThan(500);
		return wordsOf(await response.text());
	}
	const open = async (path: string) =>
		wordsOf(await (await site.app.request(path)).text());

	/** Every POST of the public pages but the two forms that take an address. */
	const buttons: [
		name: string,
		before: () => Promise<unknown>,
		path: () => string,
		fields: Fields,
		words: RegExp,
	][] = [
		["confirm", none, () => confirmation, {}, /You are subscribed/],
		["never", none, () => `${confirmation}/never`, {}, /will not write again/],
		[
			"unsubscribe",
			none,
			() => link("unsubscribe"),
			{ from: "page" },
			/You are unsubscribed/,
		],
		[
			"come back",
			() => press(link("unsubscribe")),
			() => `${link("unsubscribe")}/back`,
			{},
			/Welcome back/,
		],
		[
			"pause",
			none,
			() => `${link("unsubscribe")}/pause`,
			{ weeks: "2" },
			/Paused until 4 December/,
		],
		[
			"end the pause",
			() => press(`${link("unsubscribe")}/pause`, { weeks: "2" }),
			() => `${link("unsubscribe")}/pause`,
			{ weeks: "0" },
			/The pause is over/,
		],
		[
			"save preferences",
			none,
			() => link("preferences"),
			{ format: "brief" },
			/Saved\. This applies/,
		],
		[
			"pause by the preferences",
			none,
			() => `${link("preferences")}/pause`,
			{ weeks: "4" },
			/paused until 18 December/,
		],
		[
			"disable old links",
			none,
			() => `${link("preferences")}/renew`,
			{},
			/Older links to this page no longer work|Old links are disabled/,
		],
		[
			"erase",
			none,
			() => `${link("preferences")}/erase`,
			{ sure: "yes" },
			/Your data has been erased/,
		],
		[
			"still want it",
			none,
			() => `${link("preferences")}/keep`,
			{},
			/It keeps coming to/,
		],
		["save", none, () => link("bookmarks"), { save: "alpha" }, /Alpha/],
		[
			"remove",
			() => press(link("bookmarks"), { save: "alpha" }),
			() => link("bookmarks"),
			{ remove: "alpha" },
			/No bookmarks yet/,
		],
		[
			"vote",
			none,
			() => link("vote"),
			{ tool: "alpha", vote: "ship" },
			/You voted ship/,
		],
		[
			"remove the vote",
			() => press(link("vote"), { tool: "alpha", vote: "ship" }),
			() => link("vote"),
			{ tool: "alpha", vote: "none" },
			/Your vote was removed/,
		],
	];

	it.each(buttons)(
		"(%s) says what holds now, as the first time",
		async (_, before, path, fields, words) => {
			await before();
			const there = path();
			for (const time of ["first", "second", "third"]) {
				const said = await press(there, fields);
				expect([time, said]).toEqual([time, expect.stringMatching(words)]);
				expect(said).not.toMatch(/does not work|not found|went wrong/);
				site.clock.advance(60_000);
			}
		},
	);

	it.each(buttons)(
		"(%s) is no dead end when its page is opened again by its address",
		async (name, before, path, fields) => {
			await before();
			const there = path();
			await press(there, fields);
			const said = await open(there);
			expect(said).not.toMatch(/does not work|not found|went wrong/);
			if (name === "come back") expect(said).toMatch(/gets every issue/);
			if (name === "pause") expect(said).toMatch(/Paused until 4 December/);
		},
	);

	it("covers every button of the pages", () => {
		const covered = new Set(
			buttons.map(([, , path]) =>
				path().replace(/^\/([a-z]+)\/[^/]+/, "/$1/:token"),
			),
		);
		const posts = site.app.routes
			.filter(
				({ method, path }) =>
					method === "POST" &&
					path.includes(":") &&
					// Programs press no buttons.
					!path.startsWith("/webhooks/"),
			)
			.map(({ path }) => path);
		expect([...new Set(posts)].sort()).toEqual([...covered].sort());
	});

	it("after the data was erased says so, whichever button of an old page it is", async () => {
		const old = [
			...[link("preferences"), `${link("preferences")}/pause`],
			...[`${link("preferences")}/renew`, `${link("preferences")}/keep`],
			...[link("unsubscribe"), `${link("unsubscribe")}/back`],
			...[`${link("unsubscribe")}/pause`, link("bookmarks")],
		];
		await press(`${link("preferences")}/erase`, { sure: "yes" });
		for (const path of old) {
			const said = await press(path, { weeks: "2", save: "alpha" });
			expect([path, said]).toEqual([
				path,
				expect.stringContaining("Your data has been erased"),
			]);
		}
		const oneClick = await site.app.request(link("unsubscribe"), {
			method: "POST",
			body: "List-Unsubscribe=One-Click",
		});
		expect(oneClick.status).toBe(200);
	});

	it("on a page from before leaving never pauses or promises an issue", async () => {
		await press(link("unsubscribe"), { from: "page" });
		for (const purpose of ["unsubscribe", "preferences"] as const)
			expect(await press(`${link(purpose)}/pause`, { weeks: "2" })).toMatch(
				/You are unsubscribed/,
			);
		expect(await press(link("preferences"), { format: "brief" })).toMatch(
			/You are unsubscribed.*Subscribe me again.*It applies if you subscribe again/,
		);
		expect(await open(link("preferences"))).not.toMatch(/Pause/);
		expect(await press(`${link("preferences")}/keep`)).toMatch(
			/already been unsubscribed/,
		);
	});

	it("that brings back says that the pause goes on, and offers to end it", async () => {
		await press(`${link("unsubscribe")}/pause`, { weeks: "4" });
		await press(link("unsubscribe"), { from: "page" });
		const said = await press(`${link("unsubscribe")}/back`);
		expect(said).toMatch(/nothing until .*18 December/);
		expect(said).toContain("End the pause");
		expect(said).not.toContain("gets every issue");
	});

	it("on a disabled link says that it was disabled, and changes nothing", async () => {
		const old = link("preferences");
		await press(`${old}/renew`);
		for (const rest of ["", "/pause", "/keep", "/erase"])
			expect(await press(old + rest, { weeks: "2", sure: "yes" })).toMatch(
				/Old links are disabled/,
			);
		expect(await open(old)).toMatch(/have it mailed to you/);
		const row = await site.db
			.selectFrom("subscribers")
			.select(["paused_until", "erased_at"])
			.where("id", "=", id)
			.executeTakeFirst();
		expect(row).toEqual({ paused_until: null, erased_at: null });
	});

	it("is not needed to try a format: without a next issue the preview is the latest", async () => {
		const here = `${link("preferences")}/preview`;
		expect(await open(here)).toMatch(/Nothing yet/);
		await seal(site, 7);
		const page = await (await site.app.request(here)).text();
		expect(page).toContain("Issue 7");
		expect(page).toContain("ada@example.com");
	});

	it("is not needed to keep a draft from readers: their preview is of what is approved, or the latest", async () => {
		const here = `${link("preferences")}/preview`;
		await seal(site, 7);
		await publish(site, pebble, quill);
		site.clock.advance(60_000);
		const { issue } = await draftIssue({
			...site.deps,
			renderer: plainRenderer,
		});
		expect(await (await site.app.request(here)).text()).toContain("Issue 7");
		await site.db
			.updateTable("issues")
			.set({ state: "approved" })
			.where("id", "=", issue.id)
			.execute();
		expect(await (await site.app.request(here)).text()).not.toContain(
			"Issue 7",
		);
	});

	it("of a confirmation after something else was done says what that was", async () => {
		await press(`${confirmation}/never`);
		expect(await press(confirmation)).toMatch(/will not write again/);
		expect(await open(confirmation)).toMatch(/will not write again/);
	});
});

async function none(): Promise<void> {}
