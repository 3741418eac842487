import { beforeEach, expect, it } from "vitest";
import { dialectOf } from "../../../src/db/dialect.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import type { Purpose } from "../../../src/subscriber/token.ts";
import { pebble, quill } from "../../../templates/sample-tools.ts";
import { describeDatabases } from "../../support/databases.ts";
import { dump, openSite, publish, type Site, seal } from "../site.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const JSON_TYPE = { "content-type": "application/json" };
const BOUNDARY = "----border";
const MULTIPART = {
	"content-type": `multipart/form-data; boundary=${BOUNDARY}`,
};
const PURPOSES = new Set(["unsubscribe", "vote", "bookmarks", "preferences"]);

/** Texts that no database or header takes, and what is no UTF-8. */
const BAD = ["\0", "a\0b", "\u0001", "\u001B]0;x\u0007", "\u007F", "\u009B"];
const BAD_BYTES = ["%00", "a%00b", "%1B", "%C2%9B", "%ED%A0%80", "%FF", "%"];

describeDatabases("what comes in at the public pages", (database) => {
	let site: Site;
	/** Every GET and POST of the app, with right tokens and slugs in its path. */
	let routes: { method: string; path: string; pattern: string }[];
	/** The names of all fields of all forms, and of all parameters of links. */
	let fields: string[];

	beforeEach(async () => {
		site = openSite(database, { SIGN_UPS_PER_NETWORK: "1000000" });
		const slug = await publish(site, pebble, quill);
		await seal(site, 1);
		const { subscriber } = await addSubscriber(database.db, site.clock, {
			email: "ada@example.com",
			confirmed: true,
		});
		const eve = await addSubscriber(database.db, site.clock, {
			email: "eve@example.com",
			confirmed: false,
		});
		routes = site.app.routes
			.filter(({ method }) => method === "GET" || method === "POST")
			.map(({ method, path: pattern }) => {
				const root = pattern.split("/")[1] ?? "";
				const token = PURPOSES.has(root)
					? site.tokens.sign(root as Purpose, subscriber.id)
					: (eve.confirmationToken ?? "");
				const path = pattern
					.replace(":token", token)
					.replace(/:number.*/, "1")
					.replace("/c/:slug", `/c/${slug}`)
					.replace(":slug", pebble.slug)
					.replace(":file", "proof.js");
				return { method, path, pattern };
			});
		const pages = await Promise.all(
			routes
				.filter(({ method }) => method === "GET")
				.map(async ({ path }) => (await site.app.request(path)).text()),
		);
		const named = pages
			.join("")
			.matchAll(/<(?:input|button|select|textarea)[^>]*\sname="([^"]+)"/g);
		const inLinks = ["after", "slug", "tool", "vote", "save", "remove"];
		fields = [...new Set([...[...named].map(([, name]) => name), ...inLinks])]
			.filter((name) => name !== undefined)
			.map(String);
	});

	/** Asks, and returns the status; the request must be answered and not fail. */
	async function ask(path: string, init: RequestInit): Promise<number> {
		const response = await site.from("203.0.113.7", path, init);
		const shown = `${init.method} ${path.slice(0, 80)} ${String(init.body).slice(0, 80)}`;
		expect([shown, response.status < 500]).toEqual([shown, true]);
		await response.text();
		return response.status;
	}

	/** What no URL may hold is refused before any query; PostgreSQL minds two of them. */
	const badBytes = () =>
		dialectOf(site.db).name === "sqlite" ? BAD_BYTES : ["a%00b", "%FF"];

	const posts = () =>
		routes.filter(
			({ method, pattern }) =>
				// One click may have any body, RFC 8058: its own test is below.
				method === "POST" && pattern !== "/unsubscribe/:token",
		);

	/** A provider's request is verified byte by byte before it is read: test/web/webhooks. */
	const forms = () =>
		posts().filter(({ pattern }) => !pattern.startsWith("/webhooks/"));

	it("is refused without a row when a field has a control character", async () => {
		expect(fields).toEqual(
			expect.arrayContaining(["email", "name", "category", "weeks", "tool"]),
		);
		const before = await dump(site.db);
		for (const { path } of forms())
			for (const [at, name] of fields.entries())
				for (const bad of name === "email"
					? BAD
					: BAD.slice(at % BAD.length, (at % BAD.length) + 1)) {
					const right = { email: "new@example.com", sure: "yes", weeks: "2" };
					const form = new URLSearchParams({ ...right, [name]: bad });
					const status = await ask(path, {
						method: "POST",
						headers: FORM,
						body: form.toString(),
					});
					expect([path, name, status]).toEqual([path, name, 422]);
				}
		expect(await dump(site.db)).toBe(before);
	});

	it("is refused without a row when the path or the query has one", async () => {
		const before = await dump(site.db);
		for (const { method, path } of routes.filter(
			(route) => route.method === "GET",
		))
			for (const bad of badBytes()) {
				await ask(`${path}${bad}`, { method });
				await ask(path.replace(/[^/]*$/, bad), { method });
				for (const name of path === "/" ? fields : fields.slice(0, 3))
					await ask(`${path}?${name}=${bad}`, { method });
			}
		expect(await dump(site.db)).toBe(before);
	});

	it("finds nothing and does not fail when an id or a number is larger than a database's integers", async () => {
		const largest = String(2 ** 31 - 1);
		const numbers = [largest, ...[2 ** 31, 2 ** 32, 2 ** 48 - 1].map(String)];
		const init = (method: string, body: string) =>
			method === "POST" ? { method, headers: FORM, body } : { method };
		const texts = ["-1", "9007199254740993", "9".repeat(20), "1e30", "0x7f"];
		for (const { method, path, pattern } of routes) {
			const root = pattern.split("/")[1] as Purpose;
			for (const number of [...numbers, ...texts]) {
				if (PURPOSES.has(root) && number === largest) {
					const token = site.tokens.sign(root, Number(number));
					const status = await ask(
						pattern.replace(":token", token),
						init(method, "sure=yes&weeks=2"),
					);
					// One click is answered alike for everybody, and a bookmarks list may be a visitor's.
					expect([pattern, status]).toEqual([
						pattern,
						expect.toBeOneOf([200, 303, 403, 404, 410, 422]),
					]);
				}
				if (!/:number|:slug|:file/.test(pattern)) continue;
				const status = await ask(
					pattern.replace(/:.*/, number),
					init(method, "sure=yes"),
				);
				expect([pattern, number, status]).toEqual([pattern, number, 404]);
			}
			for (const number of ["2147483648", "9".repeat(20)]) {
				const all = fields.map((name) => `${name}=${number}`).join("&");
				await ask(`${path}?${all}`, init(method, all));
			}
		}
	});

	it("is refused without a row when the body is not what its type says", async () => {
		const before = await dump(site.db);
		const part = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="email"`;
		for (const { path } of forms())
			for (const body of [
				"",
				"x",
				`--${BOUNDARY}`,
				part,
				`${part}\r\n\r\nnew@example.com`,
				`${part}\r\n\r\na\0b\r\n--${BOUNDARY}--\r\n`,
			])
				for (const headers of [
					MULTIPART,
					{ "content-type": "multipart/form-data" },
				]) {
					const status = await ask(path, { method: "POST", headers, body });
					expect([path, [400, 422].includes(status)]).toEqual([path, true]);
				}
		expect(await dump(site.db)).toBe(before);
	});

	it("is refused without a row when it is far too large or nested too deeply", async () => {
		const before = await dump(site.db);
		const deep = `${"[".repeat(8_000)}${"]".repeat(8_000)}`;
		const bodies = [
			"x".repeat(2 ** 20),
			`email=${"a".repeat(2 ** 20)}`,
			`{"email": "${"a".repeat(2 ** 20)}"}`,
			deep,
			`{"email": "new@example.com", "bookmarks": ${deep.slice(2_000, 14_000)}}`,
		];
		for (const { path } of posts())
			for (const body of bodies)
				for (const headers of [FORM, JSON_TYPE]) {
					// Every form of the page may do nothing with a body that it does not know.
					if (!path.startsWith("/api/") && body.length < 20_000) continue;
					await ask(path, {
						method: "POST",
						headers: { ...headers, "content-length": String(body.length) },
						body,
					});
				}
		expect(await dump(site.db)).toBe(before);
	});

	it("is refused without a row when any text of the API has a control character or a lone surrogate", async () => {
		const before = await dump(site.db);
		const right = {
			email: "new@example.com",
			formUrl: "https://a.example/",
			bookmarks: ["pebble"],
			altcha: "",
		};
		for (const bad of ["\\u0000", "\\u001b", "\\u009b", "\\ud800", "a\\udc00"])
			for (const key of [...Object.keys(right), "unknown"]) {
				const value = key === "bookmarks" ? [`BAD`] : `https://a.example/BAD`;
				const body = JSON.stringify({ ...right, [key]: value });
				for (const spoiled of [
					body.replace("BAD", bad),
					body.replace(`"${key}"`, `"${key}${bad}"`),
				]) {
					const response = await site.from(
						"203.0.113.7",
						"/api/v1/subscribers",
						{ method: "POST", headers: JSON_TYPE, body: spoiled },
					);
					expect([spoiled, response.status]).toEqual([spoiled, 422]);
					expect(await response.json()).toMatchObject({
						error: { code: "bad-request" },
					});
				}
			}
		expect(await dump(site.db)).toBe(before);
	});

	it("unsubscribes by one click whatever the body is", async () => {
		const path = routes.find(
			({ pattern }) => pattern === "/unsubscribe/:token",
		)?.path;
		for (const headers of [FORM, MULTIPART, JSON_TYPE])
			for (const body of ["\0", `--${BOUNDARY}`, "from=%00"])
				expect(await ask(String(path), { method: "POST", headers, body })).toBe(
					200,
				);
	});

	it("is taken when it is ordinary text of any language", async () => {
		const email = "ada@example.com";
		for (const name of [
			"Zoë",
			"李雷",
			"ليلى",
			"O’Brien-Łukasz 👩‍💻",
			"a\u200Db",
		]) {
			const path = `/preferences/${site.tokens.sign("preferences", 1)}`;
			const body = new URLSearchParams({ name, format: "full" }).toString();
			expect(await ask(path, { method: "POST", headers: FORM, body })).toBe(
				200,
			);
		}
		const body = JSON.stringify({ email, formUrl: "https://ä.example/ü ?q=1" });
		const init = { method: "POST", headers: JSON_TYPE, body };
		expect(await ask("/api/v1/subscribers", init)).toBe(202);
		const { form_url } = await site.db
			.selectFrom("sign_ups")
			.select("form_url")
			.executeTakeFirstOrThrow();
		expect(form_url).toBe("https://xn--4ca.example/%C3%BC%20?q=1");
	});
});
