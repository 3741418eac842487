import { beforeEach, describe, expect, it } from "vitest";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { createTokens } from "../../../src/subscriber/token.ts";
import { insertDeliveries } from "../../subscriber/rows.ts";
import { describeDatabases } from "../../support/databases.ts";
import { dump, openSite, type Site, subscribe } from "../site.ts";

const urlencoded = {
	method: "POST",
	headers: { "content-type": "application/x-www-form-urlencoded" },
	body: "List-Unsubscribe=One-Click",
};

function multipart(): RequestInit {
	const body = new FormData();
	body.set("List-Unsubscribe", "One-Click");
	return { method: "POST", body };
}

describeDatabases("unsubscribing", (database) => {
	let site: Site;
	let ada: { id: number; path: string };
	beforeEach(async () => {
		site = openSite(database);
		ada = await subscribe(site);
	});
	const state = async () => {
		const row = await subscriberById(database.db, ada.id);
		return [row?.state, row?.unsubscribed_by];
	};

	it.each<[string, () => RequestInit]>([
		["an urlencoded body", () => urlencoded],
		["a multipart body", multipart],
		["an empty body", () => ({ method: "POST" })],
		[
			"a foreign origin",
			() => ({
				...urlencoded,
				headers: {
					...urlencoded.headers,
					origin: "https://mail.example",
					"sec-fetch-site": "cross-site",
				},
			}),
		],
	])("works by one POST with %s", async (_, request) => {
		const response = await site.app.request(ada.path, request());
		expect(response.status).toBe(200);
		expect(response.headers.get("location")).toBeNull();
		expect(response.headers.get("set-cookie")).toBeNull();
		expect(await state()).toEqual(["unsubscribed", "one-click"]);
	});

	it.each<[string, (token: string) => string]>([
		["signs around the token", (token) => `/unsubscribe/%3C${token}%3E`],
		["the rest of an equals sign", (token) => `/unsubscribe/3D${token}`],
		["words glued to it", (token) => `/unsubscribe/${token}.Thanks`],
		["lines behind it", (token) => `/unsubscribe/${token}%0A%0AThanks`],
		["a break in the page's name", (token) => `/unsub=%0D%0Ascribe/${token}`],
		["a file's name behind it", (token) => `/unsubscribe/${token}/index.html`],
	])("works by one POST and by the page with %s", async (_, mangle) => {
		const right = mangle(ada.path.split("/")[2] ?? "");
		const wrong = mangle(
			createTokens("another secret").sign("unsubscribe", ada.id),
		);
		for (const method of ["GET", "POST"])
			expect((await site.app.request(wrong, { method })).status).toBe(404);
		expect(await state()).toEqual(["active", null]);
		expect(await (await site.app.request(right)).text()).toContain(
			"Unsubscribe from",
		);
		expect((await site.app.request(right, urlencoded)).status).toBe(200);
		expect(await state()).toEqual(["unsubscribed", "one-click"]);
	});

	it("is undone by its link once and soon; later that takes a letter, of which there is one a day", async () => {
		const press = async (rest: string) => {
			const response = await site.app.request(`${ada.path}${rest}`, urlencoded);
			await site.signUps.run();
			return response.text();
		};
		const confirmations = () =>
			site.letters.filter(({ kind }) => kind === "confirmation");
		await press("");
		expect(await press("/back")).toContain("Welcome back");
		await press("");
		expect(await press("/back")).toContain("Check your mail");
		site.clock.advance(3 * 24 * 60 * 60_000);
		for (let time = 1; time <= 5; time++)
			expect(await press("/back")).toContain("Check your mail");
		expect(await state()).toEqual(["unsubscribed", "one-click"]);
		expect(confirmations()).toHaveLength(2);
		const confirm = new URL(String(confirmations().at(-1)?.data.confirmUrl));
		await site.app.request(confirm.pathname, { method: "POST" });
		expect(await state()).toEqual(["active", null]);
	});

	it("by the button of the page is recorded as done by the page", async () => {
		const page = await (await site.app.request(ada.path)).text();
		const [, name = "", value = ""] =
			/<input type="hidden" name="(\w+)" value="(\w+)">/.exec(page) ?? [];
		const response = await site.app.request(ada.path, {
			...urlencoded,
			body: new URLSearchParams({ [name]: value }).toString(),
		});
		expect(await response.text()).toContain("You are unsubscribed");
		expect(await state()).toEqual(["unsubscribed", "page"]);
	});

	it("excludes deliveries of an issue that is being sent", async () => {
		await insertDeliveries(database.db, ada.id, ["pending", "deferred"]);
		await site.app.request(ada.path, urlencoded);
		const rows = await database.db
			.selectFrom("deliveries")
			.select(["state", "reason"])
			.execute();
		expect(rows).toEqual([
			{ state: "excluded", reason: "unsubscribed" },
			{ state: "excluded", reason: "unsubscribed" },
		]);
	});

	it("succeeds a second time and changes nothing", async () => {
		await site.app.request(ada.path, urlencoded);
		const before = await dump(database.db);
		site.clock.advance(60_000);
		const again = await site.app.request(ada.path, multipart());
		expect(again.status).toBe(200);
		expect(await dump(database.db)).toBe(before);
	});

	it("needs a button: opening the page changes nothing", async () => {
		const before = await dump(database.db);
		for (const method of ["GET", "HEAD", "OPTIONS"])
			await site.app.request(ada.path, { method });
		expect(await dump(database.db)).toBe(before);
		const page = await (await site.app.request(ada.path)).text();
		expect(page).toContain("<button>Unsubscribe</button>");
		expect(page).toContain("a…@example.com");
		expect(page).not.toContain("ada@example.com");
	});

	it("is shown as done when the page is opened again", async () => {
		await site.app.request(ada.path, urlencoded);
		const page = await (await site.app.request(ada.path)).text();
		expect(page).toContain("You are unsubscribed");
		expect(page).not.toContain("<button>");
		expect(page).toContain("That was a mistake");
	});

	it("keeps the secret address out of logs, caches, search engines and referrers", async () => {
		for (const request of [{}, urlencoded]) {
			const { headers } = await site.app.request(ada.path, request);
			expect(headers.get("referrer-policy")).toBe("no-referrer");
			expect(headers.get("cache-control")).toBe("no-store");
			expect(headers.get("x-robots-tag")).toContain("noindex");
		}
		expect(site.logged()).toContain('"path":"/unsubscribe/…"');
		expect(site.logged()).not.toContain(ada.path.split("/").at(-1));
		expect(site.logged()).not.toContain("ada@");
	});

	it("refuses a body that is too large", async () => {
		const body = "x".repeat(20_000);
		const response = await site.app.request(ada.path, {
			method: "POST",
			body,
			headers: { "content-length": String(body.length) },
		});
		expect(response.status).toBe(413);
		expect(await state()).toEqual(["active", null]);
	});

	describe("by a wrong link", () => {
		const wrong: [string, () => string][] = [
			["cut short", () => ada.path.slice(0, -1)],
			["altered", () => ada.path.replace(/.$/, (c) => (c === "A" ? "B" : "A"))],
			["nonsense", () => "/unsubscribe/nonsense"],
			[
				"made with another secret",
				() =>
					`/unsubscribe/${createTokens("not the secret of this site at all").sign("unsubscribe", ada.id)}`,
			],
			[
				"of a subscriber who was deleted",
				() => `/unsubscribe/${site.tokens.sign("unsubscribe", 4711)}`,
			],
		];
		it.each(wrong)(
			"(%s) gets the same answer as every wrong link, and changes nothing",
			async (_, path) => {
				const reference = await site.app.request("/unsubscribe/x");
				const expected = await reference.text();
				const before = await dump(database.db);
				for (const request of [{}, urlencoded]) {
					const response = await site.app.request(path(), request);
					expect(response.status).toBe(404);
					expect(await response.text()).toBe(expected);
					expect([...response.headers]).toEqual([...reference.headers]);
				}
				expect(await dump(database.db)).toBe(before);
			},
		);
	});
});
