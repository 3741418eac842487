import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEntries } from "../../../src/db/issue/audit-log.ts";
import type { Role } from "../../../src/db/studio/studio-tables.ts";
import { covers, ROLES } from "../../../src/editors/role.ts";
import { draftIssue } from "../../../src/issue/life/draft.ts";
import {
	ACT_ROLES,
	OPEN_ROUTES,
	READ_ROLES,
	roleFor,
} from "../../../src/studio/access/route-roles.ts";
import { addSubscriber } from "../../../src/subscriber/sign-up/add-subscriber.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { seedComparison } from "../../support/seed.ts";
import { formIn } from "../issue/editor.ts";
import {
	HOST,
	type OpenAccess,
	ORIGIN,
	openAccess,
	type Visitor,
} from "./open-access.ts";

let database: TestDatabase;
let access: OpenAccess;
let visitors: Record<Role, Visitor>;

beforeAll(async () => {
	database = await freshSqlite();
	access = await openAccess(database);
	await seedComparison(access.app.db, "One", "2026-11-15T08:00:00.000Z");
	await draftIssue(access.app);
	const admin = await access.signedIn("zoe", "admin");
	visitors = {
		admin,
		publisher: await access.signedIn("pat", "publisher"),
		editor: await access.signedIn("ed", "editor"),
	};
});

afterAll(async () => {
	await access.app.dispose();
	await database.db.destroy();
});

/** Every route that exists, without the middleware of all paths. */
function routes(): { method: string; path: string }[] {
	const seen = access.studio.routes
		.filter(({ method, path }) => method !== "ALL" || path !== "/*")
		.map(({ method, path }) => ({ method, path }));
	return [
		...new Map(seen.map((one) => [`${one.method} ${one.path}`, one])).values(),
	];
}

/** An address that comes to a route. */
function addressOf(path: string): string {
	return path
		.replace(":token{[\\w-]{43}}", "A".repeat(43))
		.replace(":file{[a-z]+\\.csv}", "trend.csv")
		.replace(":file{[a-z-]+\\.csv}", "outcome.csv")
		.replaceAll(/:\w+\{(?:[^{}]|\{[^{}]*\})*\}/g, "1")
		.replaceAll(/:\w+/g, "1");
}

/** Others of the same path, as proxies and programs write it. */
const spellings = (path: string) => [
	path,
	`/${path}`,
	`${path}/`,
	path.replace("/studio", "/STUDIO"),
	path.replace("studio", "%73tudio"),
	path.replace("/studio/", "/studio/./"),
	path.replace("/studio/", "/studio/sign-in/../"),
];

test("the table names only routes that exist, and no route answers every method", () => {
	const known = routes();
	expect(known.length).toBeGreaterThan(50);
	expect(known.filter(({ method }) => method === "ALL")).toEqual([]);
	const posts = known.filter(({ method }) => method === "POST");
	const paths = posts.map(({ path }) => path);
	expect(
		Object.keys(ACT_ROLES).filter((path) => !paths.includes(path)),
	).toEqual([]);
	const all = known.map(({ method, path }) => `${method} ${path}`);
	expect([...OPEN_ROUTES].filter((one) => !all.includes(one))).toEqual([]);
	const gets = known.flatMap(({ method, path }) =>
		method === "GET" ? path : [],
	);
	expect(
		Object.keys(READ_ROLES).filter(
			(area) =>
				!gets.some((path) => path === area || path.startsWith(`${area}/`)),
		),
	).toEqual([]);
});

test("what names no role needs an admin", () => {
	const post = (path: string) => roleFor([{ method: "POST", path }]);
	const get = (path: string) => roleFor([{ method: "GET", path }]);
	expect(post("/studio/new")).toBe("admin");
	expect(post("/studio/issues/:number/new")).toBe("admin");
	expect(get("/studio/new")).toBe("admin");
	expect(get("/new")).toBe("admin");
	expect(get("/studio/people/:id/new")).toBe("publisher");
	expect(get("/studio/peoples")).toBe("admin");
	expect(
		roleFor([
			{ method: "GET", path: "/studio/preview" },
			{ method: "GET", path: "/studio/people" },
		]),
	).toBe("publisher");
});

test("without a session no route answers but those to sign in, in no spelling", async () => {
	for (const { method, path } of routes()) {
		if (OPEN_ROUTES.has(`${method} ${path}`)) continue;
		for (const address of spellings(addressOf(path))) {
			const one = access.visitor();
			const answer =
				method === "GET" ? await one.get(address) : await one.post(address, {});
			expect([method, address, answer.status]).toEqual([
				method,
				address,
				method === "GET" ? 302 : 401,
			]);
			expect(answer.text).not.toContain("<main");
		}
	}
});

test("each route answers those whose role allows it, and refuses the others", async () => {
	for (const { method, path } of routes()) {
		if (OPEN_ROUTES.has(`${method} ${path}`)) continue;
		if (path === "/studio/events") continue;
		const needed = roleFor([{ method, path }]);
		for (const role of ROLES) {
			const address = addressOf(path);
			// Without a token no form is taken, whoever sends it.
			const { status, text } =
				method === "GET"
					? await visitors[role].get(address)
					: await visitors[role].post(address, {});
			const isRefused = status === 403 && /your role/i.test(text);
			expect([method, path, role, isRefused]).toEqual([
				method,
				path,
				role,
				!covers(role, needed),
			]);
			if (method === "POST") expect(status).toBe(403);
		}
	}
});

test("a forged Origin, another host and a form without its token are refused at every route, for an admin too", async () => {
	for (const { method, path } of routes()) {
		const address = addressOf(path);
		const { admin } = visitors;
		const ask = (headers: Record<string, string>) =>
			method === "GET"
				? admin.get(address, headers)
				: admin.post(address, {}, headers);
		for (const headers of [
			{ origin: "https://evil.example.com" },
			{ origin: "http://studio.example.com" },
			{ origin: "null" },
			{ host: "localhost:8081", origin: ORIGIN },
			{ host: `${HOST}:8081`, origin: ORIGIN },
			{ host: `${HOST}.evil.example`, origin: ORIGIN },
			{ "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" },
		] as Record<string, string>[])
			expect([path, headers, (await ask(headers)).status]).toEqual([
				path,
				headers,
				403,
			]);
		if (method === "POST")
			expect((await admin.post(address, { token: "x" })).status).toBe(403);
	}
});

test("an editor previews samples, and sees no list of readers; a publisher sees them", async () => {
	const { db } = access.app;
	const { subscriber } = await addSubscriber(db, access.app.clock, {
		email: "reader@example.org",
		name: "Rea Der",
		confirmed: true,
		bookmarks: [],
	});
	const { editor, publisher } = visitors;
	const seen = async (who: Visitor, query: string) => {
		const { status, text } = await who.get(`/studio/preview${query}`);
		return [status, text.includes("reader@example.org")];
	};
	expect(await seen(editor, "?q=reader%40example")).toEqual([200, false]);
	expect(await seen(editor, `?reader=${subscriber.id}`)).toEqual([403, false]);
	expect(await seen(publisher, "")).toEqual([200, true]);
});

test("the audit log names the editor who acted", async () => {
	const { editor } = visitors;
	const page = "/studio/issues/1/edit";
	const fields = formIn((await editor.get(page)).text, page);
	const saved = await editor.post(page, { ...fields, subject: "Mine" });
	expect(saved.status).toBeLessThan(400);
	expect((await auditEntries(access.app.db, null, 1))[0]?.who).toBe("ed");
});
