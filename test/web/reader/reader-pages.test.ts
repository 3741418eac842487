import { beforeEach, describe, expect, it } from "vitest";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { createTokens, type Purpose } from "../../../src/subscriber/token.ts";
import { insertDeliveries } from "../../subscriber/rows.ts";
import { describeDatabases } from "../../support/databases.ts";
import { compare, seedTool, setVotes } from "../../support/seed.ts";
import { dump, openSite, type Site } from "../site.ts";

const SECOND = 1_000;
const WEEK = 7 * 24 * 60 * 60 * SECOND;
const form = (fields: Record<string, string> | string) => ({
	method: "POST",
	headers: { "content-type": "application/x-www-form-urlencoded" },
	body: new URLSearchParams(fields).toString(),
});

/** A tool that readers can see. */
async function published(db: Site["db"], name: string): Promise<void> {
	const tool = await seedTool(db, name);
	await compare(db, name, tool, tool, "2026-11-01T00:00:00.000Z");
}

describeDatabases("a reader's own pages", (database) => {
	let site: Site;
	let id: number;
	const path = (purpose: Purpose, epoch = 0) =>
		`/${purpose}/${site.tokens.sign(purpose, id, epoch)}`;
	const post = (to: string, fields: Record<string, string> | string) =>
		site.app.request(to, form(fields));
	const row = async () => subscriberById(site.db, id);

	beforeEach(async () => {
		site = openSite(database);
		const added = await addSubscriber(site.db, site.clock, {
			email: "ada@example.com",
			confirmed: true,
		});
		id = added.subscriber.id;
		for (const name of ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"])
			await published(site.db, name);
	});

	describe("every page behind a link", () => {
		const pages: [Purpose, string, Record<string, string>][] = [
			["unsubscribe", "", {}],
			["unsubscribe", "/back", {}],
			["unsubscribe", "/pause", { weeks: "2" }],
			["preferences", "", { name: "Ada" }],
			["preferences", "/pause", { weeks: "2" }],
			["preferences", "/renew", {}],
			["preferences", "/preview", {}],
			["bookmarks", "", { save: "alpha" }],
			["vote", "?tool=alpha&vote=ship", { tool: "alpha", vote: "ship" }],
		];
		it("gives the same answer to every wrong token, whatever is sent, and changes nothing", async () => {
			for (const [purpose, rest, fields] of pages) {
				const other = createTokens("not the secret of this site at all");
				const right = site.tokens.sign(purpose, id);
				const foreign: Purpose = purpose === "vote" ? "bookmarks" : "vote";
				const before = await dump(site.db);
				const answers = new Set<string>();
				for (const token of [
					"x",
					right.slice(0, -1),
					// One letter is another one. A letter behind it would be text that was glued to it.
					right.replace(/^(.{9})(.)/, (_, start, one) =>
						one === "A" ? `${start}B` : `${start}A`,
					),
					site.tokens.sign(foreign, id),
					site.tokens.sign(purpose, 4711),
					other.sign(purpose, id),
					site.tokens.sign(purpose, id, 9),
				].slice(0, purpose === "preferences" ? 7 : 6))
					for (const request of [{}, form(fields)]) {
						const to = `/${purpose}/${token}${rest}`;
						const response = await site.app.request(to, request);
						expect([token, response.status]).toEqual([token, 404]);
						const { headers } = response;
						expect(headers.get("referrer-policy")).toBe("no-referrer");
						expect(headers.get("cache-control")).toBe("no-store");
						expect(headers.get("x-robots-tag")).toContain("noindex");
						const isWrongMethod = (await response.clone().text()).includes(
							"Page not found",
						);
						if (!isWrongMethod) answers.add(await response.text());
					}
				expect(answers.size).toBe(1);
				expect(await dump(site.db)).toBe(before);
				expect(site.logged()).not.toContain(right);
			}
		});

		it("refuses a body that is larger than any of its forms", async () => {
			const body = "x".repeat(20_000);
			for (const purpose of ["preferences", "bookmarks", "vote"] as Purpose[]) {
				const response = await site.app.request(path(purpose), {
					method: "POST",
					body,
					headers: { "content-length": String(body.length) },
				});
				expect(response.status).toBe(413);
			}
		});
	});

	it("show dates in the reader's own time zone", async () => {
		const read = async () => ({
			preferences: await (await site.app.request(path("preferences"))).text(),
			data: await (
				await site.app.request(`${path("preferences")}/data`)
			).text(),
		});
		await site.db
			.updateTable("subscribers")
			.set({
				paused_until: "2026-12-18T20:00:00.000Z",
				created_at: "2026-11-02T20:00:00.000Z",
				accepted_at: "2026-11-10T20:00:00.000Z",
			})
			.execute();
		const ours = await read();
		expect(ours.preferences).toContain("paused until 18 December 2026");
		expect(ours.data).toMatch(/You signed up on <time[^>]*>2 November 2026</);
		expect(ours.data).toMatch(
			/accepted the last issue for you on <time[^>]*>10 November 2026</,
		);
		await site.db
			.updateTable("subscribers")
			.set({ time_zone: "Asia/Tokyo" })
			.execute();
		const theirs = await read();
		expect(theirs.preferences).toContain("paused until 19 December 2026");
		expect(theirs.data).toMatch(/You signed up on <time[^>]*>3 November 2026</);
		expect(theirs.data).toMatch(
			/accepted the last issue for you on <time[^>]*>11 November 2026</,
		);
	});

	describe("preferences", () => {
		it("are saved and shown by the form", async () => {
			const saved = await post(
				path("preferences"),
				"format=brief&lens=skeptic&name=Zo%C3%AB&zone=Asia/Tokyo&tracking=on",
			);
			expect(await saved.text()).toContain("Saved.");
			expect(await row()).toMatchObject({
				format: "brief",
				lens: "skeptic",
				name: "Zoë",
				time_zone: "Asia/Tokyo",
				tracking: 1,
				categories: null,
			});
			const page = await (await site.app.request(path("preferences"))).text();
			expect(page).toMatch(/value="skeptic" checked/);
			expect(page).toMatch(/value="brief" checked/);
			expect(page).toContain('value="Asia/Tokyo"');
			expect(page).not.toContain("ada@example.com");
		});

		it("save some categories, and take all categories for no choice", async () => {
			await site.db
				.updateTable("tools")
				.set({ category: "Writing" })
				.where("slug", "=", "beta")
				.execute();
			const page = await (await site.app.request(path("preferences"))).text();
			expect(page).toContain("Send me an issue only if it covers");
			await post(path("preferences"), "category=Writing&category=Nonsense");
			expect((await row())?.categories).toBe('["Writing"]');
			await post(
				path("preferences"),
				"category=Writing&category=Developer+Tools",
			);
			expect((await row())?.categories).toBeNull();
		});

		it("are refused with the reason if they are invalid, and nothing is saved", async () => {
			const before = await dump(site.db);
			for (const [fields, why] of [
				["format=thick", /no such format/],
				["lens=poet", /no such reviewer/],
				["zone=Mars/Olympus", /time zone/],
				[`name=${"a".repeat(81)}`, /longer than 80/],
				["name=a%0Ab", /control character/],
				["name=a%00b", /control character/],
			] as const) {
				const response = await post(path("preferences"), fields);
				expect([fields, response.status]).toEqual([fields, 422]);
				expect(await response.text()).toMatch(why);
			}
			expect(await dump(site.db)).toBe(before);
		});

		it("have a button that disables all older links to them for good", async () => {
			const old = path("preferences");
			const renewed = await post(`${old}/renew`, {});
			const page = await renewed.text();
			expect(page).toContain("Older links to this page no longer work");
			expect((await site.app.request(old)).status).toBe(404);
			expect((await post(old, { name: "Eve" })).status).toBe(404);
			const fresh = path("preferences", 1);
			expect(page).toContain(fresh);
			expect((await site.app.request(fresh)).status).toBe(200);
			expect((await site.app.request(path("unsubscribe"))).status).toBe(200);
		});

		it("are requested by address, and the answer does not show whether it is known", async () => {
			const answers = new Set<string>();
			for (const email of ["ada@example.com", "eve@example.com"]) {
				const page = await (await site.app.request("/preferences")).text();
				const opened = /name="opened" value="([^"]+)"/.exec(page)?.[1] ?? "";
				site.clock.advance(5 * SECOND);
				const response = await post("/preferences", { email, opened });
				answers.add(`${response.status} ${await response.text()}`);
				await site.signUps.run();
			}
			expect(answers.size).toBe(1);
			expect(site.letters).toMatchObject([
				{ kind: "door", to: "ada@example.com" },
			]);
			const url = new URL(String(site.letters[0]?.data.preferencesUrl));
			expect((await site.app.request(url.pathname)).status).toBe(200);
		});
	});

	describe("a pause", () => {
		it.each(["unsubscribe", "preferences"] as const)(
			"by /%s excludes deliveries that are being sent, and a button ends it",
			async (purpose) => {
				await insertDeliveries(site.db, id, [
					"pending",
					"deferred",
					"accepted",
				]);
				const page = await post(`${path(purpose)}/pause`, { weeks: "4" });
				expect(await page.text()).toMatch(
					/(?:P|p)ause(?:d)? until 18 December/,
				);
				expect((await row())?.paused_until).toBe("2026-12-18T12:00:00.000Z");
				const deliveries = await site.db
					.selectFrom("deliveries")
					.select(["state", "reason"])
					.orderBy("issue_id")
					.execute();
				const excluded = {
					state: "excluded",
					reason: "paused until 2026-12-18",
				};
				expect(deliveries).toEqual([
					excluded,
					excluded,
					{ state: "accepted", reason: null },
				]);
				await post(`${path(purpose)}/pause`, { weeks: "0" });
				expect((await row())?.paused_until).toBeNull();
			},
		);

		it("of a length that is not offered is refused", async () => {
			const before = await dump(site.db);
			for (const weeks of ["3", "-2", "", "forever"]) {
				const response = await post(`${path("unsubscribe")}/pause`, { weeks });
				expect([weeks, response.status]).toEqual([weeks, 404]);
			}
			expect(await dump(site.db)).toBe(before);
		});
	});

	describe("the button that undoes unsubscribing", () => {
		it("subscribes the reader again and records a consent", async () => {
			await post(path("unsubscribe"), { from: "page" });
			expect((await row())?.state).toBe("unsubscribed");
			const back = await post(`${path("unsubscribe")}/back`, {});
			expect(await back.text()).toContain("Welcome back");
			expect(await row()).toMatchObject({
				state: "active",
				unsubscribed_at: null,
			});
			const consents = await site.db
				.selectFrom("consents")
				.select(["source", "confirmed_at"])
				.orderBy("id")
				.execute();
			expect(consents.map((one) => one.source)).toEqual(["cli", "page"]);
		});

		it("is not offered to a reader who never confirmed", async () => {
			const { subscriber } = await addSubscriber(site.db, site.clock, {
				email: "eve@example.com",
				confirmed: false,
			});
			id = subscriber.id;
			const left = await post(path("unsubscribe"), { from: "page" });
			expect(await left.text()).not.toContain("That was a mistake");
			const back = await post(`${path("unsubscribe")}/back`, {});
			expect(back.status).toBe(404);
			expect((await row())?.state).toBe("unsubscribed");
		});
	});

	describe("bookmarks", () => {
		const page = async (query = "") =>
			(await site.app.request(path("bookmarks") + query)).text();

		it("start empty, and buttons save and remove tools", async () => {
			expect(await page()).toContain(
				"No bookmarks yet. Bookmark tools to save them for later",
			);
			expect(await page("?save=alpha")).toContain("Save Alpha</button>");
			expect(await page()).toContain("No bookmarks yet");
			const saved = await post(path("bookmarks"), { save: "alpha" });
			expect(await saved.text()).toContain(
				'<a href="/tools/alpha"><bdi>Alpha</bdi></a>',
			);
			expect(await page("?save=alpha")).not.toContain("Save Alpha?");
			const removed = await post(path("bookmarks"), { remove: "alpha" });
			expect(await removed.text()).toContain("No bookmarks yet");
		});

		it("show first the tools whose verdict changed since it was last mailed", async () => {
			for (const save of ["alpha", "beta"])
				await post(path("bookmarks"), { save });
			await insertDeliveries(site.db, id, ["accepted"]);
			const { id: issue_id } = await site.db
				.updateTable("issues")
				.set({ state: "complete" })
				.returning("id")
				.executeTakeFirstOrThrow();
			const { id: tool_id } = await site.db
				.selectFrom("tools")
				.select("id")
				.where("slug", "=", "alpha")
				.executeTakeFirstOrThrow();
			await site.db
				.insertInto("mailed_verdicts")
				.values({ issue_id, tool_id, verdict: "ship", share: 75 })
				.execute();
			await setVotes(site.db, tool_id, "---+");
			const shown = await page();
			expect(shown).toContain("Changed: now skip, was ship");
			expect(shown.indexOf("Alpha")).toBeLessThan(shown.indexOf("Beta"));
		});

		it("do not change for a tool that does not exist", async () => {
			const before = await dump(site.db);
			expect((await post(path("bookmarks"), { save: "nix" })).status).toBe(200);
			expect(await dump(site.db)).toBe(before);
		});
	});

	describe("votes", () => {
		const vote = (tool: string, choice: string, more = {}) =>
			post(path("vote"), { tool, vote: choice, ...more });
		const votes = async () => {
			const rows = await site.db
				.selectFrom("votes as v")
				.innerJoin("tools as t", "t.id", "v.tool_id")
				.select(["t.slug", "v.verdict", "v.state", "v.source"])
				.orderBy("v.tool_id")
				.execute();
			return rows.map((one) => `${one.slug} ${one.verdict} ${one.state}`);
		};
		const handedOver = async () => {
			await insertDeliveries(site.db, id, ["accepted"]);
			await site.db
				.updateTable("deliveries")
				.set({ updated_at: site.clock.now() })
				.execute();
		};

		it("are cast, changed and removed by buttons only", async () => {
			const link = `${path("vote")}?tool=alpha&vote=skip`;
			const page = await (await site.app.request(link)).text();
			expect(page.indexOf("Skip it")).toBeLessThan(page.indexOf("Ship it"));
			expect(await votes()).toEqual([]);
			expect(await (await vote("alpha", "skip")).text()).toContain(
				"You voted skip",
			);
			expect(await votes()).toEqual(["alpha skip counted"]);
			await vote("alpha", "ship", { from: "site" });
			expect(await votes()).toEqual(["alpha ship counted"]);
			await vote("alpha", "none");
			expect(await votes()).toEqual([]);
		});

		it("are refused for an unknown tool or an unknown verdict", async () => {
			for (const [tool, choice] of [
				["nix", "ship"],
				["alpha", "maybe"],
				["alpha", ""],
			] as const)
				expect((await vote(tool, choice)).status).toBe(404);
			expect(await votes()).toEqual([]);
		});

		it("within seconds of the handover are quarantined until a later sign of life", async () => {
			await handedOver();
			site.clock.advance(3 * SECOND);
			await vote("alpha", "ship");
			expect(await votes()).toEqual(["alpha ship quarantined"]);
			await post(path("bookmarks"), { save: "beta" });
			expect(await votes()).toEqual(["alpha ship quarantined"]);
			site.clock.advance(60 * SECOND);
			await post(path("bookmarks"), { save: "beta" });
			expect(await votes()).toEqual(["alpha ship counted"]);
		});

		it("by a scanner do not change or remove the vote of a person", async () => {
			await vote("alpha", "ship");
			site.clock.advance(WEEK);
			await handedOver();
			await vote("alpha", "skip");
			await vote("alpha", "none");
			expect(await votes()).toEqual(["alpha ship counted"]);
		});

		it("on many tools within seconds are all quarantined", async () => {
			const tools = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];
			for (const tool of tools) {
				await vote(tool, "ship");
				site.clock.advance(SECOND);
			}
			expect(await votes()).toEqual(
				tools.map((tool) => `${tool} ship quarantined`),
			);
			site.clock.advance(60 * SECOND);
			await vote("alpha", "skip");
			expect((await votes())[0]).toBe("alpha skip counted");
		});

		it("on many tools at the pace of a person all count", async () => {
			for (const tool of [
				"alpha",
				"beta",
				"gamma",
				"delta",
				"epsilon",
				"zeta",
			]) {
				await vote(tool, "ship");
				site.clock.advance(10 * SECOND);
			}
			expect((await votes()).filter((one) => /counted/.test(one))).toHaveLength(
				6,
			);
		});

		it("by a client that opened the scanner trap are quarantined, though opening it changes no row", async () => {
			const before = await dump(site.db);
			await site.app.request(`${path("vote")}?tool=alpha&vote=control`);
			expect(await dump(site.db)).toBe(before);
			await vote("alpha", "ship");
			expect(await votes()).toEqual(["alpha ship quarantined"]);
		});
	});
});
