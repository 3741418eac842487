import { beforeEach, describe, expect, it } from "vitest";
import { consentsOf } from "../../../src/db/subscriber/consents.ts";
import { subscriberByKey } from "../../../src/db/subscriber/subscribers.ts";
import { suppress } from "../../../src/subscriber/leaving/suppression.ts";
import { unsubscribe } from "../../../src/subscriber/leaving/unsubscribe.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { insertTools } from "../../subscriber/rows.ts";
import { describeDatabases } from "../../support/databases.ts";
import { openForm, signUp } from "../forms.ts";
import { dump, openSite, type Site } from "../site.ts";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

describeDatabases("signing up", (database) => {
	let site: Site;
	beforeEach(() => {
		site = openSite(database);
	});
	const mailed = () => site.letters.map(({ kind, to }) => `${kind} ${to}`);
	const ask = async (email: string, ip = "203.0.113.7") => {
		const response = await signUp(site, { email }, ip);
		await site.signUps.run();
		return response;
	};
	const add = (email: string) =>
		addSubscriber(site.db, site.clock, { email, confirmed: true });

	it("leads from the form to an active subscriber with proof of consent and the browser's bookmarks", async () => {
		await insertTools(database.db, "one", "two");
		const asked = await signUp(
			site,
			{ email: "Ada@Example.com", tools: "one,two,one,no such,nix" },
			"2001:db8:1:2:3::4",
		);
		expect(asked.status).toBe(200);
		const askedAt = site.clock.now();
		await site.signUps.run();
		expect(mailed()).toEqual(["confirmation Ada@example.com"]);
		expect(site.letters[0]?.unsubscribeUrl).toBeUndefined();
		const pending = await subscriberByKey(site.db, "ada@example.com");
		expect(pending).toMatchObject({ state: "pending", name: null });

		site.clock.advance(HOUR);
		const url = new URL(String(site.letters[0]?.data.confirmUrl));
		const done = await site.from("198.51.100.9", url.pathname, {
			method: "POST",
			headers: { "user-agent": "Other/2" },
		});
		expect(await done.text()).toContain("You are subscribed");
		const active = await subscriberByKey(site.db, "ada@example.com");
		expect(active?.state).toBe("active");
		expect(await consentsOf(site.db, active?.id ?? 0)).toMatchObject([
			{
				source: "form",
				asked_at: askedAt,
				ip: "2001:db8:1:2:3::4",
				user_agent: "Browser/1",
				form_url: "https://digest.example.com/subscribe",
				text: expect.stringContaining("I can unsubscribe at any time"),
				confirmed_at: site.clock.now(),
				confirmed_ip: "198.51.100.9",
				confirmed_user_agent: "Other/2",
			},
		]);
		expect(
			await site.db.selectFrom("bookmarks").select("tool_id").execute(),
		).toHaveLength(2);
		await site.signUps.run();
		expect(mailed().at(-1)).toBe("welcome Ada@example.com");
		expect(site.letters[1]?.unsubscribeUrl).toMatch(/\/unsubscribe\//);
	});

	it("gives every address the same answer, and only the mail depends on what is known of it", async () => {
		await add("active@example.com");
		const left = await add("left@example.com");
		await unsubscribe(site.db, site.clock, left.subscriber.id, "page");
		await addSubscriber(site.db, site.clock, {
			email: "pending@example.com",
			confirmed: false,
		});
		await suppress(
			site.db,
			site.clock,
			"never@example.com",
			"never",
			"operator",
		);
		const answers = new Set<string>();
		for (const who of ["new", "active", "left", "pending", "never", "new"]) {
			const response = await ask(`${who}@example.com`);
			answers.add(
				JSON.stringify([
					response.status,
					[...response.headers],
					await response.text(),
				]),
			);
		}
		expect(answers.size).toBe(1);
		expect(mailed()).toEqual([
			"confirmation new@example.com",
			"door active@example.com",
			"confirmation left@example.com",
			"confirmation pending@example.com",
		]);
		const states = await site.db
			.selectFrom("subscribers")
			.select(["email", "state"])
			.orderBy("id")
			.execute();
		expect(states.map((row) => row.state)).toEqual([
			"active",
			"unsubscribed",
			"pending",
			"pending",
		]);
	});

	it("does the same work for every address before it answers: it writes one row", async () => {
		await add("active@example.com");
		for (const who of ["new", "active"])
			await signUp(site, { email: `${who}@example.com` });
		const lines = await site.db.selectFrom("sign_ups").selectAll().execute();
		expect(lines.map((line) => line.email)).toEqual([
			"new@example.com",
			"active@example.com",
		]);
		expect(site.letters).toEqual([]);
	});

	it("mails at most one confirmation a day and three in thirty days", async () => {
		for (let hour = 0; hour < 48; hour += 6) {
			await ask("ada@example.com");
			site.clock.advance(6 * HOUR);
		}
		expect(site.letters).toHaveLength(2);
		for (let day = 0; day < 20; day++) {
			await ask("ada@example.com");
			site.clock.advance(DAY);
		}
		expect(site.letters).toHaveLength(3);
		site.clock.advance(30 * DAY);
		await ask("ada@example.com");
		expect(site.letters).toHaveLength(4);
	});

	it("is limited for each network, which is a /64 in IPv6", async () => {
		let people = 0;
		const from = async (count: number, ip: (n: number) => string) => {
			const before = site.letters.length;
			for (let n = 0; n < count; n++)
				await ask(`r${++people}@example.com`, ip(n));
			return site.letters.length - before;
		};
		expect(await from(25, () => "203.0.113.7")).toBe(20);
		expect(await from(25, (n) => `2001:db8:1:2::${n + 1}`)).toBe(20);
		expect(await from(5, (n) => `2001:db8:1:${n + 3}::1`)).toBe(5);
		expect(await from(25, () => "127.0.0.1")).toBe(25);
		site.clock.advance(HOUR + 1);
		expect(await from(3, () => "203.0.113.7")).toBe(3);
	});

	it("is limited for a network also after a restart", async () => {
		for (let n = 0; n < 20; n++) await ask(`r${n}@example.com`);
		site = openSite(database);
		await ask("late@example.com");
		expect(site.letters).toEqual([]);
	});

	it("believes X-Forwarded-For only from a trusted proxy", async () => {
		const ipAfter = async (site: Site, peer: string) => {
			await signUp(site, { email: "ada@example.com" }, peer, {
				"x-forwarded-for": "6.6.6.6, 198.51.100.1, 10.0.0.2",
			});
			const rows = await site.db
				.deleteFrom("sign_ups")
				.returning("ip")
				.execute();
			return rows.map((row) => row.ip);
		};
		expect(await ipAfter(site, "10.0.0.1")).toEqual(["10.0.0.1"]);
		const behind = openSite(database, { TRUSTED_PROXIES: "10.0.0.0/8" });
		expect(await ipAfter(behind, "10.0.0.1")).toEqual(["198.51.100.1"]);
		expect(await ipAfter(behind, "203.0.113.7")).toEqual(["203.0.113.7"]);
	});

	it("gives a request that fills in the honeypot the usual answer, and stores nothing", async () => {
		const before = await dump(site.db);
		const bot = await signUp(site, {
			email: "bot@example.com",
			website: "https://spam.example",
		});
		const kept = await dump(site.db);
		expect(kept.replace(/"consent_texts",\[[^\]]*\]/, "")).toBe(
			before.replace(/"consent_texts",\[[^\]]*\]/, ""),
		);
		const human = await signUp(site, { email: "ada@example.com" });
		expect([bot.status, await bot.text()]).toEqual([
			human.status,
			await human.text(),
		]);
	});

	it.each([["after two days", 2 * DAY, /open for too long/]])(
		"asks to press the button again if the form is sent %s",
		async (_, age, said) => {
			const form = await openForm(site, "/subscribe");
			site.clock.advance(age);
			const response = await form.send({ email: "ada@example.com" });
			expect(response.status).toBe(422);
			const page = await response.text();
			expect(page).toMatch(said);
			expect(page).toContain('value="ada@example.com"');
			expect(
				await site.db.selectFrom("sign_ups").selectAll().execute(),
			).toEqual([]);
		},
	);

	it("takes a form that autofill sends at once, after the time that a person takes", async () => {
		const form = await openForm(site, "/subscribe");
		const opened = Date.parse(site.clock.now());
		site.clock.advance(200);
		const response = await form.send({ email: "ada@example.com" });
		expect(response.status).toBe(200);
		expect(await response.text()).toContain("Check your mail");
		expect(Date.parse(site.clock.now()) - opened).toBe(1_500);
		expect(
			await site.db.selectFrom("sign_ups").select("email").execute(),
		).toEqual([{ email: "ada@example.com" }]);
	});

	it.each([
		["one network", "203.0.113.7", {}],
		["clients whose address can't be read", "no address", {}],
		[
			"clients behind a proxy of this machine that is not trusted",
			"127.0.0.1",
			{ "x-forwarded-for": "198.51.100.1" },
		],
	])(
		"takes as many as SIGN_UPS_PER_NETWORK from %s, and logs each one above it without the address",
		async (_, ip, headers) => {
			const limited = openSite(database, { SIGN_UPS_PER_NETWORK: "2" });
			for (const name of ["ada", "eve", "zoe", "kim"])
				await signUp(limited, { email: `${name}@example.com` }, ip, headers);
			const kept = await database.db
				.selectFrom("sign_ups")
				.select("email")
				.orderBy("id")
				.execute();
			expect(kept.map(({ email }) => email)).toEqual([
				"ada@example.com",
				"eve@example.com",
			]);
			const log = limited.logged();
			expect(log.split("a sign-up was dropped")).toHaveLength(3);
			expect(log).not.toMatch(/example\.com|203\.0\.113|198\.51/);
		},
	);

	it("says once in the log that a proxy hides who signs up, and never for others", async () => {
		const said = async (ip: string, forwarded: boolean, trusted = "") => {
			const behind = openSite(database, { TRUSTED_PROXIES: trusted });
			const headers: Record<string, string> = forwarded
				? { "x-forwarded-for": "198.51.100.1" }
				: {};
			for (const name of ["ada", "eve"])
				await signUp(behind, { email: `${name}@example.com` }, ip, headers);
			return behind.logged().split("Name the proxy in TRUSTED_PROXIES").length;
		};
		expect(await said("127.0.0.1", true)).toBe(2);
		expect(await said("10.0.0.1", true)).toBe(2);
		expect(await said("203.0.113.9", true)).toBe(1);
		expect(await said("127.0.0.1", false)).toBe(1);
		expect(await said("127.0.0.1", true, "loopback")).toBe(1);
		expect(await said("10.0.0.1", true, "10.0.0.0/8")).toBe(1);
	});

	it("says once an hour in the log that the worker's own limit holds letters back", async () => {
		// Each start has counted nothing yet, as after a restart. The database has.
		const takeFour = async () => {
			const lines: string[] = [];
			for (const name of ["ada", "eve", "zoe", "kim"]) {
				const started = openSite(database, { SIGN_UPS_PER_NETWORK: "2" });
				started.clock.advance(
					Date.parse(site.clock.now()) - Date.parse(started.clock.now()),
				);
				await signUp(started, { email: `${name}@example.com` });
				await started.signUps.run();
				lines.push(started.logged());
			}
			return lines.join("");
		};
		for (let hour = 1; hour <= 2; hour++) {
			const log = await takeFour();
			expect(log.split("until the next hour no letter answers")).toHaveLength(
				2,
			);
			expect(log).not.toMatch(/example\.com|203\.0\.113/);
			site.clock.advance(HOUR);
		}
	});

	it("mails one confirmation a day to a mailbox, however its address is spelled, and keeps the spelling", async () => {
		for (const email of [
			...["a.da@gmail.com", "ad.a+x@googlemail.com", "Ada+1@gmail.com"],
			...["eve@example.com", "eve+news@example.com", "e.ve@example.com"],
		])
			await ask(email);
		expect(mailed()).toEqual([
			"confirmation a.da@gmail.com",
			"confirmation eve@example.com",
			"confirmation e.ve@example.com",
		]);
		site.clock.advance(DAY);
		await ask("Ada+1@gmail.com");
		expect(mailed().at(-1)).toBe("confirmation Ada+1@gmail.com");
	});

	it("refuses a form without a valid stamp", async () => {
		const now = Date.parse(site.clock.now()).toString(36);
		for (const opened of ["", "1.x", "abc", `${now}.AAAAAAAAAAAAAAAAAAAAAA`]) {
			const email = "ada@example.com";
			const response = await signUp(site, { email, opened });
			expect([opened, response.status]).toEqual([opened, 422]);
		}
	});

	it("refuses an invalid address with the reason", async () => {
		for (const [email, reason] of [
			["ada@example.com\r\nBcc: eve@example.com", /line break/],
			["ada", /no @/],
			["<script>alert(1)</script>@example.com", /without a name, brackets/],
		] as const) {
			const response = await signUp(site, { email });
			const page = await response.text();
			expect([email, response.status]).toEqual([email, 422]);
			expect(page).toMatch(reason);
			expect(page).not.toContain("<script>alert");
		}
		expect(await site.db.selectFrom("sign_ups").selectAll().execute()).toEqual(
			[],
		);
	});

	it("mails the confirmation after a crash between the answer and the mail", async () => {
		await signUp(site, { email: "ada@example.com" });
		const after = openSite(database);
		await after.signUps.run();
		expect(after.letters.map((letter) => letter.kind)).toEqual([
			"confirmation",
		]);
		await after.signUps.run();
		expect(after.letters).toHaveLength(1);
	});

	it("keeps addresses and tokens out of the log", async () => {
		await ask("ada@example.com");
		const url = new URL(String(site.letters[0]?.data.confirmUrl));
		await site.app.request(url.pathname);
		await site.app.request(`${url.pathname}/never`);
		expect(site.logged()).toContain('"path":"/confirm/…/never"');
		expect(site.logged()).not.toMatch(/ada@|203\.0\.113/);
		expect(site.logged()).not.toContain(url.pathname.split("/").at(-1));
	});

	describe("after 'never write to me again'", () => {
		it("mails nothing to the address any more, and a confirmation no longer works", async () => {
			await ask("ada@example.com");
			const never = new URL(String(site.letters[0]?.data.neverUrl)).pathname;
			const before = await dump(site.db);
			const page = await (await site.app.request(never)).text();
			expect(page).toContain("Never write to me again</button>");
			expect(await dump(site.db)).toBe(before);
			const done = await site.app.request(never, { method: "POST" });
			expect(await done.text()).toContain("We will not write again");
			site.clock.advance(90 * DAY);
			await ask("ADA@example.com");
			expect(site.letters).toHaveLength(1);
			await expect(add("ada@example.com")).rejects.toMatchObject({
				code: "suppressed",
			});
			const confirm = never.replace("/never", "");
			const late = await site.app.request(confirm, { method: "POST" });
			expect(late.status).toBe(404);
		});
	});

	describe("by the API", () => {
		const post = (body: unknown) =>
			site.from("203.0.113.7", "/api/v1/subscribers", {
				method: "POST",
				headers: { "content-type": "application/json" },
				body: typeof body === "string" ? body : JSON.stringify(body),
			});

		it("gives the same answer for every address, and mails the same letters as the form", async () => {
			await add("active@example.com");
			const first = await post({
				email: "ada@example.com",
				formUrl: "https://blog.example/join",
			});
			const second = await post({ email: "active@example.com" });
			expect([first.status, await first.json()]).toEqual([
				second.status,
				await second.json(),
			]);
			expect(first.status).toBe(202);
			await site.signUps.run();
			expect(mailed().sort()).toEqual([
				"confirmation ada@example.com",
				"door active@example.com",
			]);
			const ada = await subscriberByKey(site.db, "ada@example.com");
			expect(await consentsOf(site.db, ada?.id ?? 0)).toMatchObject([
				{ source: "api", form_url: "https://blog.example/join" },
			]);
		});

		it("answers an invalid request with a code", async () => {
			for (const [body, code] of [
				["{", "bad-request"],
				["null", "bad-request"],
				[{ email: 7 }, "bad-request"],
				[{ email: "ada@example.com", formUrl: "javascript:1" }, "bad-request"],
				[{ email: "ada@127.0.0.1" }, "bad-address"],
			] as const) {
				const response = await post(body);
				expect([body, response.status]).toEqual([body, 422]);
				expect(await response.json()).toMatchObject({ error: { code } });
			}
		});
	});
});
